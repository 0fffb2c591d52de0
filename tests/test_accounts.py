"""What a statement may say of the values of its source, and what it may not."""

from __future__ import annotations

import datetime as dt

import pytest

from claims import Document, GroundingError, ground

DAY = dt.date(2025, 6, 18)


def stands(language: str, quote: str, value: str, statement: str) -> bool:
    """Whether a claim of a quantity stands, with a statement in English."""
    document = Document(quote, language=language, date=DAY)
    draft = {"type": "quantity", "statement": statement, "quote": quote, "value": value}
    try:
        ground({**draft, "subject": quote.split(maxsplit=1)[0]}, document)
    except GroundingError as error:
        return not any(f.check in ("accounted", "comparator") for f in error.failures)
    return True


@pytest.mark.parametrize(
    ("language", "quote", "value", "said", "unsaid"),
    [
        (
            "fr", "Maires : une quarantaine ont signé.", "une quarantaine",
            "About forty signed.", "More than forty signed.",
        ),
        (
            "ar", "الأسرة: الدخل 14200 جنيه مصري.", "14200 جنيه مصري",
            "The income is 14,200 pounds.", "The income is 14,200 British pounds.",
        ),
        (
            "ru", "Сеть откроет 35–40 точек.", "35",
            "The chain opens at least 35 outlets.", "The chain opens at most 35 outlets.",
        ),
        (
            "ko", "취업자는 18개월째 줄었다.", "18개월째",
            "Work fell for the 18th month.", "Work fell for the 17th month.",
        ),
    ],
)  # fmt: skip
def test_a_statement_may_be_as_loose_as_its_source(
    language: str, quote: str, value: str, said: str, unsaid: str
) -> None:
    assert stands(language, quote, value, said)
    assert not stands(language, quote, value, unsaid)
