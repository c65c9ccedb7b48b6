"""What parsers misread is put right where the words leave no doubt."""

import msgspec

from tests.treebank import parsed
from timeline.events.misreadings import put_right


def test_later_says_when_and_not_who():
    tokens = parsed("Days later rebels attacked Ostrova.").tokens
    words = [token.text for token in tokens]
    later, rebels = words.index("later"), words.index("rebels")
    assert tokens[later].dep == "advmod"
    misread = list(tokens)
    misread[later] = msgspec.structs.replace(tokens[later], dep="amod", head=rebels)
    assert put_right(misread) == tokens


def test_later_rebels_are_such_without_a_time():
    tokens = parsed("Later rebels attacked Ostrova.").tokens
    assert put_right(tokens) == tokens
    assert tokens[0].dep == "amod"
