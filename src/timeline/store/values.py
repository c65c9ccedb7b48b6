"""Records to the bytes that are kept, and back: MessagePack, compressed."""

from __future__ import annotations

import hashlib
import zlib
from typing import TypeVar

import msgspec

from timeline.records import AnnotatedArticle, Problem, ReadArticle

_LEVEL = 3
"""Of zlib: the highest takes three times as long and saves a fifteenth."""


T = TypeVar("T")


class ValueDamagedError(Exception):
    """Kept bytes that are no record."""


_read = msgspec.msgpack.Decoder(ReadArticle)
_problem = msgspec.msgpack.Decoder(Problem)
_annotated = msgspec.msgpack.Decoder(AnnotatedArticle)
_encode = msgspec.msgpack.Encoder().encode


def packed(record: ReadArticle | Problem | AnnotatedArticle) -> bytes:
    """A record as it is kept."""
    return zlib.compress(_encode(record), _LEVEL)


def read_article(value: bytes) -> ReadArticle:
    """An article that was read. Raises `ValueDamagedError`, as the others do."""
    return _unpacked(value, _read)


def problem(value: bytes) -> Problem:
    """A problem of a file."""
    return _unpacked(value, _problem)


def annotated_article(value: bytes) -> AnnotatedArticle:
    """An annotated article."""
    return _unpacked(value, _annotated)


def _unpacked(value: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T:
    try:
        return decoder.decode(zlib.decompress(value))
    except (zlib.error, msgspec.DecodeError) as error:
        raise ValueDamagedError(str(error)) from error


def sum_of(value: bytes) -> bytes:
    """The digest that tells whether a kept value is as it was written."""
    return hashlib.sha256(value).digest()


def content(article: ReadArticle) -> bytes:
    """The digest of all that an annotation depends on: not under which name an article is read."""
    return hashlib.sha256(_encode(without_name(article))).digest()


def without_name(article: ReadArticle) -> ReadArticle:
    """The article without its id and path, which say where it was found and nothing of it."""
    about = msgspec.structs.replace(article.article, id="", path="")
    return msgspec.structs.replace(article, article=about)
