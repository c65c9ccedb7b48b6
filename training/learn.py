"""Train the network of names: `learn.py ROWS OUT --vectors FOLDER [--seed 1]`.

ROWS is what `rows.py` wrote; OUT gets settings and weights, for `pack.py`. On one core of a
processor two runs give the same bytes. Adam with decoupled weight decay (Loshchilov and Hutter
2019), a learning rate that falls to nothing, and an average of the weights on the way as the
outcome. With `--seconds` it falls with time, so that a training ends as it should when it must.
"""

import argparse
import json
import queue
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from network import IGNORED, Names, Sizes, weights

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
MIX = {  # how often a corpus comes in a pass, each time in another copy if there are more
    "gmb_mended": 1,
    "gum_train": 3,
    "re3d_train": 6,
    "wikigold_train": 3,
    "uner_train": 4,
    "ewt_named": 1,
    "own_train": 8,
}
STEPS = 7000
RATE = 3e-3
WARM = 200  # steps
BATCH = 3000  # words, the empty ends of shorter texts among them
DECAY = 0.01
AVERAGED = 0.999
SMOOTHING = 0.03
CHUNK = 3000  # texts that are put to batches of about one length


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vectors", type=Path, required=True, help="folder of the word vectors")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    sizes = Sizes()
    corpora = Corpora(args.rows, sizes)
    model = Names(sizes, read_vectors(args.vectors), len(corpora.labels)).to(DEVICE)
    averaged = train(model, corpora, args)
    model.load_state_dict(averaged)
    print("development parts:", json.dumps(score(model, corpora)), flush=True)
    settings = {"steps": list(sizes.steps), "labels": corpora.labels}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    numpy.savez(args.out, settings=numpy.array(json.dumps(settings)), **weights(model))


def read_vectors(folder: Path) -> Tensor:
    """Read the package's word vectors, a row of zeros after the last."""
    rows = numpy.load(folder / "rows.npy").astype("float32")
    rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
    return torch.from_numpy(numpy.vstack([rows, numpy.zeros_like(rows[:1])]))


class Corpora:
    """What `rows.py` wrote: texts of all corpora, and features of their words."""

    def __init__(self, path: Path, sizes: Sizes) -> None:
        archive = numpy.load(path, allow_pickle=False)
        self.labels: list[str] = json.loads(str(archive["labels"]))
        tables = (sizes.norm, sizes.suffix, sizes.shape, *sizes.clusters)
        quarters = archive["hashes"][..., None] >> numpy.array([0, 16, 32, 48], dtype="uint64")
        hashed = (quarters & numpy.uint64(0xFFFF)).astype("int64")
        self.hashed = torch.from_numpy(hashed % numpy.array(tables)[None, :, None]).to(DEVICE)
        self.run_lens = archive["run_lens"]
        runs = numpy.full((len(self.run_lens), int(self.run_lens.max())), -1, "int64")
        there = numpy.arange(runs.shape[1])[None] < self.run_lens[:, None]
        runs[there] = (archive["runs"] & numpy.uint64(0xFFFF)).astype("int64") % sizes.runs
        self.runs = torch.from_numpy(runs).to(DEVICE)
        self.vectors = torch.from_numpy(archive["vectors"]).to(DEVICE)
        self.columns: dict[str, dict[str, Any]] = {}
        for key in archive.files:
            name, _, column = key.partition("/")
            if column:
                self.columns.setdefault(name, {})[column] = archive[key]
        self.lens = {name: columns["lens"] for name, columns in self.columns.items()}
        self.offsets = {
            name: numpy.concatenate([[0], numpy.cumsum(lens, dtype="int64")])
            for name, lens in self.lens.items()
        }

    def batches(self, number: int, rng: random.Random) -> list[list[tuple[str, int]]]:
        """Return the texts of a pass by corpus and place, those of a batch of about one length."""
        texts: list[tuple[str, int]] = []
        for corpus, times in MIX.items():
            copies = [name for name in self.columns if name.rpartition("-")[0] == corpus]
            for time_ in range(times):
                copy = copies[(number * times + time_) % len(copies)]
                texts += [(copy, place) for place in range(len(self.lens[copy]))]
        rng.shuffle(texts)
        batches: list[list[tuple[str, int]]] = []
        for start in range(0, len(texts), CHUNK):
            batches.append([])
            for name, place in sorted(
                texts[start : start + CHUNK], key=lambda text: self.lens[text[0]][text[1]]
            ):
                if batches[-1] and (len(batches[-1]) + 1) * self.lens[name][place] > BATCH:
                    batches.append([])
                batches[-1].append((name, place))
        rng.shuffle(batches)
        return batches

    def arrays(self, batch: list[tuple[str, int]]) -> tuple[dict[str, Any], Any]:
        """Return what the network reads and what it should find, as NumPy arrays."""
        shape = (len(batch), max(int(self.lens[name][place]) for name, place in batch))
        x: dict[str, Any] = {key: numpy.zeros(shape, "int64") for key in ("word", "space")}
        x["there"] = numpy.zeros(shape, "bool")
        gold = numpy.full(shape, IGNORED, "int64")
        for line, (name, place) in enumerate(batch):
            start, end = self.offsets[name][place : place + 2]
            x["there"][line, : end - start] = True
            for key, array in (("word", x["word"]), ("space", x["space"]), ("label", gold)):
                array[line, : end - start] = self.columns[name][key][start:end]
        different, x["word"] = numpy.unique(x["word"], return_inverse=True)
        x["word"] = x["word"].reshape(shape)
        x["different"] = different
        return x, gold

    def tensors(self, x: dict[str, Any], gold: Any) -> tuple[dict[str, Tensor], Tensor]:
        """Bring them to the device, with the features of the words."""
        longest = int(self.run_lens[x["different"]].max())
        moved = {key: torch.from_numpy(array).to(DEVICE) for key, array in x.items()}
        different = moved.pop("different")
        moved = {
            "words": moved["word"],
            "spaces": moved["space"],
            "there": moved["there"],
            "hashed": self.hashed[different],
            "runs": self.runs[different, :longest],
            "vectors": self.vectors[different],
        }
        return moved, torch.from_numpy(gold).to(DEVICE)


def train(model: Names, corpora: Corpora, args: argparse.Namespace) -> dict[str, Tensor]:
    """Return the average of the weights."""
    steps = args.steps or STEPS
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=RATE, weight_decay=DECAY, betas=(0.9, 0.98), fused=DEVICE == "cuda"
    )
    averaged = {key: value.detach().clone() for key, value in model.state_dict().items()}
    current = list(model.state_dict().values())
    model.train()
    started, words = time.monotonic(), 0
    for step, arrays in enumerate(ahead(corpora, random.Random(args.seed))):
        done = max(step / steps, (time.monotonic() - started) / args.seconds)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM) * (1 - done)
        x, gold = corpora.tensors(*arrays)
        loss = functional.cross_entropy(
            model(x).flatten(0, 1),
            gold.flatten(),
            ignore_index=IGNORED,
            label_smoothing=SMOOTHING,
        )
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        near = min(AVERAGED, (step + 1) / (step + 21))
        with torch.no_grad():
            torch._foreach_lerp_(list(averaged.values()), current, 1 - near)
        words += x["words"].numel()
        if step % 200 == 0:
            speed = words / (time.monotonic() - started)
            print(f"step {step}, loss {loss.item():.3f}, {speed:.0f} words a second", flush=True)
    return averaged


def ahead(corpora: Corpora, rng: random.Random) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield batches without end, a few of them made while the network is at work."""
    ready: queue.Queue[tuple[dict[str, Any], Any]] = queue.Queue(8)

    def produce() -> None:
        number = 0
        while True:
            for batch in corpora.batches(number, rng):
                ready.put(corpora.arrays(batch))
            number += 1

    threading.Thread(target=produce, daemon=True).start()
    while True:
        yield ready.get()


@torch.no_grad()
def score(model: Names, corpora: Corpora) -> dict[str, float]:
    """Return what share of the words of a development part has the right label: a rough measure."""
    model.eval()
    found = {}
    for name in corpora.columns:
        if "_dev-" not in name:
            continue
        right = wanted = 0
        for place in range(len(corpora.lens[name])):
            x, gold = corpora.tensors(*corpora.arrays([(name, place)]))
            known = gold != IGNORED
            right += int(((model(x).argmax(-1) == gold) & known).sum())
            wanted += int(known.sum())
        found[name] = round(100 * right / wanted, 2)
    return found


if __name__ == "__main__":
    main()
