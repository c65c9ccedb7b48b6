"""Small networks with random weights, as `training/learn.py` would leave them."""

import numpy

from timeline.model.component import Settings
from timeline.model.word_vectors import word_vectors
from timeline.model.words import HASHED

WIDTH, PIECES, HEADS, REACH = 8, 2, 2, 3
STEPS = [1, 0, 2]
LABELS = {
    "tag": ["NN", "VBD", "."],
    "morph": ["POS=NOUN|Number=Sing", "POS=VERB", "POS=PUNCT"],
    "dep": ["nsubj", "ROOT", "punct"],
    "ner": ["O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "U-GPE"],
}


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


def syntax_weights(seed: int = 1) -> dict[str, numpy.ndarray]:
    rng = numpy.random.default_rng(seed)
    shapes = {
        "tag.weight": (WIDTH, 3),
        "tag.bias": (3,),
        "morph.weight": (WIDTH, 3),
        "morph.bias": (3,),
        "start.weight": (WIDTH, 1),
        "start.bias": (1,),
        "dependent.weight": (WIDTH, 5),
        "dependent.bias": (5,),
        "head.weight": (WIDTH, 5),
        "head.bias": (5,),
        "arc": (6, 5),
        "near": (2 * REACH + 1,),
        "root.weight": (5, 1),
        "root.bias": (1,),
        "label_dependent.weight": (WIDTH, 4),
        "label_dependent.bias": (4,),
        "label_head.weight": (WIDTH, 4),
        "label_near": (5, 4),
        "label.weight": (4, 3),
        "label.bias": (3,),
    }
    own = {key: rng.normal(0, 1, shape).astype("float16") for key, shape in shapes.items()}
    return reader_weights(seed) | own


def names_weights(seed: int = 1) -> dict[str, numpy.ndarray]:
    rng = numpy.random.default_rng(seed)
    count = len(LABELS["ner"])
    own = {
        "label.weight": rng.normal(0, 1, (WIDTH, count)).astype("float16"),
        "label.bias": rng.normal(0, 1, count).astype("float16"),
    }
    return reader_weights(seed) | own


def settings(*labels: str, **rest: float) -> Settings:
    return Settings(
        steps=STEPS,
        labels={label: LABELS[label] for label in labels},
        vectors=word_vectors().digest,
        rest=rest,
    )
