"""Which language a text is in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.language import detect

SENTENCES = {
    "fr": "Les deux dirigeants ont convenu de maintenir des consultations bilatérales permanentes.",
    "en": "The two leaders agreed on the need to maintain permanent bilateral consultations.",
    "de": "Die beiden Staatschefs vereinbarten, die bilateralen Konsultationen fortzusetzen.",
    "es": "Los dos líderes acordaron mantener mecanismos permanentes de consulta bilateral.",
    "it": "I due leader hanno concordato di mantenere meccanismi permanenti di consultazione.",
    "pt": "Os dois líderes concordaram em manter mecanismos permanentes de consulta bilateral.",
    "nl": "De twee leiders waren het eens over de noodzaak van permanent bilateraal overleg.",
    "pl": "Obaj przywódcy zgodzili się utrzymać stałe mechanizmy konsultacji dwustronnych.",
    "ru": "Лидеры двух стран договорились поддерживать постоянные двусторонние консультации.",
    "uk": "Лідери двох країн домовилися підтримувати постійні механізми консультацій.",
    "tr": "İki lider, her düzeyde kalıcı istişare mekanizmalarının sürdürülmesi için anlaştı.",
    "ar": "اتفق الزعيمان على ضرورة الحفاظ على آليات التشاور الثنائية الدائمة على جميع المستويات.",
    "hi": "दोनों नेताओं ने सभी स्तरों पर स्थायी द्विपक्षीय परामर्श बनाए रखने पर सहमति जताई।",
    "zh": "两国领导人一致同意保持各级别的常设双边磋商机制。",
    "ja": "両首脳は、あらゆるレベルで二国間協議の仕組みを維持することで一致した。",
    "ko": "두 정상은 모든 수준에서 상시적인 양자 협의 체제를 유지하기로 합의했다.",
    "el": "Οι δύο ηγέτες συμφώνησαν να διατηρήσουν μόνιμους μηχανισμούς διαβουλεύσεων.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_recognised(language: str) -> None:
    assert detect(SENTENCES[language]) == language


def test_traditional_chinese_is_chinese() -> None:
    assert detect("兩國領導人一致同意保持各級別的常設雙邊磋商機制。") == "zh"


def test_lines_do_not_matter() -> None:
    assert detect(SENTENCES["fr"].replace(" ", "\n")) == "fr"


@pytest.mark.parametrize("text", ["", "  \n", "12 345,67", "OK", "Paris", "x" * 14, "\x00\x01"])
def test_too_little_is_not_guessed(text: str) -> None:
    assert detect(text) is None


@given(st.text())
def test_any_text_has_a_code_or_none(text: str) -> None:
    code = detect(text)
    assert code is None or (len(code) == 2 and code.isalpha() and code.islower())


def test_it_prints_nothing() -> None:
    program = f"from claims.reading.language import detect; detect({SENTENCES['ja']!r} * 100)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=60
    )
    assert done.stdout == done.stderr == b""
