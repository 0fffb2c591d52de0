from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading import says
from claims.reading.cldr import _engine, _format, _rulesets
from claims.reading.digits import parse
from claims.reading.quantities import read_numbers
from claims.tokens import tokenise

MAIN = ("fr", "en", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "hi", "zh", "ja")

WORDS = {
    "fr": [
        ("deux cents", "200"),
        ("quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf", "99999"),
        ("septante-deux", "72"),
        ("deux cents millions", "200000000"),
        ("mille milliards", "1000000000000"),
        ("1,5 million", "1500000"),
        ("3 millions 200 mille", "3200000"),
        ("200 Mds", "200000000000"),
        ("un demi-million", "500000"),
        ("trois quarts", "0.75"),
        ("deux et demi", "2.5"),
        ("moins douze", "-12"),
        ("zéro virgule cinq", "0.5"),
        ("une vingtaine", "20"),
        ("trois douzaines", "36"),
    ],
    "en": [
        ("two hundred and fifty-four", "254"),
        ("nineteen eighty-four", "1984"),
        ("three lakh crore", "3000000000000"),
        ("2 and a half", "2.5"),
        ("one and a half million", "1500000"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("three quarters of a billion", "750000000"),
        ("1 4/5", "1.8"),
        ("2½", "2.5"),
        ("2e5", "200000"),
        ("200bn", "200000000000"),
        ("four thousand, three hundred and two", "4302"),
        ("two point seven five", "2.75"),
        ("minus five point five", "-5.5"),
        ("one in three", str(Decimal(1) / 3)),
        ("a dozen", "12"),
        ("two score", "40"),
        ("ten million", "10000000"),
        ("twenty-five hundred", "2500"),
    ],
    "de": [
        ("siebenhunderteinundzwanzigtausendundzwölf", "721012"),
        ("eine Billion", "1000000000000"),
        ("2,3 Mrd.", "2300000000"),
        ("fuenfhundert", "500"),
        ("dreieinhalb Millionen", "3500000"),
        ("ein Viertel", "0.25"),
        ("drei Zwanzigstel", "0.15"),
        ("zwei Dutzend", "24"),
        ("minus drei", "-3"),
    ],
    "es": [
        ("veintiún mil", "21000"),
        ("un billón", "1000000000000"),
        ("mil quinientos millones", "1500000000"),
        ("dos millones y medio", "2500000"),
        ("medio millón", "500000"),
        ("treinta y uno", "31"),
        ("menos cuatro", "-4"),
    ],
    "it": [
        ("tremilaottocentoventuno", "3821"),
        ("due miliardi e mezzo", "2500000000"),
        ("centotto", "108"),
        ("mezzo milione", "500000"),
        ("tre quarti", "0.75"),
    ],
    "pt": [
        ("dois bilhões", "2000000000"),
        ("mil e um", "1001"),
        ("dois milhões e meio", "2500000"),
        ("dois terços", str(Decimal(2) / 3)),
    ],
    "nl": [
        ("tweeëntwintigduizend", "22000"),
        ("anderhalf miljoen", "1500000"),
        ("drie miljard", "3000000000"),
        ("twee derde", str(Decimal(2) / 3)),
    ],
    "pl": [
        ("dwa miliony trzysta tysięcy", "2300000"),
        ("2,5 mld", "2500000000"),
        ("półtora miliona", "1500000"),
        ("sto dwadzieścia trzy", "123"),
        ("pięć tys.", "5000"),
        ("pół miliona", "500000"),
    ],
    "ru": [
        ("двадцать пять тысяч", "25000"),
        ("2,5 млрд", "2500000000"),
        ("три миллиона двести тысяч", "3200000"),
        ("полтора миллиона", "1500000"),
        ("минус десять", "-10"),
        ("сто двадцать три", "123"),
        ("две трети", str(Decimal(2) / 3)),
        ("пятьюстами тридцатью девятью", "539"),
    ],
    "uk": [
        ("двадцять п'ять тисяч", "25000"),
        ("1,2 млрд", "1200000000"),
        ("триста сім", "307"),
        ("півтора мільйона", "1500000"),
    ],
    "tr": [
        ("iki yüz elli bin", "250000"),
        ("üç milyar", "3000000000"),
        ("1,5 milyon", "1500000"),
        ("bin dokuz yüz seksen dört", "1984"),
        ("yarım milyon", "500000"),
        ("iki buçuk milyon", "2500000"),
        ("dörtte bir", "0.25"),
    ],
    "ar": [
        ("مائة وثلاثة وعشرون", "123"),
        ("ثلاثة ملايين", "3000000"),
        ("خمسة آلاف", "5000"),
        ("ألفين", "2000"),
        ("١٢٣", "123"),
        ("٢٫٥ مليون", "2500000"),
        ("نصف مليون", "500000"),
        ("خمس وعشرون", "25"),
        ("أحد عشر", "11"),
    ],
    "hi": [
        ("पच्चीस हज़ार", "25000"),
        ("तीन लाख", "300000"),
        ("दो करोड़", "20000000"),
        ("१२३", "123"),
        ("डेढ़ लाख", "150000"),
        ("2.5 अरब", "2500000000"),
        ("12,34,567", "1234567"),
    ],
    "zh": [
        ("三千零五十亿", "305000000000"),
        ("1.4万亿", "1400000000000"),
        ("四百五", "450"),
        ("四百零五", "405"),
        ("二〇二四", "2024"),
        ("三分之二", str(Decimal(2) / 3)),
        ("负六点六", "-6.6"),
        ("兩萬三千", "23000"),
        ("五十分之一", "0.02"),
    ],
    "ja": [
        ("三千五百億", "350000000000"),
        ("1億2000万", "120000000"),
        ("四百五", "405"),
        ("5分の4", "0.8"),
        ("三ダース", "36"),
        ("百二十三万四千五百六十七・八十九", "1234567.89"),
    ],
    "ko": [
        ("삼백오십", "350"),
        ("3천억", "300000000000"),
        ("1억 2천만", "120000000"),
        ("스물다섯", "25"),
        ("3분의 2", str(Decimal(2) / 3)),
    ],
    "sv": [("tjugofem miljoner", "25000000")],
    "el": [("εκατόν είκοσι τρία", "123")],
    "fi": [("kaksikymmentäviisi", "25")],
    "cs": [("dvacet pět", "25")],
    "th": [("สามร้อยห้าสิบ", "350")],
    "he": [("מאה עשרים ושלוש", "123")],
}


def cases(table: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str]]:
    return [(language, words, value) for language, rows in table.items() for words, value in rows]


@pytest.mark.parametrize(("language", "words", "value"), cases(WORDS))
def test_number_words(language: str, words: str, value: str) -> None:
    found = read_numbers(tokenise(words), language)
    assert [(r.kind, r.text, r.value) for r in found] == [
        ("number", words.removesuffix("."), Decimal(value))
    ]


SEVERAL = [
    ("fr", "vingt, trente", [20, 30]),
    ("fr", "entre cent et deux cents", [100, 200]),
    ("fr", "cinq et six", [5, 6]),
    ("en", "one hundred two hundred", [100, 200]),
    ("en", "between a thousand and fifteen hundred", [1000, 1500]),
    ("en", "two, three and four", [2, 3, 4]),
    ("en", "1, 234, 567", [1, 234, 567]),
    ("de", "drei oder vier", [3, 4]),
    ("zh", "三个人和五个人", [3, 5]),
    ("ar", "10 و15", [10, 15]),
    ("zh", "十几个国家，数十亿", [10]),
]


@pytest.mark.parametrize(("language", "text", "values"), SEVERAL)
def test_numbers_that_stay_apart(language: str, text: str, values: list[int]) -> None:
    assert [r.value for r in read_numbers(tokenise(text), language)] == values


NONE = [
    ("fr", "Un homme et une femme ont vu le premier ministre."),
    ("fr", "au moins, du moins, les uns et les autres"),
    ("en", "One of them told the other one about a man."),
    ("en", "The first lady left at last."),
    ("en", "millions of people"),
    ("de", "Eine Frau und ein Mann gingen."),
    ("es", "Un hombre y una mujer, al menos."),
    ("zh", "我们一起统一一些进一步的唯一，陆地，半导体，百姓"),
    ("ja", "日本に千葉さん"),
    ("ko", "한국과 일본 대통령은 이번 회담에서 반대했다"),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_words_that_are_no_numbers(language: str, text: str) -> None:
    assert read_numbers(tokenise(text), language) == []


DIGITS = [
    ("1.234", ".", ",", ["1.234"]),
    ("1,234", ".", ",", ["1234"]),
    ("1.234", ",", ".", ["1234"]),
    ("1,234", ",", ".", ["1.234"]),
    ("1.234", ",", "\u202f", ["1234", "1.234"]),
    ("1.234", None, None, ["1234", "1.234"]),
    ("0.683", ",", ".", ["0.683"]),
    ("1.234.567", ".", ",", ["1234567"]),
    ("1.234.567,89", ".", ",", ["1234567.89"]),
    ("1,234,567.89", ",", ".", ["1234567.89"]),
    ("12,34,567.89", ".", ",", ["1234567.89"]),
    ("1'234", ".", ",", ["1234"]),
    ("12.34", ",", ".", ["12.34"]),
    ("192.168.1.2", ".", ",", []),
    ("1.23.4", ".", ",", []),
    ("9" * 61, ".", ",", []),
]


@pytest.mark.parametrize(("text", "decimal", "group", "values"), DIGITS)
def test_separators(text: str, decimal: str | None, group: str | None, values: list[str]) -> None:
    assert parse(text, decimal, group) == tuple(map(Decimal, values))


SPACED = [
    ("fr", "12 500", "12500"),
    ("fr", "1\u202f234\u202f567,89", "1234567.89"),
    ("fr", ",08", "0.08"),
    ("en", ".5", "0.5"),
    ("en", "-.5", "-0.5"),
    ("en", "-504", "-504"),
    ("en", "−3.2", "-3.2"),
    ("en", "2.5^-1", "0.4"),
    ("en", "-4/5", "-0.8"),
    ("en", "1e10", "10000000000"),
]


@pytest.mark.parametrize(("language", "text", "value"), SPACED)
def test_digits_with_what_belongs_to_them(language: str, text: str, value: str) -> None:
    (reading,) = read_numbers(tokenise(text), language)
    assert (reading.text, reading.value) == (text, Decimal(value))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MAIN), st.integers(0, 999_999))
def test_every_spelling_of_cldr_says_its_number(language: str, n: int) -> None:
    engine = _engine(language)
    names = _rulesets(engine, "spellout-cardinal") or _rulesets(engine, "spellout-numbering")
    for _, words in _format(engine, n, names):
        assert says(words, n, language=language), words
        assert not says(words, n + 1, language=language), words
