"""Folders of stories poured into one, and how well they are told apart again.

    python evaluation/stories.py FOLDER [FOLDER ...]

Each FOLDER holds a folder for each story, with its articles in it or in `articles/`. All are given
to the grouping at once. For each story: in how many groups its articles lie. Then purity, inverse
purity and B3 (Bagga and Baldwin 1998) of the articles.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline import articles
from timeline.grouping.stories import grouped
from timeline.records import READ_KINDS, ReadArticle


def main() -> int:
    """Read, group, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    told = [pair for folder in options.folders for pair in _articles(folder)]
    gold = [story for story, _ in told]
    groups = grouped([text for _, text in told])
    number = {place: group for group, members in enumerate(groups) for place in members}
    for story in dict.fromkeys(gold):
        within = Counter(number[place] for place, name in enumerate(gold) if name == story)
        sizes = ", ".join(
            f"{count} of a group of {len(groups[group])}" for group, count in within.most_common()
        )
        print(f"{story}: {sizes}")
    precision, recall = b_cubed([number[place] for place in range(len(gold))], gold)
    print(f"{len(gold)} articles, {len(set(gold))} stories, {len(groups)} groups")
    print(f"purity {purity(groups, gold):.3f}, inverse purity {_inverse(groups, gold):.3f}")
    f1 = 2 * precision * recall / (precision + recall)
    print(f"B3 precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    return 0


def _articles(folder: Path) -> Iterator[tuple[str, str]]:
    """The name of the story and the text of each article."""
    for story in sorted(one for one in folder.iterdir() if one.is_dir()):
        place = story / "articles" if (story / "articles").is_dir() else story
        for found in articles.read([place], published=None):
            if isinstance(found, ReadArticle):
                read = (found.text[b.start : b.end] for b in found.blocks if b.kind in READ_KINDS)
                yield story.name, "\n".join([found.article.title or "", *read])


def b_cubed(groups: Sequence[int], gold: Sequence[str]) -> tuple[float, float]:
    """Precision and recall, each the mean over articles."""
    both = Counter(zip(groups, gold, strict=True))
    of_group, of_story = Counter(groups), Counter(gold)
    shared = [both[pair] for pair in zip(groups, gold, strict=True)]
    precision = sum(n / of_group[g] for n, g in zip(shared, groups, strict=True))
    recall = sum(n / of_story[s] for n, s in zip(shared, gold, strict=True))
    return precision / len(gold), recall / len(gold)


def purity(groups: Sequence[Sequence[int]], gold: Sequence[str]) -> float:
    """The share of articles that lie in a group where their story is the commonest."""
    commonest = (max(Counter(gold[place] for place in group).values()) for group in groups)
    return sum(commonest) / len(gold)


def _inverse(groups: Sequence[Sequence[int]], gold: Sequence[str]) -> float:
    """The share of articles that lie in the group that has most of their story."""
    number = {place: str(group) for group, members in enumerate(groups) for place in members}
    stories: dict[str, list[int]] = {}
    for place, story in enumerate(gold):
        stories.setdefault(story, []).append(place)
    return purity(list(stories.values()), [number[place] for place in range(len(gold))])


if __name__ == "__main__":
    sys.exit(main())
