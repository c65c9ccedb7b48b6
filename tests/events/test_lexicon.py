"""The tables are consistent with each other."""

from timeline.events.lexicon import carriers, entries, governors, modifiers, types
from timeline.records import Status

STATUSES = set(Status.__args__)


def test_every_word_has_a_type_of_the_table():
    used = {entry.type for pos in ("VERB", "NOUN", "ADJ") for entry in entries(pos).values()}
    assert used <= set(types())


def test_every_type_has_words_and_an_example():
    used = {entry.type for pos in ("VERB", "NOUN") for entry in entries(pos).values()}
    for name, row in types().items():
        assert name in used
        assert row.definition.endswith(".")
        assert row.example.endswith(".")
        assert 0 < row.weight <= 1


def test_the_lexicon_has_the_words_of_news():
    assert len(entries("VERB")) > 800
    assert len(entries("NOUN")) > 600


def test_carriers_are_of_a_known_kind():
    kinds = {carrier.kind for carrier in carriers().values()}
    assert kinds == {"light", "aspect", "occur", "cause", "state"}


def test_governors_give_a_status():
    effects = {effect for row in governors().values() for effect in row if effect is not None}
    assert effects <= STATUSES | {"same"}


def test_modifiers_give_a_status_or_mark_talk_in_general():
    assert set(modifiers().values()) <= STATUSES | {"generic"}
