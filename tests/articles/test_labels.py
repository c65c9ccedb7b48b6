from timeline.articles.labels import DEPENDENCIES, ENTITY_LABELS, to_universal

Row = tuple[str, str, str, int, str]


def convert(*rows: Row) -> list[tuple[str, str, str]]:
    """Rows of word, lemma, universal POS, head and relation to (word, relation, head word)."""
    words, lemmas, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    new_deps, new_heads = to_universal(deps, heads, lemmas, tags)
    return [
        (word, dep, words[head]) for word, dep, head in zip(words, new_deps, new_heads, strict=True)
    ]


def test_a_passive_with_its_agent() -> None:
    assert convert(
        ("Two", "two", "NUM", 1, "nummod"),
        ("men", "man", "NOUN", 3, "nsubjpass"),
        ("were", "be", "AUX", 3, "auxpass"),
        ("killed", "kill", "VERB", 3, "ROOT"),
        ("by", "by", "ADP", 3, "agent"),
        ("gunmen", "gunman", "NOUN", 4, "pobj"),
    ) == [
        ("Two", "nummod", "men"),
        ("men", "nsubj:pass", "killed"),
        ("were", "aux:pass", "killed"),
        ("killed", "root", "killed"),
        ("by", "case", "gunmen"),
        ("gunmen", "obl:agent", "killed"),
    ]


def test_prepositions_hang_below_their_nouns() -> None:
    assert convert(
        ("fled", "flee", "VERB", 0, "ROOT"),
        ("shortly", "shortly", "ADV", 2, "advmod"),
        ("after", "after", "ADP", 0, "prep"),
        ("the", "the", "DET", 4, "det"),
        ("attack", "attack", "NOUN", 2, "pobj"),
        ("on", "on", "ADP", 4, "prep"),
        ("Oslo", "Oslo", "PROPN", 5, "pobj"),
    ) == [
        ("fled", "root", "fled"),
        ("shortly", "advmod", "attack"),
        ("after", "case", "attack"),
        ("the", "det", "attack"),
        ("attack", "obl", "fled"),
        ("on", "case", "Oslo"),
        ("Oslo", "nmod", "attack"),
    ]


def test_prepositions_in_a_row_all_hang_below_the_noun() -> None:
    assert convert(
        ("fled", "flee", "VERB", 0, "ROOT"),
        ("out", "out", "ADP", 0, "prep"),
        ("of", "of", "ADP", 1, "prep"),
        ("Oslo", "Oslo", "PROPN", 2, "pobj"),
    ) == [
        ("fled", "root", "fled"),
        ("out", "case", "Oslo"),
        ("of", "case", "Oslo"),
        ("Oslo", "obl", "fled"),
    ]


def test_a_clause_after_a_preposition() -> None:
    assert convert(
        ("died", "die", "VERB", 0, "ROOT"),
        ("after", "after", "ADP", 0, "prep"),
        ("falling", "fall", "VERB", 1, "pcomp"),
    ) == [("died", "root", "died"), ("after", "mark", "falling"), ("falling", "advcl", "died")]


def test_the_verb_be_hangs_below_its_predicate() -> None:
    assert convert(
        ("She", "she", "PRON", 1, "nsubj"),
        ("is", "be", "AUX", 1, "ROOT"),
        ("mayor", "mayor", "NOUN", 1, "attr"),
        (".", ".", "PUNCT", 1, "punct"),
    ) == [
        ("She", "nsubj", "mayor"),
        ("is", "cop", "mayor"),
        ("mayor", "root", "mayor"),
        (".", "punct", "mayor"),
    ]


def test_universal_dependencies_pass_unchanged() -> None:
    rows: list[Row] = [
        ("She", "she", "PRON", 1, "nsubj:pass"),
        ("shot", "shoot", "VERB", 1, "root"),
        ("in", "in", "ADP", 3, "case"),
        ("Oslo", "Oslo", "PROPN", 1, "obl"),
    ]
    words = [row[0] for row in rows]
    assert convert(*rows) == [(row[0], row[4], words[row[3]]) for row in rows]


def test_nothing_is_mapped_to_a_name_that_is_mapped_again() -> None:
    assert all(DEPENDENCIES.get(name, name) == name for name in DEPENDENCIES.values())
    assert all(ENTITY_LABELS[name] == name for name in ENTITY_LABELS.values())
