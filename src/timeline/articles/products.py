"""The matrix products of a pipeline: by the BLAS that numpy brings, on one core.

The networks of our own pipeline multiply with the OpenBLAS of numpy's wheels. It would use every
core that it finds, which is slower for products of this size, takes the cores of the other workers,
and may round otherwise. spaCy's layers, in pipelines of others, multiply with BLIS, which has no
kernels for many of today's processors: on an AMD EPYC such a pipeline reads half as many words
again by numpy.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController


def by_numpy(nlp: Language) -> None:
    """Have the layers of a pipeline multiply with numpy. Layers on a GPU, or with a library of the
    machine's maker, stay as they are."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ops


def on_one_core() -> AbstractContextManager[object]:
    """A context in which numpy multiplies on one core, whatever the environment says."""
    limit: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache
def _controller() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()  # looks through the libraries in use: once is enough
