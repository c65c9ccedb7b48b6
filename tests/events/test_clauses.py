"""The words that tell an event, for a title."""

import pytest

from tests.treebank import parsed
from timeline.events import find


@pytest.mark.parametrize(
    ("sentence", "trigger", "clause"),
    [
        (
            "Paula Lund said that Minister Anders Berg resigned.",
            "resigned",
            "Minister Anders Berg resigned",
        ),
        ("Two men robbed a bank before they fled to Oslo.", "robbed", "Two men robbed a bank"),
        ("The ferry sank on Monday, killing nine people.", "sank", "The ferry sank on Monday"),
        ("“We attacked the convoy on Monday,” Berg said.", "said", "Berg said"),
        (
            "Two people died when a bus overturned on Monday.",
            "overturned",
            "a bus overturned on Monday",
        ),
        (
            "Rebels carried out an attack on the convoy.",
            "attack",
            "Rebels carried out an attack on the convoy",
        ),
        ("The attack on Monday shocked the minister.", "attack", "The attack on Monday"),
        (
            "Troops massed along the border threatened Ostrova.",
            "massed",
            "Troops massed along the border",
        ),
        (
            "The mayor called for withdrawing the troops.",
            "called",
            "The mayor called for withdrawing the troops",
        ),
        (
            "Following the attack, the alliance sent troops.",
            "sent",
            "Following the attack, the alliance sent troops",
        ),
    ],
)
def test_a_clause_ends_where_another_begins(sentence, trigger, clause):
    article = parsed(sentence)
    mention = next(m for m in find(article, article.entities, ()) if m.text == trigger)
    assert article.text[mention.clause.start : mention.clause.end] == clause
