"""Which readings of a sentence are worth asking about, and which amounts a change takes."""

from __future__ import annotations

import datetime as dt

import pytest

from claims import Document
from claims.extraction.offer import Ask, offers
from claims.schemas import BUILT_IN, Claim, QuantityClaim

Asked = dict[str, list[str]]


def asked(text: str, language: str, types: tuple[type[Claim], ...] = BUILT_IN) -> Asked:
    """Type -> the words of the key readings that are asked about."""
    document = Document(text, language=language, date=dt.date(2026, 2, 4))
    found: Asked = {}
    for offer in offers(document, types):
        for ask in offer.asks:
            assert ask.reading
            found.setdefault(ask.type.type_name(), []).append(ask.reading.text)
    return found


def change(text: str, language: str) -> Ask:
    document = Document(text, language=language, date=dt.date(2026, 2, 4))
    asks = [a for o in offers(document, BUILT_IN) for a in o.asks]
    return next(ask for ask in asks if ask.type.type_name() == "change")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("See section 7 of the Handbook.", "en"),
        ("The ship lies at Pier 5.", "en"),
        ("Table 3", "en"),
        ("Abschnitt 4 beschreibt die Methode, Tabelle 2 die Stichprobe.", "de"),
        ("Article 3. Nul n’est tenu de lire à voix haute.", "fr"),
        ("3. Embalse", "es"),
        ("Rainfall and reservoir storage, Upper Tamar district, 2025", "en"),
        ("Die Studie wird 2027 mit neuen Gebäuden fortgesetzt.", "de"),
        ("Boats use the Second Basin.", "en"),
        ("Mo, Di, Do: 8.30–12.00 Uhr und 14.00–17.30 Uhr", "de"),
        ("Halten Sie die Kundennummer bereit (Beispiel: 2026-0417).", "de"),
        ("Nehmen Sie den Bus 112.", "de"),
        ("Open 9:30 to 17:00", "en"),
        ("Team Alta won 103:98 in Corran.", "en"),
        ("It is the second edition of the book.", "en"),
        ("The first stone of the bridge was laid by the mayor.", "en"),
        ("La mia prima notte sul cratere", "it"),
        ("C’est le 25e anniversaire du Traité.", "fr"),
    ],
)
def test_a_number_that_is_a_name_is_not_asked_about(text: str, language: str) -> None:
    found = asked(text, language)
    assert not {"quantity", "ranking"} & found.keys()


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The plant employs 2000 people.", "en", ["2000"]),
        ("La ville compte 1950 habitants.", "fr", ["1950"]),
        ("In 2025 it sold 2030 cars.", "en", ["2030"]),
        ("Quatre parcs sont en service.", "fr", ["Quatre"]),
        ("The talks lasted more than a year.", "en", ["a year"]),
        ("Hornea de 35-40 minutos.", "es", ["35", "40 minutos"]),
        ("Im Jahr 2025 zählte Sachsen 112 Museen.", "de", ["112"]),
        ("Seats won: Labour 112, Tories 90.", "en", ["112", "90"]),
        ("The number of visits did not exceed 90.", "en", ["90"]),
    ],
)
def test_a_count_is_asked_about(text: str, language: str, words: list[str]) -> None:
    assert asked(text, language)["quantity"] == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Une attention particulière est accordée aux questions les plus urgentes.", "fr"),
        ("Vi presento i temi più sensibili.", "it"),
        ("The earnings of a year are shown here.", "en"),
        ("Will prices rise again this summer?", "en"),
        ("Les factures vont-elles encore augmenter ?", "fr"),
        ("L’ordre du jour comprend la proposition de taxe.", "fr"),
        ("Напомним, первый камень моста был заложен здесь.", "ru"),
    ],
)
def test_what_is_no_claim_is_not_asked_about(text: str, language: str) -> None:
    assert asked(text, language) == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La Russie est le premier fournisseur de pétrole de la Chine.", "fr"),
        ("Alta, the first maker of bells in Norway, was sold.", "en"),
        ("La société occupe la première place.", "fr"),
    ],
)
def test_a_first_place_is_asked_about(text: str, language: str) -> None:
    assert {"ranking", "superlative"} & asked(text, language).keys()


def test_a_superlative_that_a_verb_says_is_asked_about() -> None:
    assert "superlative" in asked("Ces usines sont les plus grandes du pays.", "fr")


@pytest.mark.parametrize(
    ("text", "language", "slots"),
    [
        ("Exports rose by 6.3 percent to 183 million euros.", "en",
         {"by": "6.3 percent", "to": "183 million euros"}),
        ("Operating income rose from $164 million to $201 million.", "en",
         {"from_": "$164 million", "to": "$201 million"}),
        ("Le prix a baissé de 2 euros.", "fr", {"by": "2 euros"}),
        ("Die Heizkosten sanken um durchschnittlich 290 Euro.", "de", {"by": "290 Euro"}),
        ("Profit would fall by about $30 million.", "en", {"by": "$30 million"}),
        ("Время в пути сократится с 50 до 12 минут.", "ru", {"from_": "50", "to": "12 минут"}),
        ("净利润比上年下降3.1%。", "zh", {"by": "3.1%"}),
        ("Sales of 40 million euros fell.", "en", {}),
        ("Ashcombe | 1,412 | +6.1% | 188", "en", {"by": "6.1%"}),
    ],
)  # fmt: skip
def test_a_change_takes_its_amounts(text: str, language: str, slots: dict[str, str]) -> None:
    ask = change(text, language)
    assert {name: r.text for name, r in ask.others if name != "when"} == slots


def test_the_size_of_a_change_is_no_quantity_even_where_changes_are_not_wanted() -> None:
    text = "Exports rose by 6.3 percent to 183 million euros."
    assert asked(text, "en", (QuantityClaim,)) == {"quantity": ["183 million euros"]}


@pytest.mark.parametrize(
    ("text", "language", "event"),
    [
        ("The port handled 4.7 million containers in 2025.", "en", False),
        ("Storage on 31 December: 64.8 million cubic metres", "en", False),
        ("HALVERSUND, 12 March", "en", False),
        ("The level has not changed since 2018.", "en", False),
        ("The council will vote on the plan on 23 March.", "en", True),
        ("2025年，公司实现营业收入3000.6亿元。", "zh", False),
        ("2025年9月18日，位于昆明的工厂正式投产，年产能为45万吨。", "zh", True),
    ],
)
def test_the_date_of_a_figure_is_no_event(text: str, language: str, *, event: bool) -> None:
    assert ("event" in asked(text, language)) is event


def test_a_figure_carries_its_date() -> None:
    document = Document("The port handled 4.7 million containers in 2025.", language="en")
    (offer,) = offers(document, BUILT_IN)
    assert [(name, r.text) for name, r in offer.asks[0].others] == [("when", "2025")]


def test_a_regional_tag_is_its_language() -> None:
    text = "A taxa de desemprego desceu muito no ano passado no país, que tem 3 milhões de casas"
    tags = ("pt", "pt-BR")
    found = [offers(Document(text, language=tag), BUILT_IN) for tag in tags]
    assert [o.extent for o in found[0]] == [o.extent for o in found[1]]
    assert (
        asked("O segundo artigo 3 diz isto.", "pt-BR").keys()
        == asked("O segundo artigo 3 diz isto.", "pt").keys()
    )
