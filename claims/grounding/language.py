"""Whether a statement is in the language that it is said to be in, as far as its words tell."""

from __future__ import annotations

from collections.abc import Iterator

from claims.errors import Failure
from claims.grounding.tables import table
from claims.grounding.words import is_word
from claims.reading.data import primary
from claims.schemas import Claim
from claims.tokens import Tokens, tokenise

_RUN = 3  # words in a row that a translator would have translated


def untranslated(claim: Claim, language: str) -> Iterator[Failure]:
    """Words in a row that a statement in another language has straight from its quotes.

    `language` is the source's.

    A name may stand in any language: only words that both write with small letters count, and of
    those in a row one has to be strange to the statement's language. Where no list of its words is
    at hand, nothing is said.
    """
    if primary(language) == primary(claim.language) or is_word("", claim.language) is None:
        return
    said, source = tokenise(claim.statement), tokenise(" \n".join(q.text for q in claim.quotes))
    runs = set(_runs(source, language))
    for words in _runs(said, language):
        if words in runs and not all(is_word(word, claim.language) for word in words):
            shown = " ".join(words)
            yield Failure("language", "statement", "these words are not translated", shown, shown)
            return


def _runs(tokens: Tokens, language: str) -> Iterator[tuple[str, ...]]:
    """Every few words in a row that are written small; an article may begin a sentence."""
    articles = table("clause", language).get("the", ())
    small = [
        tokens.text[start].islower() or key in articles
        for key, start in zip(tokens.keys, tokens.starts, strict=True)
    ]
    for first in range(len(tokens) - _RUN + 1):
        if all(small[first : first + _RUN]):
            yield tokens.keys[first : first + _RUN]
