"""Who says what is claimed: the words beside a word of saying, else whoever speaks."""

from __future__ import annotations

import pytest

from claims import Document, ground
from claims.grounding.attribution import attribution

CASES = [
    ("en", "Exports reached 4.7 million tonnes, the port authority said on Monday.", "4.7 million",
     "the port authority", "said"),
    ("en", "“We are now the third-busiest port in Europe,” said Marit Solberg, its head.",
     "third-busiest", "Marit Solberg", "said"),
    ("en", "The work could cost 45 million euros, according to Solberg.", "45 million", "Solberg",
     "according to"),
    ("en", "He said the minister had told reporters that prices rose 5 %.", "5 %", "the minister",
     "told"),
    ("de", "Nach Angaben der Hersteller halten die Geräte 20 Jahre.", "20 Jahre",
     "der Hersteller", "Nach Angaben"),
    ("de", "Der Umsatz stieg um 5 Prozent, wie das Unternehmen am Montag mitteilte.", "5 Prozent",
     "das Unternehmen", "mitteilte"),
    ("fr", "« Le taux atteint 5 % », a déclaré mardi la ministre Hélène Vasseur.", "5 %",
     "la ministre Hélène Vasseur", "déclaré"),
    ("fr", "L’opposition affirme que l’éolien a pris trois ans de retard.", "trois ans",
     "L’opposition", "affirme"),
    ("es", "El tesorero informa de que los gastos aumentaron un 4,7 %.", "4,7 %", "El tesorero",
     "informa"),
    ("it", "Secondo la Regione, i posti sono 412.", "412", "la Regione", "Secondo"),
    ("nl", "Volgens het CBS stegen de prijzen met 5 procent.", "5 procent", "CBS", "Volgens"),
    ("ru", "«Тарифы выросли на 5 %», – заявил губернатор Алексей Рогов в пятницу.", "5 %",
     "губернатор Алексей Рогов", "заявил"),
    ("tr", "Bakanlığa göre fiyatlar yüzde 5 arttı.", "yüzde 5", "Bakanlığa", "göre"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "key", "speaker", "cue"), CASES)
def test_whoever_stands_beside_a_word_of_saying_says_it(
    language: str, text: str, key: str, speaker: str, cue: str
) -> None:
    document = Document(text, language=language)
    cues = [r for r in document.readings if r.value == "reported"]
    start = text.index(key)
    found = attribution(document, 0, [(start, start + len(key))], cues)
    assert found is not None
    assert found.speaker is not None
    assert found.cue is not None
    assert (found.speaker.text, found.cue.text) == (speaker, cue)
    assert text[found.speaker.start : found.speaker.end] == speaker


def test_the_words_of_the_claim_are_never_its_speaker() -> None:
    text = "Traffic rose by 8 % according to the ministry."
    document = Document(text, language="en")
    draft = {
        "type": "change", "statement": "Traffic rose by 8%.", "quote": text,
        "subject": "Traffic", "direction": "rose", "by": "8 %",
    }  # fmt: skip
    claim = ground(draft, document)
    assert claim.attribution is not None
    assert claim.attribution.speaker is not None
    assert claim.attribution.speaker.text == "the ministry"


def test_who_recalls_something_in_a_turn_is_whose_turn_it_is() -> None:
    text = "Hélène Vasseur : Je rappelle que le tarif est de 21 euros.\nPaul Roy : Depuis quand ?\n"
    text += "Hélène Vasseur : Depuis mai.\nPaul Roy : Je vous remercie.\n"
    document = Document(text, language="fr")
    cues = [r for r in document.readings if r.value == "reported"]
    start = text.index("21 euros")
    found = attribution(document, text.index("Je"), [(start, start + 8)], cues)
    assert found is not None
    assert found.speaker is not None
    assert found.speaker.text == "Hélène Vasseur"


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fr", "Il a également été mentionné que le commerce dépasse 200 milliards.", "200"),
        ("fr", "Il est de notoriété publique que la Russie est cinquième.", "cinquième"),
        ("en", "It was said that prices rose by 5 %.", "5 %"),
        ("de", "Es wurde mitgeteilt, dass die Preise um 5 Prozent stiegen.", "5 Prozent"),
        ("nl", "Er werd gezegd dat de prijzen met 5 procent stegen.", "5 procent"),
        ("es", "Él dijo que los precios subieron un 5 %.", "5 %"),
    ],
)
def test_a_pronoun_names_nobody(language: str, text: str, key: str) -> None:
    document = Document(text, language=language)
    cues = [r for r in document.readings if r.value == "reported"]
    start = text.index(key)
    found = attribution(document, 0, [(start, start + len(key))], cues)
    assert cues
    assert found is not None
    assert found.speaker is None


def test_without_spaces_nobody_is_guessed() -> None:
    text = "町は過去最多の128万人を更新したと発表した。"
    document = Document(text, language="ja")
    cues = [r for r in document.readings if r.value == "reported"]
    assert cues
    start = text.index("128万人")
    found = attribution(document, 0, [(start, start + 6)], cues)
    assert found is not None
    assert found.speaker is None
