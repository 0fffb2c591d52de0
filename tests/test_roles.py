"""Who is whose: the marks that tell a subject from the one it belongs to."""

from __future__ import annotations

import pytest

from claims import Document, GroundingError, ground
from claims.grounding.marks import Marks


def _marks(language: str, text: str) -> Marks:
    return Marks(text, language, Document(text, language=language).readings)


def _extent(text: str, name: str) -> tuple[int, int]:
    return text.index(name), text.index(name) + len(name)


@pytest.mark.parametrize(
    ("language", "text", "owner", "owned"),
    [
        ("en", "Orbis is Halcyon's third-largest borrower", "Halcyon", "Orbis"),
        ("en", "Orbis is the largest borrower of Halcyon", "Halcyon", "Orbis"),
        ("fr", "Cimarel est le premier client de Lafontal", "Lafontal", "Cimarel"),
        ("fr", "Cimarel est son premier client", "son", "Cimarel"),
        ("es", "Miraval es el mayor accionista del Tajamar", "Tajamar", "Miraval"),
        ("de", "Talbach ist der größte Aktionär von Rheinmark", "Rheinmark", "Talbach"),
        ("de", "Norwegen ist Deutschlands größter Lieferant", "Deutschlands", "Norwegen"),
        ("ru", "Казахстан — крупнейший покупатель Узбекистана", "Узбекистана", "Казахстан"),
        ("tr", "Azerbaycan, Türkiye'nin en büyük tedarikçisidir", "Türkiye'nin", "Azerbaycan"),
        ("tr", "Gürcistan bölgenin en düşük oranına sahiptir", "bölgenin", "Gürcistan"),
        ("hi", "श्रीलंका बांग्लादेश का साझेदार है", "बांग्लादेश", "श्रीलंका"),
        ("ar", "المغرب هو أكبر شريك لتونس", "لتونس", "المغرب"),
        ("zh", "俄罗斯是中国最大的供应国", "中国", "俄罗斯"),
        ("ja", "瀬戸電力は北浜銀行の株主である", "北浜銀行", "瀬戸電力"),
        ("ko", "동방에너지는 남해은행의 주주이다", "남해은행", "동방에너지"),
    ],
)
def test_the_owner_is_marked_and_the_owned_is_not(
    language: str, text: str, owner: str, owned: str
) -> None:
    marks = _marks(language, text)
    assert marks.owner(_extent(text, owner))
    assert not marks.owner(_extent(text, owned))


def test_a_name_right_behind_what_is_owned_is_the_owners() -> None:
    text = "Grupa Jantar jest drugim akcjonariuszem Banku Pomorskiego"
    marks, head = _marks("pl", text), text.index(" Banku")
    assert marks.owner(_extent(text, "Banku Pomorskiego"), [head])
    assert not marks.owner(_extent(text, "Banku Pomorskiego"), [head - 9])


def test_a_possessive_points_back() -> None:
    text = "Halcyon holds deposits, and Orbis is its largest borrower"
    marks, owner, owned = _marks("en", text), _extent(text, "Halcyon"), _extent(text, "Orbis")
    assert marks.owned_by(owned, owner)
    assert not marks.owned_by(owner, owned)


TABLE = [
    ("fr", "Cimarel est le deuxième actionnaire de Lafontal.", "Cimarel", "Lafontal", "deuxième",
     "{} is the second-largest shareholder of {}."),
    ("ru", "Дальмор — третий акционер Волгабанка.", "Дальмор", "Волгабанка", "третий",
     "{} is the third shareholder of {}."),
    ("ja", "瀬戸電力は北浜銀行の2番目に大きい株主である。", "瀬戸電力", "北浜銀行", "2番目",
     "{} is {}'s second-largest shareholder."),
]  # fmt: skip
NAMES = {"Дальмор": "Dalmor", "Волгабанка": "Volgabank", "瀬戸電力": "Seto", "北浜銀行": "Kitahama"}


@pytest.mark.parametrize("row", TABLE)
def test_a_swapped_statement_is_refused(row: tuple[str, ...]) -> None:
    language, text, one, two, rank, form = row
    names = [NAMES.get(name, name) for name in (one, two)]
    draft = {
        "type": "ranking", "quote": text, "subject": one, "scope": two, "rank": rank,
        "statement": form.format(*names),
    }  # fmt: skip
    document = Document(text, language=language)
    assert ground(draft, document).subject
    with pytest.raises(GroundingError) as refused:
        ground({**draft, "statement": form.format(*reversed(names))}, document)
    assert [(f.check, f.slot) for f in refused.value.failures] == [("roles", "statement")]
