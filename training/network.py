"""The two networks of the pipeline in PyTorch, to be trained; `timeline.model` runs them in NumPy.

A word's features are embedded and mixed (`Embedding`), layers look at neighbours by windows and
once at the whole paragraph (`Reader`), and heads read off tags, sentence starts, arcs and their
labels (`Syntax`) or names (`Names`). Tensors are paragraphs by words by columns.
"""

from dataclasses import dataclass

import numpy
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

IGNORED = -1
NEVER = -1e4


@dataclass(frozen=True)
class Sizes:
    """How large a network is. Tables are rows that features are hashed to."""

    width: int = 96
    pieces: int = 3
    steps: tuple[int, ...] = (1, 1, 2, 0, 1)  # how far a layer looks to each side; 0: attention
    heads: int = 4
    reach: int = 32  # words that are farther apart are as if they were so far
    norm: int = 8000
    suffix: int = 3000
    shape: int = 1000
    runs: int = 10000
    clusters: tuple[int, ...] = (16, 64, 800, 2000)
    norm_width: int = 96
    suffix_width: int = 64
    shape_width: int = 48
    cluster_width: int = 32
    arc: int = 128
    label: int = 128
    dropout: float = 0.1  # of columns, in all words of a paragraph
    word_dropout: float = 0.05  # of words, which then are known by letters and shape alone


class Maxout(nn.Module):
    """The largest of some linear pieces, normalised (Goodfellow et al. 2013)."""

    def __init__(self, size: int, out: int, pieces: int) -> None:
        super().__init__()
        self.W = nn.Parameter(torch.empty(size, out * pieces))
        nn.init.xavier_uniform_(self.W)
        self.W.data *= (out * pieces) ** 0.5 / (out**0.5)
        self.b = nn.Parameter(torch.zeros(out * pieces))
        self.norm = nn.LayerNorm(out)
        self.pieces = pieces

    def forward(self, x: Tensor) -> Tensor:
        y = x @ self.W + self.b
        return self.norm(y.view(*y.shape[:-1], -1, self.pieces).max(-1).values)


class Embedding(nn.Module):
    """Words one by one, from the features of `timeline.model.words`."""

    def __init__(self, sizes: Sizes, vectors: Tensor) -> None:
        super().__init__()
        s = self.sizes = sizes

        def table(rows: int, width: int) -> nn.Parameter:
            return nn.Parameter(torch.randn(rows, width) * 0.1)

        self.norm = table(s.norm, s.norm_width)
        self.suffix = table(s.suffix, s.suffix_width)
        self.shape = table(s.shape, s.shape_width)
        for bits, rows in zip((4, 6, 10, 20), s.clusters, strict=True):
            setattr(self, f"cluster{bits}", table(rows, s.cluster_width))
        self.runs = table(s.runs, s.norm_width)
        self.register_buffer("vectors", vectors, persistent=False)
        size = s.norm_width * 2 + s.suffix_width + s.shape_width
        size += s.cluster_width * len(s.clusters) + vectors.shape[1]
        self.mix = Maxout(size, s.width, s.pieces)

    def forward(self, hashed: Tensor, runs: Tensor, vectors: Tensor) -> Tensor:
        """Embed n words: [n, 7, 4] rows of tables, [n, runs] rows or -1, [n] rows of vectors."""
        tables = [self.norm, self.suffix, self.shape]
        tables += [self.cluster4, self.cluster6, self.cluster10, self.cluster20]
        parts = [table[hashed[:, i]].sum(1) for i, table in enumerate(tables)]
        there = (runs >= 0).to(self.runs.dtype)[..., None]
        grams = (self.runs[runs.clamp(min=0)] * there).sum(1) / there.sum(1).clamp(min=1).sqrt()
        parts += [grams, self.vectors[vectors]]
        if self.training and self.sizes.word_dropout:
            keep = torch.rand(len(hashed), 1, device=hashed.device) > self.sizes.word_dropout
            for known in (0, 5, 6, -1):  # what tells one word: norm, fine clusters, vector
                parts[known] = parts[known] * keep
        return self.mix(torch.cat(parts, -1))


class Window(nn.Module):
    """A word with those at some step to its left and right."""

    def __init__(self, sizes: Sizes, step: int) -> None:
        super().__init__()
        self.step = step
        self.maxout = Maxout(3 * sizes.width, sizes.width, sizes.pieces)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        d = self.step
        padded = functional.pad(x, (0, 0, d, d))
        n = x.shape[1]
        return self.maxout(torch.cat([padded[:, :n], x, padded[:, 2 * d :]], -1))


class Attention(nn.Module):
    """A word with all of its paragraph."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        w = sizes.width
        self.heads, self.reach = sizes.heads, sizes.reach
        self.qkv = nn.Linear(w, 3 * w)
        self.out = nn.Linear(w, w)
        self.near = nn.Parameter(torch.zeros(sizes.heads, 2 * sizes.reach + 1))
        self.norm = nn.LayerNorm(w)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
        scores = scores + self.near[:, distance(n, self.reach, x.device)]
        scores = scores.masked_fill(~there[:, None, None], NEVER)
        mixed = torch.softmax(scores, -1) @ v
        return self.norm(self.out(mixed.transpose(1, 2).reshape(b, n, w)))


def distance(n: int, reach: int, device: torch.device) -> Tensor:
    """How far to the right of each word (rows) each other stands, as a place in a table."""
    place = torch.arange(n, device=device)
    return (place[None] - place[:, None]).clamp(-reach, reach) + reach


def dropped(x: Tensor, rate: float, training: bool) -> Tensor:
    """Drop the same columns in all words of a paragraph (Gal and Ghahramani 2016)."""
    if not training or not rate:
        return x
    keep = torch.empty(len(x), 1, x.shape[-1], device=x.device).bernoulli_(1 - rate) / (1 - rate)
    return x * keep


class Reader(nn.Module):
    """Paragraphs to a row for each word."""

    def __init__(self, sizes: Sizes, vectors: Tensor) -> None:
        super().__init__()
        self.embedding = Embedding(sizes, vectors)
        self.spacing = nn.Parameter(torch.zeros(6, sizes.width))
        self.layers = nn.ModuleList(
            [Window(sizes, step) if step else Attention(sizes) for step in sizes.steps]
        )
        self.dropout = sizes.dropout

    def forward(self, x: dict[str, Tensor]) -> Tensor:
        words = self.embedding(x["hashed"], x["runs"], x["vectors"])
        there = x["there"]
        rows = words[x["words"]] + self.spacing[x["spaces"]]
        rows = rows * there[..., None]
        for layer in self.layers:
            rows = dropped(rows, self.dropout, self.training)
            rows = (rows + layer(rows, there)) * there[..., None]
        return dropped(rows, self.dropout, self.training)


class Syntax(nn.Module):
    """Tags, features, starts, arcs and labels."""

    def __init__(self, sizes: Sizes, vectors: Tensor, tags: int, morphs: int, labels: int) -> None:
        super().__init__()
        w = sizes.width
        self.reader = Reader(sizes, vectors)
        self.tag, self.morph, self.start = nn.Linear(w, tags), nn.Linear(w, morphs), nn.Linear(w, 1)
        self.dependent, self.head = nn.Linear(w, sizes.arc), nn.Linear(w, sizes.arc)
        self.arc = nn.Parameter(torch.randn(sizes.arc + 1, sizes.arc) * 0.05)
        self.near = nn.Parameter(torch.zeros(2 * sizes.reach + 1))
        self.root = nn.Linear(sizes.arc, 1)
        self.label_dependent = nn.Linear(w, sizes.label)
        self.label_head = nn.Linear(w, sizes.label, bias=False)
        self.label_near = nn.Parameter(torch.zeros(21, sizes.label))
        self.label = nn.Linear(sizes.label, labels)
        self.reach, self.dropout = sizes.reach, sizes.dropout

    def forward(self, x: dict[str, Tensor]) -> tuple[Tensor, ...]:
        """Return rows, and scores of tags, features, starts, arcs (dependent by head), roots."""
        rows = self.reader(x)
        n = rows.shape[1]
        dependent = functional.relu(self.dependent(rows))
        head = functional.relu(self.head(rows))
        dependent = dropped(dependent, self.dropout, self.training)
        head = dropped(head, self.dropout, self.training)
        arcs = (dependent @ self.arc[:-1] + self.arc[-1]) @ head.transpose(1, 2)
        arcs = arcs / 8 + self.near[distance(n, self.reach, rows.device)]
        roots = self.root(dependent)
        return rows, self.tag(rows), self.morph(rows), self.start(rows)[..., 0], arcs, roots

    def labels(self, rows: Tensor, heads: Tensor) -> Tensor:
        """Scores of the labels of the arcs to the given heads (a root's is itself)."""
        ends = self.label_head(rows).gather(
            1, heads[..., None].expand(-1, -1, self.label_head.out_features)
        )
        place = torch.arange(heads.shape[1], device=heads.device)
        near = self.label_near[(heads - place).clamp(-10, 10) + 10]
        hidden = functional.relu(self.label_dependent(rows) + ends + near)
        return self.label(dropped(hidden, self.dropout, self.training))


class Names(nn.Module):
    """BILUO labels."""

    def __init__(self, sizes: Sizes, vectors: Tensor, labels: int) -> None:
        super().__init__()
        self.reader = Reader(sizes, vectors)
        self.label = nn.Linear(sizes.width, labels)

    def forward(self, x: dict[str, Tensor]) -> Tensor:
        return self.label(self.reader(x))


def weights(model: nn.Module) -> dict[str, NDArray[numpy.float16]]:
    """Return the weights as `timeline.model` reads them.

    Matrices multiply from the right, the pieces of a maxout stand side by side, half precision.
    """
    found = {name: value.detach().float().cpu() for name, value in model.state_dict().items()}
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear):
            found[f"{name}.weight"] = found[f"{name}.weight"].T
        elif isinstance(module, Maxout):
            for part in ("W", "b"):
                value = found[f"{name}.{part}"]
                pieces = value.reshape(*value.shape[:-1], -1, module.pieces).transpose(-1, -2)
                found[f"{name}.{part}"] = pieces.reshape(value.shape)
    return {name: value.contiguous().numpy().astype("float16") for name, value in found.items()}
