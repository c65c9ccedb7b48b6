"""Train one network: `learn.py syntax|names ROWS OUT [--seed 1]`.

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
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from network import IGNORED, NEVER, Names, Sizes, Syntax, weights

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
MIX = {  # how often a corpus comes in a pass, each time in another copy if there are more
    "syntax": {
        "ewt_train": 2,
        "ewt_dev": 2,
        "gum_train": 3,
        "gum_dev": 3,
        "gmb_parsed": 1,
        "own_parsed": 1,
        "wikigold_parsed": 1,
        "re3d_parsed": 1,
    },
    "names": {
        "gmb_mended": 1,
        "gum_train": 3,
        "re3d_train": 6,
        "wikigold_train": 3,
        "uner_train": 4,
        "ewt_named": 1,
        "own_train": 8,
    },
}
SIZES = {"syntax": Sizes(width=128), "names": Sizes()}
STEPS = {"syntax": 11000, "names": 7000}
RATE = 3e-3
WARM = 200  # steps
BATCH = 3000  # words, the empty ends of shorter texts among them
DECAY = 0.01
AVERAGED = 0.999
SMOOTHING = 0.03
CHUNK = 3000  # texts that are put to batches of about one length
HELD = "held"  # how `rows.py` marks a corpus to be scored on
TOLD = {
    "syntax": ("tag", "morph", "head", "dep", "start", "other", "share", "other_dep", "dep_share"),
    "names": ("ner",),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=tuple(MIX))
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vectors", type=Path, required=True, help="folder of the word vectors")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--threads", type=int, default=1, help="the outcome depends on them")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    sizes = SIZES[args.kind]
    corpora = Corpora(args.rows, args.kind, sizes)
    model = made(args.kind, sizes, corpora.labels, read_vectors(args.vectors)).to(DEVICE)
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


def made(kind: str, sizes: Sizes, labels: dict[str, list[str]], vectors: Tensor) -> nn.Module:
    counts = {key: len(found) for key, found in labels.items()}
    if kind == "names":
        return Names(sizes, vectors, counts["ner"])
    return Syntax(sizes, vectors, counts["tag"], counts["morph"], counts["dep"])


class Corpora:
    """What `rows.py` wrote: texts of all corpora, and features of their words."""

    def __init__(self, path: Path, kind: str, sizes: Sizes) -> None:
        self.kind = kind
        archive = numpy.load(path, allow_pickle=False)
        self.labels: dict[str, list[str]] = json.loads(str(archive["labels"]))
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
        if missing := [
            corpus
            for corpus in MIX[kind]
            if not any(name.rpartition("-")[0] == corpus for name in self.columns)
        ]:
            raise ValueError(f"{path} lacks {', '.join(missing)}")
        self.lens = {name: columns["lens"] for name, columns in self.columns.items()}
        self.offsets = {
            name: numpy.concatenate([[0], numpy.cumsum(lens, dtype="int64")])
            for name, lens in self.lens.items()
        }

    def batches(self, number: int, rng: random.Random) -> list[list[tuple[str, int]]]:
        """Return the texts of a pass by corpus and place, those of a batch of about one length."""
        texts: list[tuple[str, int]] = []
        for corpus, times in MIX[self.kind].items():
            if f"{corpus}-{HELD}" in self.columns:
                continue
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

    def arrays(self, batch: list[tuple[str, int]]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what the network reads and what it should find, as NumPy arrays."""
        shape = (len(batch), max(int(self.lens[name][place]) for name, place in batch))
        x: dict[str, Any] = {key: numpy.zeros(shape, "int64") for key in ("word", "space")}
        x["there"] = numpy.zeros(shape, "bool")
        gold = {key: numpy.full(shape, IGNORED, "int64") for key in TOLD[self.kind]}
        for line, (name, place) in enumerate(batch):
            start, end = self.offsets[name][place : place + 2]
            x["there"][line, : end - start] = True
            for key, array in (x | gold).items():
                if key != "there":
                    array[line, : end - start] = self.columns[name][key][start:end]
        different, x["word"] = numpy.unique(x["word"], return_inverse=True)
        x["word"] = x["word"].reshape(shape)
        x["different"] = different
        return x, gold

    def tensors(
        self, x: dict[str, Any], gold: dict[str, Any]
    ) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
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
        return moved, {key: torch.from_numpy(array).to(DEVICE) for key, array in gold.items()}


def train(model: nn.Module, corpora: Corpora, args: argparse.Namespace) -> dict[str, Tensor]:
    """Return the average of the weights."""
    steps = args.steps or STEPS[args.kind]
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=RATE, weight_decay=DECAY, betas=(0.9, 0.98), fused=True
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
        loss = loss_of(model, x, gold)
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


def ahead(corpora: Corpora, rng: random.Random) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield batches without end, a few of them made while the network is at work."""
    ready: queue.Queue[tuple[dict[str, Any], dict[str, Any]] | Exception] = queue.Queue(8)

    def produce() -> None:
        number = 0
        try:
            while True:
                for batch in corpora.batches(number, rng):
                    ready.put(corpora.arrays(batch))
                number += 1
        except Exception as error:  # raised where it is waited for
            ready.put(error)

    threading.Thread(target=produce, daemon=True).start()
    while True:
        made = ready.get()
        if isinstance(made, Exception):
            raise made
        yield made


def loss_of(model: nn.Module, x: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    if isinstance(model, Names):
        with precision():
            scores = model(x)
        return cross_entropy(scores.float(), gold["ner"])
    place = torch.arange(x["words"].shape[1], device=x["words"].device)[None]
    heads = torch.where(gold["head"] >= 0, gold["head"], place)
    with precision():
        rows, *outcomes = model(x)
        deps = model.labels(rows, heads).float()
    tags, morphs, starts, arcs, roots = (scores.float() for scores in outcomes)
    scores = within_sentences(arcs, roots, gold["start"], x["there"])
    # Words of two sentences that became one word may have their head in the other sentence.
    possible = scores.gather(2, heads[..., None])[..., 0] > NEVER / 2
    told = torch.where(possible, gold["head"], IGNORED)
    loss = cross_entropy_of_two(scores, told, gold["other"], gold["share"])
    loss = loss + cross_entropy_of_two(
        deps, gold["dep"], gold["other_dep"], gold["dep_share"], SMOOTHING
    )
    loss = (
        loss + 0.5 * cross_entropy(tags, gold["tag"]) + 0.5 * cross_entropy(morphs, gold["morph"])
    )
    known = x["there"] & (gold["start"] >= 0) & (place > 0)
    if known.any():
        wanted = (gold["start"][known] == 1).float()
        loss = loss + functional.binary_cross_entropy_with_logits(starts[known], wanted)
    return loss


def precision() -> torch.autocast:
    """Multiply matrices in half the precision, in little more than half the time."""
    return torch.autocast(DEVICE, torch.bfloat16)


def cross_entropy(scores: Tensor, gold: Tensor, smoothing: float = SMOOTHING) -> Tensor:
    return functional.cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, label_smoothing=smoothing
    )


def cross_entropy_of_two(
    scores: Tensor, first: Tensor, second: Tensor, share: Tensor, smoothing: float = 0
) -> Tensor:
    """Return the loss where a teacher gave `share` percent to the first choice, the rest to the
    second one (Hinton et al. 2015): what it did not know is not to be learned by heart.
    """
    chances = torch.log_softmax(scores, -1)
    of_first, of_second = (
        chances.gather(-1, choice.clamp(min=0)[..., None])[..., 0] for choice in (first, second)
    )
    doubted = (second >= 0) & (of_second > NEVER / 2)
    part = torch.where(doubted, share / 100, 1.0)
    told = -(part * of_first + (1 - part) * torch.where(doubted, of_second, 0.0))
    if smoothing:
        told = (1 - smoothing) * told - smoothing * chances.mean(-1)
    known = first >= 0
    return told[known].mean()


def within_sentences(arcs: Tensor, roots: Tensor, starts: Tensor, there: Tensor) -> Tensor:
    """Return scores of heads in a word's own sentence; a word as its own head is a root."""
    sentence = (starts == 1).long().cumsum(1)
    same = (sentence[:, :, None] == sentence[:, None, :]) & there[:, None, :]
    own = torch.eye(arcs.shape[1], dtype=torch.bool, device=arcs.device)
    return torch.where(own, roots, arcs.masked_fill(~same, NEVER))


@torch.no_grad()
def score(model: nn.Module, corpora: Corpora) -> dict[str, dict[str, float]]:
    """Return what share is right in the development parts, word by word: a rough measure."""
    model.eval()
    found = {}
    for name in corpora.columns:
        if not name.endswith(f"-{HELD}"):
            continue
        right: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        for place in range(len(corpora.lens[name])):
            x, gold = corpora.tensors(*corpora.arrays([(name, place)]))
            for key, choice in choices(model, x, gold).items():
                known = gold[key] >= 0
                right[key] += int(((choice == gold[key]) & known).sum())
                wanted[key] += int(known.sum())
        found[name] = {key: round(100 * right[key] / wanted[key], 2) for key in right}
    return found


def choices(model: nn.Module, x: dict[str, Tensor], gold: dict[str, Tensor]) -> dict[str, Tensor]:
    if isinstance(model, Names):
        return {"ner": model(x).argmax(-1)}
    rows, tags, morphs, starts, arcs, roots = model(x)
    scores = within_sentences(arcs, roots, gold["start"], x["there"])
    return {
        "tag": tags.argmax(-1),
        "morph": morphs.argmax(-1),
        "head": scores.argmax(-1),
        "dep": model.labels(rows, scores.argmax(-1)).argmax(-1),
        "start": (starts > 0).long(),
    }


if __name__ == "__main__":
    main()
