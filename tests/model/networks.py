"""Small networks with random weights, as `training/learn.py` would leave them."""

import numpy

from timeline.model.names import Settings
from timeline.model.word_vectors import word_vectors
from timeline.model.words import HASHED

WIDTH, PIECES, HEADS, REACH = 8, 2, 2, 3
STEPS = [1, 0, 2]
LABELS = ["O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "U-GPE"]


def reader_weights(seed: int = 1) -> dict[str, numpy.ndarray]:
    rng = numpy.random.default_rng(seed)

    def some(*shape: int) -> numpy.ndarray:
        return rng.normal(0, 0.5, shape).astype("float16")

    def maxout(at: str, size: int) -> dict[str, numpy.ndarray]:
        return {
            f"{at}.W": some(size, WIDTH * PIECES),
            f"{at}.b": some(WIDTH * PIECES),
            f"{at}.norm.weight": some(WIDTH),
            f"{at}.norm.bias": some(WIDTH),
        }

    at = "reader.embedding"
    found = {f"{at}.{feature}": some(20, 4) for feature in HASHED}
    found |= {f"{at}.runs": some(50, 4), "reader.spacing": some(6, WIDTH)}
    size = 4 * len(HASHED) + 4 + word_vectors().rows.shape[1]
    found |= maxout(f"{at}.mix", size)
    for place, step in enumerate(STEPS):
        at = f"reader.layers.{place}"
        if step:
            found |= maxout(f"{at}.maxout", 3 * WIDTH)
        else:
            found |= {
                f"{at}.qkv.weight": some(WIDTH, 3 * WIDTH),
                f"{at}.qkv.bias": some(3 * WIDTH),
                f"{at}.out.weight": some(WIDTH, WIDTH),
                f"{at}.out.bias": some(WIDTH),
                f"{at}.near": some(HEADS, 2 * REACH + 1),
                f"{at}.norm.weight": some(WIDTH),
                f"{at}.norm.bias": some(WIDTH),
            }
    return found


def names_weights(seed: int = 1) -> dict[str, numpy.ndarray]:
    rng = numpy.random.default_rng(seed)
    count = len(LABELS)
    own = {
        "label.weight": rng.normal(0, 1, (WIDTH, count)).astype("float16"),
        "label.bias": rng.normal(0, 1, count).astype("float16"),
    }
    return reader_weights(seed) | own


def settings() -> Settings:
    return Settings(steps=STEPS, labels=LABELS, vectors=word_vectors().digest)
