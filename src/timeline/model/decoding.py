"""From scores to names: the best sequence of labels without contradiction (Viterbi 1967).

Transitions are allowed or forbidden but have no scores of their own. The same numbers are added in
the same order whatever stands beside a text in a batch, so that it gets the same labels, to the
bit, wherever it is met. Of equal choices the first is taken. Scores have to be finite.
"""

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]
Ints = NDArray[numpy.intp]
Bools = NDArray[numpy.bool_]


def best_labels(scores: Floats, lengths: Ints, transitions: Bools, ends: Bools) -> Ints:
    """Return the labels of the highest sum of scores among allowed sequences: [batch, longest].

    `scores` is [batch, longest, L], `lengths` [batch]; beyond its length a row is -1.
    `transitions`, [L + 1, L], tells which label may follow which, its last row which may come
    first, and `ends`, [L], which may come last. Where no sequence is allowed, labels mean
    nothing.
    """
    batch, longest, count = scores.shape
    if not batch or not longest:
        return numpy.empty((batch, longest), dtype=numpy.intp)
    # Doubles, since in a long text sums grow large and the differences between labels do not.
    barred = numpy.where(transitions, 0.0, -numpy.inf)
    # Labels that may follow the same ones, as most do, share the search for the best of these.
    kinds, kind_of = numpy.unique(barred[:count], axis=1, return_inverse=True)
    kind_of = kind_of.reshape(-1)  # NumPy 2.0 alone gave it two axes
    sums = numpy.empty((longest, count, batch))
    sums[...] = scores.transpose(1, 2, 0)
    sums[0] += barred[count][:, None]
    for place in range(1, longest):
        reached = numpy.maximum.reduce(sums[place - 1][:, None] + kinds[:, :, None], axis=0)
        sums[place] += reached[kind_of]
    # Backwards each label is the best that the next one may follow; beyond the end stands one
    # more label, which the labels that may come last can precede.
    before = numpy.empty((count + 1, count))
    before[:count] = barred[:count].T
    before[count] = numpy.where(ends, 0.0, -numpy.inf)
    sums = numpy.ascontiguousarray(sums.transpose(0, 2, 1))
    within = numpy.arange(longest)[:, None] < lengths
    labels = numpy.empty((longest, batch), dtype=numpy.intp)
    following = numpy.full(batch, count)
    for place in range(longest - 1, -1, -1):
        best = (sums[place] + before.take(following, axis=0)).argmax(axis=1)
        labels[place] = best
        following = numpy.where(within[place], best, count)
    return numpy.where(within, labels, -1).T


def biluo_transitions(labels: Sequence[str]) -> tuple[Bools, Bools]:
    """Return which labels may follow which, and which may end, as `best_labels` takes them.

    Labels are "O" for outside, and for the first word of a span, those within, its last one, and
    the only one "B-", "I-", "L-", and "U-" with what the span is, as in "B-ORG".
    """
    parts = [label.partition("-")[::2] for label in labels]
    opened = [kind if place in ("B", "I") else "" for place, kind in parts]
    needed = [kind if place in ("I", "L") else "" for place, kind in parts]
    # The start is like a label that leaves nothing open.
    transitions = numpy.array([*opened, ""])[:, None] == numpy.array(needed)
    return transitions, numpy.array([not kind for kind in opened], dtype=numpy.bool_)
