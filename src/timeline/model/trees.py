"""From scores to trees: the best projective tree of a sentence (Eisner 1996, "Three new
probabilistic models for dependency parsing: an exploration").

First-order, with a single root as its last step. A span is a word and all that hangs from it to
one side (complete), or two words, one the head of the other, and all that hangs from them in
between (incomplete); each is the best of all pairs of shorter spans that it can be split into.

The same numbers are added in the same order whatever stands beside a sentence in a batch, so that
it gets the same tree, to the bit, wherever it is met. Of equal choices the first is taken. Scores
have to be finite.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]
Ints = NDArray[numpy.intp]
Bools = NDArray[numpy.bool_]
# arcs[d, h], the score of word h as the head of word d, and roots[d], of d as root.
Sentence = tuple[Floats, Floats]

# Work grows with the cube of a sentence's length, and memory with its square. A sentence of this
# length takes less than a tenth of a second; what is longer is no sentence (a table, words without
# a stop), and is decoded in pieces.
LONGEST = 400

# Cells of a chart that are filled together: few enough to stay in the cache of a core, enough for
# NumPy's overhead to be shared by many sentences.
CELLS = 1 << 17


def projective_heads(arcs: Floats, roots: Floats, starts: Bools) -> Ints:
    """Return the head of each word of a document, the root of a sentence being its own head.

    `arcs` is [n, n], with arcs[d, h] the score of word h as the head of word d; what is on the
    diagonal does not count. `roots`, [n], are the scores of words as roots of their sentences,
    `starts`, [n], is true where a sentence starts. Each sentence is a projective tree with one
    root, of the highest sum of scores (see `best_trees`).
    """
    length = len(roots)
    bounds = [0, *(numpy.flatnonzero(starts[1:]) + 1).tolist(), length]
    ranges = [slice(start, end) for start, end in pairwise(bounds)]
    heads = numpy.empty(length, dtype=numpy.intp)
    trees = best_trees([(arcs[words, words], roots[words]) for words in ranges])
    for words, tree in zip(ranges, trees, strict=True):
        numpy.add(tree, words.start, out=heads[words])
    return heads


def best_trees(sentences: Sequence[Sentence]) -> list[Ints]:
    """Return for each sentence the heads of its best projective tree, a root its own head.

    A sentence is its `arcs`, [n, n], and `roots`, [n], as of `projective_heads`, and heads are
    counted from its first word. Most often the best heads of all words, each chosen by itself,
    are a tree already. Sentences of more than `LONGEST` words are cut into pieces, whose roots
    then hang from the one among them that scores best as root: a tree, but seldom the best one.
    """
    trees = [_best_choices(arcs, roots) for arcs, roots in sentences]
    filled = [index for index, tree in enumerate(trees) if len(tree)]
    if not filled:
        return trees
    projective = _are_projective([trees[index] for index in filled])
    failed = [index for index, fits in zip(filled, projective, strict=True) if not fits]
    failed.sort(key=lambda index: -len(trees[index]))
    while failed and len(trees[failed[0]]) > LONGEST:
        index = failed.pop(0)
        trees[index] = _in_pieces(*sentences[index])
    for group in _groups(failed, [len(trees[index]) for index in failed]):
        for index, tree in zip(group, _eisner([sentences[i] for i in group]), strict=True):
            trees[index] = tree
    return trees


def _best_choices(arcs: Floats, roots: Floats) -> Ints:
    """Return the best head of each word by itself, with one root: the best sum of such choices.

    If they are a projective tree, no other one can have a better sum.
    """
    length = len(roots)
    if not length:
        return numpy.empty(0, dtype=numpy.intp)
    scores = numpy.array(arcs, dtype=numpy.float32, order="C")
    scores.reshape(-1)[:: length + 1] = -numpy.inf
    heads: Ints = scores.argmax(axis=1)
    # The root is the word that gains most, or loses least, by having no head.
    root = (roots - scores.max(axis=1)).argmax()
    heads[root] = root
    return heads


def _are_projective(trees: list[Ints]) -> Bools:
    """Return which of the non-empty lists of heads are projective trees.

    Each has one word that is its own head. It is a tree if from all words one comes to that word,
    and it is projective if all words between a word and its head have their heads there, too, or
    are attached to one of the two; the root has no head and so may not lie between.
    """
    lengths = [len(tree) for tree in trees]
    first = numpy.cumsum([0, *lengths[:-1]])
    heads = numpy.concatenate(trees) + numpy.repeat(first, lengths)
    words = numpy.arange(len(heads))
    low, high = numpy.minimum(heads, words), numpy.maximum(heads, words)

    up = heads
    for _ in range(max(lengths).bit_length()):
        up = up[up]
    wrong = heads[up] != up

    # Lowest and highest head in each range of 1, 2, 4... words; any range is covered by two.
    lowest = highest = numpy.where(heads == words, -1, heads)
    # For 2 to 3 words between, the power is 1: frexp gives it exactly, log2 need not.
    powers = numpy.frexp(high - low - 1)[1] - 1
    powers[high - low <= 1] = -1
    for power in range(powers.max() + 1):
        width = 1 << power
        arcs = numpy.flatnonzero(powers == power)
        left, right = low[arcs], high[arcs]
        start, end = left + 1, right - width
        wrong[arcs] |= numpy.minimum(lowest[start], lowest[end]) < left
        wrong[arcs] |= numpy.maximum(highest[start], highest[end]) > right
        lowest = numpy.minimum(lowest[:-width], lowest[width:])
        highest = numpy.maximum(highest[:-width], highest[width:])
    fits: Bools = ~numpy.logical_or.reduceat(wrong, first)
    return fits


def _in_pieces(arcs: Floats, roots: Floats) -> Ints:
    """Return the heads of a very long sentence, decoded piece by piece."""
    length = len(roots)
    pieces = -(-length // LONGEST)
    starts = numpy.zeros(length, dtype=numpy.bool_)
    starts[[length * piece // pieces for piece in range(pieces)]] = True
    heads = projective_heads(arcs, roots, starts)
    tops = numpy.flatnonzero(heads == numpy.arange(length))
    heads[tops] = tops[roots[tops].argmax()]
    return heads


def _groups(indices: list[int], lengths: list[int]) -> Iterator[list[int]]:
    """Yield the sentences, sorted from the longest, by groups that fill a chart."""
    group: list[int] = []
    longest = words = 0
    for index, length in zip(indices, lengths, strict=True):
        if group and longest * (words + length) > CELLS:
            yield group
            group = []
        if not group:
            longest, words = length, 0
        group.append(index)
        words += length
    if group:
        yield group


class _Chart:
    """The best spans of sentences that stand one after the other, the longest first.

    A table has a row for each distance between the first and the last word of a span, and a
    column for each word: the first one of the span in tables by start, its last one in tables by
    end. Rows by end are in reversed order. So all splits of all spans of one length are two
    rectangles of tables, one by start and one by end, added up. Spans that go over the end of a
    sentence are filled, too, with what no span within a sentence ever looks at.

    No choices are kept: the few that the best trees are made of are found again faster than the
    best choice of every span.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.lengths = [len(roots) for _, roots in sentences]
        self.size = size = self.lengths[0]
        self.words = words = sum(self.lengths)
        self.firsts = [0, *numpy.cumsum(self.lengths)[:-1].tolist()]
        # Complete spans with their head at the start (by start) and at the end (by end): what
        # incomplete spans are split into.
        self.halves = numpy.zeros((2, size, words), dtype=numpy.float32)
        # What complete spans are split into, the head at the start in the first tables and at
        # the end in the second: by start, incomplete spans (from distance 1) and complete ones,
        # and by end, complete spans and incomplete ones (from distance 1).
        self.by_start = numpy.zeros((2, size, words), dtype=numpy.float32)
        self.by_end = numpy.zeros((2, size, words), dtype=numpy.float32)
        self._fill(self._skewed(sentences))

    def _skewed(self, sentences: Sequence[Sentence]) -> Floats:
        """Return arc scores by direction, distance, and first word: [2, longest, words].

        Direction 0 has the head first, direction 1 the dependent.
        """
        skewed = numpy.zeros((2, self.size, self.words), dtype=numpy.float32)
        for (arcs, _), first, length in zip(sentences, self.firsts, self.lengths, strict=True):
            # Rows of 2n that are read as rows of 2n + 1: each starts one further to the right.
            rows = numpy.zeros((2, length + 1, 2 * length), dtype=numpy.float32)
            rows[0, :length, :length] = arcs.T
            rows[1, :length, :length] = arcs
            shifted = rows.reshape(2, -1)[:, : length * (2 * length + 1)]
            shifted = shifted.reshape(2, length, 2 * length + 1)[:, :, :length]
            skewed[:, :length, first : first + length] = shifted.transpose(0, 2, 1)
        return skewed

    def _fill(self, arcs: Floats) -> None:
        size = self.size
        (rights, lefts), by_start, by_end = self.halves, self.by_start, self.by_end
        live, words = len(self.lengths), self.words
        sums = numpy.empty(2 * size * self.words, dtype=numpy.float32)
        for distance in range(1, size):
            while self.lengths[live - 1] <= distance:
                live -= 1
                words = self.firsts[live]
            end, back = words - distance, size - distance
            # In memory of before: what is new and large comes from the system, page by page.
            both = sums[: 2 * distance * end].reshape(2, distance, end)
            pairs = both[0]
            numpy.add(rights[:distance, :end], lefts[back:, distance:words], out=pairs)
            best = numpy.maximum.reduce(pairs, axis=0)
            numpy.add(best, arcs[0, distance, :end], out=by_start[0, distance - 1, :end])
            numpy.add(best, arcs[1, distance, :end], out=by_end[1, back, distance:words])
            numpy.add(by_start[:, :distance, :end], by_end[:, back:, distance:words], out=both)
            right, left = numpy.maximum.reduce(both, axis=1)
            rights[distance, :end] = right
            by_end[0, back - 1, distance:words] = right
            lefts[back - 1, distance:words] = left
            by_start[1, distance, :end] = left

    def root(self, sentence: int, roots: Floats) -> int:
        """Return the word that is the best root of a sentence, counted from its first one."""
        first, length = self.firsts[sentence], self.lengths[sentence]
        lefts = self.by_start[1, :length, first]
        rights = self.by_end[0, self.size - length :, first + length - 1]
        return int((lefts + rights + roots).argmax())

    def splits(self, sides: Ints, starts: Ints, ends: Ints) -> Ints:
        """Return where complete spans are split best: 0 for the first of the possible places."""
        return self._best(self.by_start, self.by_end, sides, starts, ends)

    def gaps(self, starts: Ints, ends: Ints) -> Ints:
        """Return where incomplete spans are split best: 0 for after their first word."""
        rights, lefts = self.halves
        return self._best(rights, lefts, numpy.zeros_like(starts), starts, ends)

    def _best(self, first: Floats, second: Floats, sides: Ints, starts: Ints, ends: Ints) -> Ints:
        distances = ends - starts
        places = numpy.arange(distances.max())[:, None]
        table = sides * (self.size * self.words)
        at = places * self.words
        scores = first.take(at + (table + starts))
        # Beyond the last place of a shorter span lie other numbers, or none.
        scores += second.take(
            at + (table + (self.size - distances) * self.words + ends), mode="clip"
        )
        scores[places >= distances] = -numpy.inf
        best: Ints = scores.argmax(axis=0)
        return best


def _eisner(sentences: Sequence[Sentence]) -> list[Ints]:
    """Return the heads of the best trees of sentences sorted from the longest.

    The spans of the trees are followed down from the roots, in all sentences at once.
    """
    chart = _Chart(sentences)
    firsts, lengths = numpy.array(chart.firsts), numpy.array(chart.lengths)
    roots = firsts + [chart.root(index, roots) for index, (_, roots) in enumerate(sentences)]
    heads = numpy.empty(chart.words, dtype=numpy.intp)
    heads[roots] = roots
    # Complete spans: to the right of their head (0), or to its left (1).
    sides = numpy.repeat([0, 1], len(roots))
    starts = numpy.concatenate([roots, firsts])
    ends = numpy.concatenate([firsts + lengths - 1, roots])
    while True:
        longer = numpy.flatnonzero(starts < ends)
        if not len(longer):
            break
        sides, starts, ends = sides[longer], starts[longer], ends[longer]
        # The last word that hangs from the head (of two words, it is the other one), and the span
        # that hangs from that word to the far side.
        outer = starts + chart.splits(sides, starts, ends) + (1 - sides)
        left = sides == 1
        first, last = numpy.where(left, outer, starts), numpy.where(left, ends, outer)
        heads[outer] = numpy.where(left, ends, starts)
        middle = first + chart.gaps(first, last)
        starts = numpy.concatenate([numpy.where(left, starts, outer), first, middle + 1])
        ends = numpy.concatenate([numpy.where(left, outer, ends), middle, last])
        sides = numpy.concatenate([sides, numpy.zeros_like(sides), numpy.ones_like(sides)])
    return [
        heads[first : first + length] - first
        for first, length in zip(chart.firsts, chart.lengths, strict=True)
    ]
