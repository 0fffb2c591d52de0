from decimal import Decimal
from fractions import Fraction

import pytest

from claims.reading import says

SAYS = [
    ("plus de 200 milliards de dollars", 200_000_000_000, {"unit": "USD", "kind": "money"}, "fr"),
    ("200 milliards", "200000000000", {}, "fr"),
    ("5 km", 5000, {"unit": "m"}, "en"),
    ("5 km", 5, {}, "en"),
    ("85 minutes", 5100, {"unit": "s"}, "en"),
    ("50 cents", Decimal("0.5"), {"unit": "USD"}, "en"),
    ("50 cents", 50, {}, "en"),
    ("un tiers", Fraction(1, 3), {}, "fr"),
    ("un tiers", 1 / 3, {}, "fr"),
    ("un tiers", "0.33", {}, "fr"),
    ("deux tiers", 2 / 3, {}, "fr"),
    ("forty-five (45)", 45, {"kind": "number"}, "en"),
    ("un", 1, {}, "fr"),
    ("cinquième place", 5, {"kind": "rank"}, "fr"),
    ("6,3 %", 6.3, {"unit": "%", "kind": "percent"}, "fr"),
    ("1.234", "1.234", {}, None),
    ("1.234", "1234", {}, None),
    ("premier", 1, {"kind": "rank"}, "fr"),
    ("dois bilhões", 2_000_000_000, {}, "pt_BR"),
    ("兩千億", 200_000_000_000, {}, "zh-Hant-TW"),
    ("zwei", 2, {}, "DE"),
    ("12", 12, {}, "xx"),
    ("12", 12, {}, "no such language"),
]


@pytest.mark.parametrize(("mention", "value", "asked", "language"), SAYS)
def test_says(mention: str, value: object, asked: dict[str, str], language: str | None) -> None:
    assert says(mention, value, language=language, **asked)  # type: ignore[arg-type]


SAYS_NOT = [
    ("200 milliards de dollars", 200_000_000_000, {"unit": "EUR"}, "fr"),
    ("200 milliards", 200_000_000, {}, "fr"),
    ("200 milliards", 200_000_000_000, {"unit": "USD"}, "fr"),
    ("1,5", 15, {}, "fr"),
    ("1,234", 1234, {}, "fr"),
    ("5 km", 5, {"unit": "m"}, "en"),
    ("50 cents", 50, {"unit": "USD"}, "en"),
    ("un tiers", "0.34", {}, "fr"),
    ("un tiers", "0.3", {}, "fr"),
    ("un tiers", "0.333333334", {}, "fr"),
    ("10 to 15", 10, {}, "en"),
    ("between 10 and 15", 15, {}, "en"),
    ("45 (forty-six)", 45, {}, "en"),
    ("cinquième", 5, {"kind": "number"}, "fr"),
    ("cinquième", 6, {}, "fr"),
    ("six percent", 6, {"unit": "pp"}, "en"),
    ("point 5", 5, {}, "en"),
    ("moins douze", 12, {}, "fr"),
    ("", 0, {}, "fr"),
    ("no number", 1, {}, "en"),
    ("version 1.2.3", 1, {}, "en"),
]


@pytest.mark.parametrize(("mention", "value", "asked", "language"), SAYS_NOT)
def test_does_not_say(
    mention: str, value: object, asked: dict[str, str], language: str | None
) -> None:
    assert not says(mention, value, language=language, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["many", float("nan"), float("inf"), ""])
def test_a_value_that_is_no_number_is_an_error(value: object) -> None:
    with pytest.raises(ValueError, match="number"):
        says("5", value)  # type: ignore[arg-type]
