"""The words that stand in the registry: typing errors are corrected to these, not to records.

A few thousand words stand for a million records, so guessing costs next to nothing, and the table
of businesses is only asked for words that it has. A trigger adds new words; a word that stands in
no record any more does no harm.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db import models
from django.db.models import Q, Value

_MOST_WORDS = 6  # of a search text
_MOST_BEGUN = 30
_MOST_LIKE = 8
_WORDS_TO_LACK_ONE = 3


class WordQuerySet(models.QuerySet["Word"]):
    def like(self, word: str) -> list[str]:
        """Words in which this one stands, or that look like it, the likest first."""
        alike = self.filter(Q(text__contains=word) | Q(text__trigram_similar=word))
        by_likeness = alike.order_by(TrigramSimilarity("text", word).desc(), "text")
        return list(dict.fromkeys(by_likeness.values_list("text", flat=True)[:_MOST_LIKE]))


class Word(models.Model):
    """A word of a name, an owner or a brand: small letters a–z and digits.

    Two transactions that add the same new word write it twice rather than wait for each other.
    """

    text = models.TextField()

    objects = WordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(OpClass("text", "text_pattern_ops"), name="word_prefix"),
            GinIndex(OpClass("text", "gin_trgm_ops"), name="word_trgm"),
        ]

    def __str__(self) -> str:
        return self.text


class Lexemes(SearchQuery):
    """A text search query that is taken as it stands: no parser, no dictionary."""

    template = "CAST(%(expressions)s AS tsquery)"


class Begun(SearchQuery):
    """The query of records with a word that this one begins, itself among them.

    The database looks these up: to look for "kedai" or "kedaiku" is twenty times faster than to
    look for whatever begins with "kedai", which is done for more than thirty words.
    """

    others = f"""(
        SELECT CASE WHEN count(*) > {_MOST_BEGUN} THEN %(expressions)s || ':*'
            ELSE string_agg(quote_literal(text), ' | ') END
        FROM (
            SELECT text FROM ikm_word WHERE text LIKE %(expressions)s || '%%%%'
            LIMIT {_MOST_BEGUN + 1}
        ) AS begun
    )"""  # noqa: S608 - only the numbers above
    template = f"CAST({others} AS tsquery)"
    stands = 2

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        """The word stands in it more than once."""
        sql, params = super().as_sql(*args, **kwargs)
        return sql, tuple(params) * self.stands


class Whole(Begun):
    """The query of records with exactly this word, if the registry has it; else as `Begun`."""

    template = (
        "CAST(CASE WHEN EXISTS (SELECT FROM ikm_word WHERE text = %(expressions)s)"
        f" THEN quote_literal(%(expressions)s) ELSE {Begun.others} END AS tsquery)"
    )
    stands = 4


def query_of(words: Sequence[str]) -> SearchQuery:
    """The query of records that have all the words; somebody may still be typing the last one."""
    *typed, last = list(dict.fromkeys(words))[:_MOST_WORDS]
    combined: SearchQuery = reduce(and_, [*map(Whole, typed), Begun(last)])
    return combined


def begun_by(words: Sequence[str]) -> list[list[str]]:
    """For each word those that it begins, itself among them; "word:*" for more than thirty."""
    found: dict[str, list[str]] = {word: [] for word in words}
    for word, text in _begun(words):
        found[word].append(text)
    return [[f"{w}:*"] if len(texts) > _MOST_BEGUN else texts for w, texts in found.items()]


def _begun(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    first, *others = (
        Word.objects.filter(text__startswith=word)
        .annotate(typed=Value(word, output_field=models.TextField()))
        .values_list("typed", "text")[: _MOST_BEGUN + 1]
        for word in words
    )
    return first.union(*others, all=True) if others else first


def readings(words: Sequence[str], *, widely: bool = False) -> list[list[str]]:
    """For each word itself, those that it begins, or what looks like it where it begins none.

    Args:
        widely: if all begin some, what looks like each counts as well.
    """
    wanted = list(dict.fromkeys(words))[:_MOST_WORDS]
    begun = begun_by(wanted) if wanted else []
    if not widely or not all(begun):
        # As `query_of`: only the last one may be unfinished.
        begun[:-1] = [
            [w] if w in known else known for w, known in zip(wanted[:-1], begun[:-1], strict=True)
        ]
    is_guessing_all = widely and all(begun)
    return [
        known + Word.objects.like(word) if is_guessing_all or not known else known
        for word, known in zip(wanted, begun, strict=True)
    ]


def conjunction(readings: Sequence[Collection[str]]) -> str:
    """The tsquery of records that have a word of each reading; "" if one reading is empty."""
    parts = [" | ".join(map(_quoted, words)) for words in readings]
    return " & ".join(f"({part})" for part in parts) if all(parts) else ""


def nearly_all(readings: Sequence[Collection[str]]) -> str:
    """The tsquery of records that lack one of three readings or more at most."""
    if len(readings) < _WORDS_TO_LACK_ONE:
        return conjunction(readings) if readings else ""
    without = ([*readings[:i], *readings[i + 1 :]] for i in range(len(readings)))
    return " | ".join(f"({part})" for part in map(conjunction, without) if part)


def _quoted(word: str) -> str:
    text, star, _ = word.partition(":*")
    return f"'{text}'{star}"
