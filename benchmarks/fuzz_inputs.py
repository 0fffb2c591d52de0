"""What the fuzzer feeds: texts, noise and odd values, each built from bytes.

A text is made of the words of the library's own tables, true sentences and signs of many scripts;
a quote is a noisy slice of one; a draft or a record is a true one with up to four of its parts put
in, left out or of a wrong type.
"""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_SIGNS = r"""
0 1 7 12 1,5 1.5 1.500 1,500,000 3½ ² ① Ⅳ ٣٤٫٥ १२ 二〇二四 -5 −5 +3 5% ％ ‰ $ € £ ¥ ₹ US$ 5bn 5km
2024-02-30 31/12/2024 12:30 1990s 5th 1er n° § . , ; : ? ! … ... 。 、 “ ” « » ' ’ " ( ) [ ] { }
{{ }} {% %s {0} %d \n </script> > >= < <= ~ = ≈ ± – — - / | _ # * @ &amp; 第 第三 二百 千億 万 半 不
3000亿元 没有 ない ١٬٥٠٠ не n't ne pas not about über-5 İstanbul ß ſ ﬁ ǅ Ω Å é 😀 👩‍👩‍👧 🇫🇷 ½€ x²
km² °C m/s a1b2 G20 CO2 http://x.y/z?1=2 x@y.z 1e9 1e999 0x1F ∞ NaN inf ⁵ ₅ 1⁄2 ㎏ ㏒ ㍿ ㈠ ⅒ 𝟘
"""
SIGNS = (*_SIGNS.split(), "10 000", "1\u202f500", "1 500,75", "more than", "ab-\ncd", "1\n2")
CHARACTERS = (
    "\0\t\n\r\x0b\x0c\x1c\x1f\x7f\x85\xa0\xad\u0300\u0301\u0338\u034f\u0660\u06f0\u061c\u0640\u064b"
    "\u0e33\u1160\u11a8\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u202f\u2044\u2060"
    "\u2066\u2069\u3000\u3007\u302a\u3099\ufe0f\ufeff\uff0e\uff10\uff9e\ufffd\ufffe\ud800\udc00\udfff"
    "\U0001d7d8\U0001f1eb\U000e0041\U0010ffff"
)
GLUE = ("", " ", " ", " ", ", ", ". ", "\n", "\n\n", "\u00a0", "-", " of ", " de ", "的")
TAGS = (
    None, "", "und", "xx", "en-GB", "pt_BR", "zh-Hant-TW", "EN", "../../x", "fr\0", "日本",
    "x" * 300,
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**30, 10**400, 10**5000, 0.1, -0.0, float("nan"), float("inf"),
    "", " ", "0", "NaN", "sNaN", "1e999999999", "1e-999999999", "-Infinity", "９", "\ud800", "\0",
    "{{x}}", "{0}", "%s", "…", "2024-02-30", "0000-00-00", [], {}, [[]], [None], {"": None},
    {"text": None}, {"text": ""}, {"start": 0, "end": 1}, {"start": 10**30, "end": -1, "text": "a"},
    {"text": "a", "start": True, "end": 1}, {"text": "a", "start": 0.0, "end": "1"},
)  # fmt: skip
KEYS = (
    "type", "statement", "quote", "quotes", "subject", "value", "unit", "op", "comparator",
    "rank", "superlative", "direction", "when", "from", "from_", "to", "by", "scope", "category",
    "code", "antecedent", "name", "text", "start", "end", "negated", "modality", "language",
    "document", "sha256", "date", "id", "schema", "attribution", "provenance", "stance", "about",
    "match", "unread", "assumed", "grain", "kinds", "\ud800",
)  # fmt: skip
LONGEST = 4000  # characters of a text


class Choices:
    """Bytes as a row of choices; when they are spent, every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    @property
    def spent(self) -> bool:
        """Whether no byte is left."""
        return self.at >= len(self.data)

    def below(self, count: int) -> int:
        """One of the numbers from 0 up to `count`, left out."""
        size = 1 if count <= 256 else 2 if count <= 65536 else 3  # noqa: PLR2004
        taken = self.data[self.at : self.at + size]
        self.at += size
        return int.from_bytes(taken) % count

    def one(self, options: Any) -> Any:
        """One of a sequence."""
        return options[self.below(len(options))]


@cache
def truths() -> list[dict[str, Any]]:
    """The rows of `tests/data/truths`: texts with true drafts."""
    files = sorted((HERE.parent / "tests" / "data" / "truths").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


@cache
def vocabulary() -> dict[str, list[str]]:
    """The words of the library's tables, by language."""
    found: dict[str, list[str]] = {}
    for file in sorted((HERE.parent / "claims" / "reading" / "tables").rglob("*.toml")):
        words = found.setdefault(file.stem, [])
        words += sorted(set(_strings(tomllib.loads(file.read_text("utf-8")))))
    return found


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for key, part in value.items() for word in (key, *_strings(part))]
    if isinstance(value, list):
        return [word for part in value for word in _strings(part)]
    return [value] if isinstance(value, str) else []


def a_text(c: Choices) -> tuple[str, str]:
    """A text and the language whose words are most in it."""
    language = c.one(sorted(vocabulary()))
    parts: list[str] = []
    for _ in range(1 + c.below(48)):
        if c.spent:
            break
        parts += [a_piece(c, language, parts), c.one(GLUE)]
    return "".join(parts)[:LONGEST], language


def a_piece(c: Choices, language: str, before: list[str]) -> str:
    way = c.below(16)
    if way < 6:  # noqa: PLR2004
        return c.one(vocabulary()[language])
    if way < 10:  # noqa: PLR2004
        return c.one(SIGNS)
    if way == 10 and before:  # noqa: PLR2004
        return "".join(before[c.below(len(before)) :])[:200] * (1 + c.below(20))
    others: tuple[Callable[[], str], ...] = (
        lambda: c.one(CHARACTERS),
        lambda: chr(c.below(0x30000)),
        lambda: str(c.below(65536)) * (1 + c.below(8)),
        lambda: c.one(truths())["text"][: c.below(300)],
        lambda: c.one(vocabulary()[c.one(sorted(vocabulary()))]),
    )
    return others[way % len(others)]()


def noisy(c: Choices, text: str) -> str:
    """A text with up to four small changes."""
    for _ in range(c.below(5)):
        at, length = c.below(len(text) + 1), c.below(6)
        own = text[at : at + 9]
        put = c.one(("", " ", "\n", "…", own, own.upper(), c.one(SIGNS), c.one(CHARACTERS)))
        text = text[:at] + put + text[at + (length if c.below(2) else 0) :]
    return text


def a_slice(c: Choices, text: str) -> str:
    start = c.below(len(text) + 1)
    return text[start : start + 1 + c.below(120)]


def an_odd(c: Choices, text: str) -> Any:
    """A value that does not belong where it is put."""
    way = c.below(5)
    if way == 0:
        return a_slice(c, text)
    if way == 1:
        return nested(c.one((3, 100, 900, 5000)), c.one(("list", *KEYS[:8])))
    if way == 2:  # noqa: PLR2004
        return {c.one(KEYS): c.one(ODD), "text": a_slice(c, text)}
    return copy.deepcopy(c.one(ODD))


def nested(depth: int, key: str) -> Any:
    value: Any = None
    for _ in range(depth):
        value = [value] if key == "list" else {key: value}
    return value


def deformed(c: Choices, fields: dict[str, Any], text: str) -> dict[str, Any]:
    """Fields with up to four of them changed, left out or added, at any depth."""
    fields = copy.deepcopy(fields)
    for _ in range(c.below(5)):
        inner: Any = fields
        while isinstance(inner, dict) and c.below(3) and (deeper := _inside(c, inner)) is not None:
            inner = deeper
        key = c.one(sorted(inner, key=str) or KEYS) if c.below(4) else c.one(KEYS)
        if c.below(5) == 0:
            inner.pop(key, None)
        elif isinstance(inner.get(key), str) and c.below(2):
            inner[key] = noisy(c, inner[key])
        else:
            inner[key] = an_odd(c, text)
    return fields


def _inside(c: Choices, fields: dict[str, Any]) -> dict[str, Any] | None:
    """A mapping in one of the fields; lists of one are looked into."""
    value = fields[c.one(sorted(fields, key=str))] if fields else None
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else None
