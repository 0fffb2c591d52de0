"""Whose something is, told as where it comes from."""

from __future__ import annotations

import pytest

from claims.extraction.origins import owned


@pytest.mark.parametrize(
    ("statement", "into", "scope", "language", "told"),
    [
        ("Russia is the first supplier of oil from China.", "en", "la Chine", "fr",
         "Russia is the first supplier of oil of China."),
        ("Turkey is the second customer from the Netherlands.", "en", "los Países Bajos", "es",
         "Turkey is the second customer of the Netherlands."),
        ("Poland is Europe's second importer of gas from Russia.", "en", "Europa", "es",
         "Poland is Europe's second importer of gas from Russia."),
        ("Russia is the first supplier of China.", "en", "la Chine", "fr",
         "Russia is the first supplier of China."),
        ("Das ist der erste Lieferant aus China.", "de", "China", "en",
         "Das ist der erste Lieferant von China."),
    ],
)  # fmt: skip
def test_an_owner_is_told_as_one(
    statement: str, into: str, scope: str, language: str, told: str
) -> None:
    assert owned(statement, into, scope, language) == told
