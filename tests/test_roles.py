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


ORDER = [
    ("es", "El fallo es el más extenso que ha dictado la sala.", "El fallo", "la sala",
     "más extenso"),
    ("pl", "Pociąg jest najwolniejszy w całym kraju.", "Pociąg", "kraju", "najwolniejszy"),
    ("pl", "Wazon to najcenniejszy zakup w historii placówki.", "Wazon", "placówki",
     "najcenniejszy"),
    ("uk", "Цей березень третій у столітті.", "Цей березень", "у столітті", "третій"),
    ("uk", "Українська збірна була третьою в заліку.", "Українська збірна", "в заліку", "третьою"),
    ("tr", "Bölgenin en uzun hattı bu.", "bu", "Bölgenin", "en uzun"),
    ("tr", "Kurul, sektörde dördüncü sırada.", "Kurul", "sektörde", "dördüncü"),
    ("ar", "مكتبتنا ثالثة مكتبات صيدا.", "مكتبتنا", "مكتبات صيدا", "ثالثة"),
    ("zh", "云门港首次跻身世界前三十，位列第二十八位。", "云门港", "世界", "第二十八位"),
    ("ja", "調査した湖のうち最も浅いのは菱沼で、深さは3メートル。", "菱沼", "調査した湖",
     "最も浅い"),
    ("ko", "솔내시는 올 시즌 최다 득점을 기록했다.", "솔내시", "올 시즌", "최다"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "subject", "scope", "key"), ORDER)
def test_where_something_is_compared_is_not_what_is(
    language: str, text: str, subject: str, scope: str, key: str
) -> None:
    document = Document(text, language=language)
    kind = "superlative" if any(r.kind == "superlative" for r in document.readings) else "ranking"
    slot = "rank" if kind == "ranking" else kind
    draft = {"type": kind, "quote": text, slot: key}

    def roles(one: str, two: str) -> list[str]:
        with pytest.raises(GroundingError) as refused:
            ground({**draft, "subject": one, "scope": two, "statement": "?"}, document)
        return [f.slot for f in refused.value.failures if f.check == "roles"]

    assert roles(subject, scope) == []
    assert roles(scope, subject) == ["subject"]


@pytest.mark.parametrize(
    ("source", "told", "same"),
    [
        ("premier fournisseur de la Chine", "of China", True),
        ("premier fournisseur de la Chine", "from China", False),
        ("premier fournisseur originaire de Chine", "from China", True),
    ],
)
def test_whose_it_is_is_not_where_it_is_from(source: str, told: str, same: bool) -> None:  # noqa: FBT001
    text = f"Cimarel est le {source}."
    draft = {"type": "ranking", "quote": text, "subject": "Cimarel", "rank": "premier",
             "scope": "Chine", "statement": f"Cimarel is the first supplier {told}."}  # fmt: skip
    document = Document(text, language="fr")
    if same:
        assert ground(draft, document).subject
    else:
        with pytest.raises(GroundingError) as refused:
            ground(draft, document)
        assert [(f.check, f.slot) for f in refused.value.failures] == [("roles", "statement")]
