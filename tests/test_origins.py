"""Whose something is, told as where it comes from."""

from __future__ import annotations

import pytest

from claims.extraction.origins import owned


@pytest.mark.parametrize(
    ("statement", "source", "language", "told"),
    [
        ("Russia is the first supplier of oil from China.",
         "La Russie est le premier fournisseur de pétrole de la Chine", "fr",
         "Russia is the first supplier of oil of China."),
        ("Turkey is the second customer from the Netherlands.",
         "Turquía es el segundo cliente de los Países Bajos", "es",
         "Turkey is the second customer of the Netherlands."),
        ("Gas from Russia is the cheapest.", "Il gas dalla Russia è il meno caro", "it",
         "Gas from Russia is the cheapest."),
        ("Russia is the first supplier of China.",
         "La Russie est le premier fournisseur de la Chine", "fr",
         "Russia is the first supplier of China."),
        ("Das ist der erste Lieferant aus China.", "the first supplier of China", "en",
         "Das ist der erste Lieferant aus China."),
    ],
)  # fmt: skip
def test_an_owner_is_told_as_one(statement: str, source: str, language: str, told: str) -> None:
    into = "de" if statement.startswith("Das") else "en"
    expected = told if into == "en" else "Das ist der erste Lieferant von China."
    assert owned(statement, into, source, language) == expected
