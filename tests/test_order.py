"""Where the subject of a rank or superlative is looked for, and the clause that it needs."""

from __future__ import annotations

import pytest

from claims import Document
from claims.extraction.offer import offers
from claims.extraction.order import subject_extent
from claims.reading import ORDERS
from claims.schemas import RankingClaim, SuperlativeClaim


@pytest.mark.parametrize(
    ("text", "language", "subject"),
    [
        ("Medical imaging, our second-largest segment, was flat.", "en", "Medical imaging"),
        ("La Russie est le premier fournisseur de pétrole de la Chine.", "fr", "La Russie"),
        ("This is the oldest house of the town.", "en", "This"),
        ("The oldest hotel in the city is the Grand.", "en", "the Grand"),
        ("Wettest day of the year: 9 November", "en", "9 November"),
        ("Pier 5, the oldest part of the harbour, will close in June for repairs to its walls.",
         "en", "Pier 5"),
        ("Im Freistaat Sachsen war die Zufriedenheit am größten.", "de", "die Zufriedenheit"),
        ("È il vulcano più attivo dell’arcipelago.", "it", "È"),
        ("公司目前是全国最大的豆类蛋白生产商。", "zh", "公司目前"),
        ("Den niedrigsten Verbrauch hatten Häuser mit Flächenheizung.", "de",
         "Verbrauch hatten Häuser mit Flächenheizung"),
        ("W krajowym rankingu zajmujemy siódme miejsce.", "pl", "zajmujemy"),
        ("En España es el segundo más importante.", "es", "es"),
        ("En Europe, la France est le premier exportateur.", "fr", "la France"),
        ("No Brasil, o café é a segunda maior exportação.", "pt", "o café"),
        ("In Europa is Rotterdam de grootste haven.", "nl", "Rotterdam"),
        ("Харків є другим за величиною містом України.", "uk", "Харків"),
        ("湯ノ沢町は県内の温泉地では2番目に多い。", "ja", "湯ノ沢町"),
        ("町で最も古い旅館「松籟荘」は、再建される。", "ja", "い旅館「松籟荘」は、再建される"),
        ("러시아는 중국의 다섯 번째 교역국이다.", "ko", "러시아"),
        ("रूस चीन का पाँचवाँ सबसे बड़ा व्यापारिक साझेदार है।", "hi", "रूस"),
        ("Rusya, Çin'in en büyük doğal gaz tedarikçisidir.", "tr", "Rusya"),
        ("The firm is Norway's largest supplier.", "en", "The firm"),
        ("Россия — первый поставщик газа в Китай.", "ru", "Россия"),
    ],
)  # fmt: skip
def test_the_subject_of_an_order_is_cut_from(text: str, language: str, subject: str) -> None:
    document = Document(text, language=language)
    asked = offers(document, [RankingClaim, SuperlativeClaim])
    extent, key = next(
        (offer.extent, ask.reading)
        for offer in asked
        for ask in offer.asks
        if ask.reading and ask.reading.kind in ORDERS
    )
    start, end = subject_extent(document, extent, key)
    assert document.text[start:end].strip(" ,:") == subject
