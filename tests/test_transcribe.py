"""Figures in a statement that were copied in the notation of its source."""

from __future__ import annotations

import pytest

from claims.extraction.transcribe import transcribed


@pytest.mark.parametrize(
    ("statement", "source", "language", "told"),
    [
        ("It is 2.318 metres high.", "il quarto per altezza: 2.318 metri", "it",
         "It is 2,318 metres high."),
        ("The factor was 3,4.", "lag bei 3,4", "de", "The factor was 3.4."),
        ("Revenue was 1.234,5 million.", "1.234,5 Mio. Euro", "de", "Revenue was 1,234.5 million."),
        ("It sold 12 000 cars.", "12 000 voitures", "fr", "It sold 12,000 cars."),
        ("It is 2.318 metres high.", "il quarto per altezza: 2.319 metri", "it",
         "It is 2.318 metres high."),
        ("It cost 3.4 million.", "It cost 3.4 million", "en", "It cost 3.4 million."),
        ("Version 1.2.3 of 5.6", "la versione 1.2.3", "it", "Version 1.2.3 of 5.6"),
    ],
)  # fmt: skip
def test_figures_are_written_as_the_statement_s_language_does(
    statement: str, source: str, language: str, told: str
) -> None:
    assert transcribed(statement, source, "en", language) == told
