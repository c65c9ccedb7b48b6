"""Across articles: one name to show for all variants of a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rapidfuzz.distance import Levenshtein

from timeline.entities.acronyms import introduced
from timeline.entities.names import bare, fold, known, organisation, person
from timeline.records import AnnotatedArticle, Mention

# A last name this long may differ by one letter and still be one transliterated name
# ("Obradovic", "Obradowic"); shorter ones may be two people ("Brown", "Braun").
_LONG_NAME = 7


def unify(
    articles: Sequence[AnnotatedArticle], aliases: Mapping[str, Iterable[str]] | None = None
) -> dict[str, str]:
    """The one name to show for each name that the articles give: variant -> name.

    Names that are shown as they are do not appear. Two people who share a last name stay two; a
    last name alone joins a full name only if a single person of the collection bears it. The result
    does not depend on the order of the articles. `aliases` are names to show with others that
    stand for them, and go before all else.
    """
    told = {
        fold(bare(one)): name for name, others in (aliases or {}).items() for one in (name, *others)
    }
    named: dict[str, Counter[str]] = {}
    where: dict[str, set[str]] = {}
    for article in articles:
        for entity in article.entities:
            named.setdefault(entity.label, Counter())[entity.name] += 1
            where.setdefault(entity.name, set()).add(article.article.id)
    shown: dict[str, str] = {}
    for label in sorted(named):
        if label == "PERSON":
            groups = _people(named[label], where)
        else:
            groups = _groups(named[label], label, articles)
        for group in groups:
            said = [told[fold(one)] for one in sorted(group) if fold(one) in told]
            chosen = said[0] if said else _chosen(group, named[label], where, label)
            shown.update({name: chosen for name in group if name != chosen and name not in shown})
    return dict(sorted(shown.items()))


def rename(article: AnnotatedArticle, names: Mapping[str, str]) -> AnnotatedArticle:
    """An article with the names to show, as `unify` gives them."""
    replace = msgspec.structs.replace

    def renamed(mention: Mention) -> Mention:
        involved, places = mention.participants, mention.places
        if names.keys().isdisjoint([p.name for p in involved] + [p.name for p in places]):
            return mention
        return replace(
            mention,
            participants=tuple(
                replace(p, name=names.get(p.name, p.name)) if p.label else p for p in involved
            ),
            places=tuple(replace(p, name=names.get(p.name, p.name)) for p in places),
        )

    return replace(
        article,
        entities=tuple(
            replace(e, name=names[e.name]) if e.name in names else e for e in article.entities
        ),
        mentions=tuple(renamed(mention) for mention in article.mentions),
    )


def called(wanted: Iterable[str], articles: Iterable[AnnotatedArticle]) -> frozenset[str]:
    """The names of articles that go by one of these, in full or as a text writes them.

    Case and diacritics do not matter: "vucic" calls "Aleksandar Vučić" where a text says "Vučić".
    """
    keys = {fold(bare(one)) for one in wanted}
    if not keys:
        return frozenset()
    return frozenset(
        entity.name
        for article in articles
        for entity in article.entities
        if fold(bare(entity.name)) in keys or fold(bare(entity.text)) in keys
    )


def _chosen(
    group: Iterable[str], counts: Counter[str], where: Mapping[str, set[str]], label: str
) -> str:
    """The name of the table, else the one that most articles use, full names first."""
    for name in sorted(group):
        shown = known(name, label)
        if shown is not None:
            return shown
    return min(
        group,
        key=lambda name: (
            label == "PERSON" and " " not in name,
            -len(where[name]),
            -counts[name],
            name.isascii(),  # "Đurić" before "Duric", all else equal
            -len(name),
            name,
        ),
    )


def _groups(
    counts: Counter[str], label: str, articles: Sequence[AnnotatedArticle]
) -> list[list[str]]:
    """Names of organisations and places that fold to one key, by acronyms and tables as well."""
    expansions: dict[str, set[str]] = {}
    if label == "ORG":
        for article in articles:
            for short, long in introduced(article.text).items():
                expansions.setdefault(fold(short), set()).add(fold(long))
    keyed: dict[str, list[str]] = {}
    for name in sorted(counts):
        key = fold(organisation(name) if label == "ORG" else name)
        long_forms = expansions.get(key, set())
        if len(long_forms) == 1:
            key = next(iter(long_forms))
        shown = known(key, label)
        keyed.setdefault(fold(shown) if shown else key, []).append(name)
    return list(keyed.values())


def _people(counts: Counter[str], where: Mapping[str, set[str]]) -> list[list[str]]:
    by_last: dict[str, list[list[str]]] = {}
    single: list[str] = []
    for name in sorted(counts, key=lambda name: (-len(name), name)):
        words = fold(person(name)).split()
        if len(words) < 2:
            single.append(name)
            continue
        people = by_last.setdefault(words[-1], [])
        for group in people:
            if all(_same_first(words, fold(person(other)).split()) for other in group):
                group.append(name)
                break
        else:
            people.append([name])
    _join_spellings(by_last, where)
    for name in single:
        people = by_last.get(fold(person(name)), [])
        if len(people) == 1:
            people[0].append(name)
        elif not people:
            by_last.setdefault(fold(person(name)), []).append([name])
    return [group for people in by_last.values() for group in people]


def _same_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of one last name can be one person: "Anna J." and "Anna", "A."."""
    first, second = one[0], other[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if first == second:
        middle, another = one[1:-1], other[1:-1]
        return not middle or not another or middle[0][0] == another[0][0]
    return (
        min(len(first), len(second)) >= 5
        and first[0] == second[0]
        and Levenshtein.distance(first, second, score_cutoff=1) <= 1
    )


def _join_spellings(by_last: dict[str, list[list[str]]], where: Mapping[str, set[str]]) -> None:
    """Join people whose long last names differ by one letter, unless one article has both.

    An article spells a name in one way; two spellings side by side are two people.
    """
    lasts = sorted(last for last in by_last if len(last) >= _LONG_NAME)
    blocks: dict[str, list[str]] = {}
    for last in lasts:
        blocks.setdefault(last[:3], []).append(last)
    for block in blocks.values():
        for place, last in enumerate(block):
            for other in block[place + 1 :]:
                if Levenshtein.distance(last, other, score_cutoff=1) > 1:
                    continue
                for group in by_last[last]:
                    for twin in list(by_last[other]):
                        together = set().union(*(where[n] for n in group)) & set().union(
                            *(where[n] for n in twin)
                        )
                        if not together and all(
                            _same_first(fold(person(a)).split(), fold(person(b)).split())
                            for a in group
                            for b in twin
                        ):
                            group.extend(twin)
                            by_last[other].remove(twin)
