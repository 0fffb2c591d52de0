"""What a statement names that the claim's own words do not: found elsewhere in the text, or not."""

from __future__ import annotations

from typing import Any

import pytest

from claims import Document, GroundingError, ground, verify

REVENUE = "{}'s income rose by 4%."
STAFF = "{} has 300 employees."

# language, text, quote, subject, the one it is about, somebody else of the same text
DROPPED = [
    (
        "en",
        "Veltrane opened a second plant in May. Revenue rose by 4%. Its rival Ordalis closed one.",
        "Revenue rose by 4%.",
        "Revenue",
    ),
    (
        "fr",
        (
            "Veltrane a ouvert une usine en mai. Le chiffre d’affaires a augmenté de 4 %. "
            "Son rival Ordalis en a fermé une."
        ),
        "Le chiffre d’affaires a augmenté de 4 %.",
        "Le chiffre d’affaires",
    ),
    (
        "de",
        (
            "Veltrane hat im Mai ein Werk eröffnet. Der Umsatz stieg um 4 Prozent. "
            "Konkurrent Ordalis schloss eines."
        ),
        "Der Umsatz stieg um 4 Prozent.",
        "Der Umsatz",
    ),
    (
        "es",
        (
            "En mayo, Veltrane abrió una fábrica. Los ingresos aumentaron un 4 %. Su rival "
            "Ordalis cerró una."
        ),
        "Los ingresos aumentaron un 4 %.",
        "Los ingresos",
    ),
    (
        "it",
        (
            "Nel primo semestre Veltrane ha aperto uno stabilimento. L’utile è aumentato del "
            "4%. La rivale Ordalis ne ha chiuso uno."
        ),
        "L’utile è aumentato del 4%.",
        "L’utile",
    ),
    (
        "pt",
        (
            "Em maio, a Veltrane abriu uma fábrica. As receitas aumentaram 4%. A rival "
            "Ordalis fechou uma."
        ),
        "As receitas aumentaram 4%.",
        "As receitas",
    ),
    (
        "nl",
        (
            "Veltrane opende in mei een fabriek. De omzet steeg met 4 procent. Concurrent "
            "Ordalis sloot er een."
        ),
        "De omzet steeg met 4 procent.",
        "De omzet",
    ),
    (
        "pl",
        (
            "Veltrane otworzył w maju fabrykę. Przychody wzrosły o 4 proc. Konkurencyjny "
            "Ordalis zamknął swoją."
        ),
        "Przychody wzrosły o 4 proc.",
        "Przychody",
    ),
    (
        "ru",
        "Велтран открыл в мае завод. Выручка выросла на 4 %. Конкурент Ордалис закрыл свой.",
        "Выручка выросла на 4 %.",
        "Выручка",
    ),
    (
        "uk",
        "Велтран відкрив у травні завод. Виручка зросла на 4 %. Конкурент Ордаліс закрив свій.",
        "Виручка зросла на 4 %.",
        "Виручка",
    ),
    (
        "tr",
        (
            "Veltrane mayıs ayında fabrika açtı. Gelirler yüzde 4 arttı. Rakibi Ordalis "
            "birini kapattı."
        ),
        "Gelirler yüzde 4 arttı.",
        "Gelirler",
    ),
    (
        "ar",
        (
            "افتتحت شركة «فلتران» مصنعاً في مايو. ارتفعت الإيرادات بنسبة 4%. وأغلقت منافستها "
            "«أوردالس» مصنعاً."
        ),
        "ارتفعت الإيرادات بنسبة 4%.",
        "الإيرادات",
    ),
    (
        "hi",
        "वेल्ट्रान ने मई में एक कारख़ाना खोला। राजस्व 4 प्रतिशत बढ़ा। प्रतिद्वंद्वी ओर्डालिस ने एक बंद किया।",
        "राजस्व 4 प्रतिशत बढ़ा।",
        "राजस्व",
    ),
    ("zh", "维明五月开设了一家工厂。营收增长4%。竞争对手奥达关闭了一家。", "营收增长4%。", "营收"),
    (
        "ja",
        "白川は5月に工場を開いた。売上高は4%増加した。競合の青木は工場を閉じた。",
        "売上高は4%増加した。",
        "売上高",
    ),
    (
        "ko",
        "가람은 5월에 공장을 열었다. 매출은 4% 증가했다. 경쟁사 나래는 공장을 닫았다.",
        "매출은 4% 증가했다.",
        "매출",
    ),
]
NAMED = {"zh": ("Weiming", "Aoda"), "ja": ("Shirakawa", "Aoki"), "ko": ("Garam", "Narae")}
DIRECTIONS = {
    "en": "rose", "fr": "a augmenté", "de": "stieg", "es": "aumentaron", "it": "è aumentato",
    "pt": "aumentaram", "nl": "steeg", "pl": "wzrosły", "ru": "выросла", "uk": "зросла",
    "tr": "arttı", "ar": "ارتفعت", "hi": "बढ़ा", "zh": "增长", "ja": "増加", "ko": "증가",
}  # fmt: skip
BY = {"fr": "4 %", "de": "4 Prozent", "es": "4 %", "nl": "4 procent", "pl": "4 proc.",
      "ru": "4 %", "uk": "4 %", "tr": "yüzde 4", "hi": "4 प्रतिशत"}  # fmt: skip


def _change(row: tuple[str, str, str, str], name: str) -> tuple[dict[str, Any], Document]:
    language, text, quote, subject = row
    draft = {
        "type": "change",
        "statement": REVENUE.format(name).replace(
            "revenue", "profit" if language == "it" else "revenue"
        ),
        "quote": quote,
        "subject": subject,
        "direction": DIRECTIONS[language],
        "by": BY.get(language, "4%"),
    }
    return draft, Document(text, language=language, date="2026-02-04")  # type: ignore[arg-type]


@pytest.mark.parametrize("row", DROPPED, ids=[row[0] for row in DROPPED])
def test_a_sentence_without_name_is_about_the_one_that_led(
    row: tuple[str, str, str, str],
) -> None:
    one, other = NAMED.get(row[0], ("Veltrane", "Ordalis"))
    draft, document = _change(row, one)
    claim = ground(draft, document)
    added = claim.quotes[-1]
    assert len(claim.quotes) > 1
    assert document.text[added.start : added.end] == added.text
    assert verify(claim, document).ok
    with pytest.raises(GroundingError):
        ground(_change(row, other)[0], document)


# language, text, quote, subject, value, the one that is taken up, somebody else who led since
TAKEN_UP = [
    (
        "en",
        (
            "The Veltrane group opened a plant. The Ordalis union protests. The group has "
            "300 employees."
        ),
        "The group has 300 employees.",
        "The group",
    ),
    (
        "fr",
        (
            "Le groupe Veltrane a ouvert une usine. Le syndicat Ordalis proteste. Le groupe "
            "compte 300 salariés."
        ),
        "Le groupe compte 300 salariés.",
        "Le groupe",
    ),
    (
        "de",
        (
            "Der Konzern Veltrane hat ein Werk eröffnet. Ordalis protestiert. Der Konzern "
            "hat 300 Beschäftigte."
        ),
        "Der Konzern hat 300 Beschäftigte.",
        "Der Konzern",
    ),
    (
        "es",
        (
            "El grupo Veltrane abrió una fábrica. El sindicato Ordalis protesta. El grupo "
            "tiene 300 empleados."
        ),
        "El grupo tiene 300 empleados.",
        "El grupo",
    ),
    (
        "it",
        (
            "Il gruppo Veltrane ha aperto uno stabilimento. Il sindacato Ordalis protesta. "
            "Il gruppo ha 300 dipendenti."
        ),
        "Il gruppo ha 300 dipendenti.",
        "Il gruppo",
    ),
    (
        "pt",
        (
            "O grupo Veltrane abriu uma fábrica. O sindicato Ordalis protesta. O grupo tem "
            "300 empregados."
        ),
        "O grupo tem 300 empregados.",
        "O grupo",
    ),
    (
        "nl",
        (
            "Het concern Veltrane opende een fabriek. De bond Ordalis protesteert. Het "
            "concern heeft 300 werknemers."
        ),
        "Het concern heeft 300 werknemers.",
        "Het concern",
    ),
    (
        "pl",
        (
            "Spółka Veltrane otworzyła fabrykę. Związek Ordalis protestuje. Spółka zatrudnia "
            "300 pracowników."
        ),
        "Spółka zatrudnia 300 pracowników.",
        "Spółka",
    ),
    (
        "ru",
        (
            "Компания «Велтран» открыла завод. Профсоюз «Ордалис» протестует. В компании "
            "работают 300 человек."
        ),
        "В компании работают 300 человек.",
        "компании",
    ),
    (
        "uk",
        (
            "Компанія «Велтран» відкрила завод. Профспілка «Ордаліс» протестує. У компанії "
            "працюють 300 людей."
        ),
        "У компанії працюють 300 людей.",
        "компанії",
    ),
    (
        "ar",
        "افتتحت مجموعة «فلتران» مصنعاً. واحتجت نقابة «أوردالس». وتضم المجموعة 300 موظف.",
        "وتضم المجموعة 300 موظف.",
        "المجموعة",
    ),
]


@pytest.mark.parametrize("row", TAKEN_UP, ids=[row[0] for row in TAKEN_UP])
def test_a_noun_said_of_a_name_takes_it_up(row: tuple[str, str, str, str]) -> None:
    language, text, quote, subject = row
    document = Document(text, language=language)
    draft = {"type": "quantity", "quote": quote, "subject": subject, "value": "300"}
    ground({**draft, "statement": STAFF.format("Veltrane")}, document)
    with pytest.raises(GroundingError):
        ground({**draft, "statement": STAFF.format("Ordalis")}, document)


# language, text, quote, the slots that stand elsewhere and those that do not, statement, other
OUTSIDE: list[tuple[str, str, dict[str, Any], str, tuple[str, str], tuple[str, str]]] = [
    (
        "ja",
        "白川工業　決算短信\n営業利益は61億円となりました。青木工業は含みません。",
        {"type": "quantity", "measure": "営業利益", "value": "61億円"},
        "営業利益は61億円",
        ("白川工業", "Shirakawa Kogyo"),
        ("青木工業", "Aoki Kogyo"),
    ),
    (
        "ko",
        "가람전자(주) 2025년 실적\n매출 870억 원. 나래전자는 제외했습니다.",
        {"type": "quantity", "measure": "매출", "value": "870억 원"},
        "매출 870억 원",
        ("가람전자", "Garam Electronics"),
        ("나래전자", "Narae Electronics"),
    ),
]


@pytest.mark.parametrize("row", OUTSIDE, ids=[row[0] for row in OUTSIDE])
def test_a_dropped_subject_may_be_given_as_it_stands_before(row: Any) -> None:
    language, text, slots, quote, right, wrong = row
    document = Document(text, language=language, date="2026-02-04")  # type: ignore[arg-type]
    for (words, name), fits in ((right, True), (wrong, False)):
        statement = {
            "61億円": f"{name}'s operating profit was 6.1 billion yen.",
            "870억 원": f"{name}'s revenue was 87 billion won.",
        }[slots["value"]]
        draft = {**slots, "quote": quote, "subject": words, "statement": statement}
        if fits:
            claim = ground(draft, document)
            assert claim.subject is not None
            assert claim.subject.end <= claim.quotes[0].start
            assert verify(claim, document).ok
        else:
            with pytest.raises(GroundingError):
                ground(draft, document)
