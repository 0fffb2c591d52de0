from decimal import Decimal

import pytest

from claims.reading.quantities import read_numbers
from claims.tokens import tokenise

RANKS = {
    "fr": [
        ("la cinquième place", "cinquième place", 5),
        ("premier fournisseur", "premier", 1),
        ("la 25e réunion", "25e", 25),
        ("le 1er pays", "1er", 1),
        ("la 2ème fois", "2ème", 2),
        ("vingt et unième", "vingt et unième", 21),
        ("le n° 3 mondial", "n° 3", 3),
        ("le numéro un", "numéro un", 1),
        ("avant-dernière place", "avant-dernière place", -2),
        ("arrivé dernier", "dernier", -1),
        ("une seconde fois", "seconde", 2),
    ],
    "en": [
        ("the 21st time", "21st", 21),
        ("twenty-fifth", "twenty-fifth", 25),
        ("fifth place", "fifth place", 5),
        ("number one", "number one", 1),
        ("the 5th-largest", "5th", 5),
        ("the last but two", "last but two", -3),
        ("the penultimate stage", "penultimate", -2),
        ("finished last", "last", -1),
        ("#1", "#1", 1),
        ("the two hundredth", "two hundredth", 200),
        ("a third term", "third", 3),
        ("a second term", "second", 2),
        ("No. 1", "No. 1", 1),
        ("the one hundred and first", "one hundred and first", 101),
    ],
    "de": [
        ("auf dem 4. Platz", "4. Platz", 4),
        ("die fünftgrößte, dritter Platz", "dritter Platz", 3),
        ("der siebenundzwanzigste Fall", "siebenundzwanzigste", 27),
        ("Platz 3", "Platz 3", 3),
        ("vorletzter", "vorletzter", -2),
    ],
    "es": [
        ("el quinto puesto", "quinto puesto", 5),
        ("la 2da vez", "2da", 2),
        ("el vigésimo quinto", "vigésimo quinto", 25),
        ("el puesto 7", "puesto 7", 7),
        ("penúltimo", "penúltimo", -2),
    ],
    "it": [("il quinto posto", "quinto posto", 5), ("la 21esima", "21esima", 21)],
    "pt": [("o quinto lugar", "quinto lugar", 5), ("a 2ª vez", "2ª", 2)],
    "nl": [("de 30ste keer", "30ste", 30), ("de vijfde plaats", "vijfde plaats", 5)],
    "pl": [("piąte miejsce", "piąte miejsce", 5), ("na 3. miejscu", "3. miejscu", 3)],
    "ru": [
        ("пятое место", "пятое место", 5),
        ("двадцать пятый", "двадцать пятый", 25),
        ("5-е место", "5-е место", 5),
        ("последнее место", "последнее место", -1),
    ],
    "uk": [("п'яте місце", "п'яте місце", 5), ("третій", "третій", 3)],
    "tr": [("beşinci sırada", "beşinci sırada", 5), ("3. sırada", "3. sırada", 3)],
    "ar": [("المركز الخامس", "المركز الخامس", 5), ("الدولة الثالثة", "الثالثة", 3)],
    "hi": [
        ("पाँचवाँ स्थान", "पाँचवाँ स्थान", 5),
        ("तीसरा", "तीसरा", 3),
        ("बारहवें स्थान", "बारहवें स्थान", 12),
    ],
    "zh": [
        ("第五大贸易伙伴", "第五大", 5),
        ("排名第3位", "第3位", 3),
        ("倒数第二", "倒数第二", -2),
    ],
    "ja": [("世界第3位", "第3位", 3), ("五番目", "五番目", 5)],
    "ko": [("세계 3위", "3위", 3), ("제5차", "제5차", 5)],
}


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [(language, *row) for language, rows in RANKS.items() for row in rows],
)
def test_ranks(language: str, text: str, words: str, value: int) -> None:
    found = [r for r in read_numbers(tokenise(text), language) if r.kind == "rank"]
    assert [(r.text, r.value) for r in found] == [(words, value)]


NO_RANKS = [
    ("fr", "un cinquième des votes"),
    ("fr", "deux tiers, trois cinquièmes"),
    ("fr", "l'année dernière, ces dernières années, les trois derniers mois"),
    ("fr", "le premier ministre et la première dame"),
    ("en", "two thirds of the vote"),
    ("en", "a third of the vote"),
    ("en", "it rose by a fifth yesterday"),
    ("nl", "met een derde gedaald"),
    ("en", "last year, the last three years, last week"),
    ("en", "the prime minister waited a second"),
    ("de", "Es waren 4. Danach kam nichts."),
    ("zh", "三分之一"),
]


@pytest.mark.parametrize(("language", "text"), NO_RANKS)
def test_what_is_no_rank(language: str, text: str) -> None:
    assert [r.text for r in read_numbers(tokenise(text), language) if r.kind == "rank"] == []


def test_an_ordinal_behind_a_cardinal_is_a_fraction_of_it() -> None:
    (reading,) = read_numbers(tokenise("trois cinquièmes"), "fr")
    assert (reading.kind, reading.value) == ("number", Decimal("0.6"))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("uk", "одинадцятою", 11),
        ("pl", "na ósmej pozycji", 8),
        ("pl", "na przedostatniej pozycji", -2),
        ("tr", "ülke birincisi", 1),
        ("ru", "впервые", 1),
        ("zh", "一审", 1),
    ],
)
def test_every_form_of_an_ordinal(language: str, text: str, value: int) -> None:
    assert [r.value for r in read_numbers(tokenise(text), language)] == [value]
