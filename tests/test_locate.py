from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.grounding.edges import whole
from claims.grounding.index import indexes
from claims.grounding.locate import locate, locate_slot
from claims.tokens import tokenise

# ruff: noqa: E501, SIM905  # the tables read best a case a line

EN = (
    "The government of Norway said on Tuesday that bilateral trade had largely exceeded 1,500 tonnes. "
    "It could not confirm the “final” figures, which don’t include re-exports."
)
FR = (
    "La Russie occupe la cinquième place parmi les partenaires commerciaux de la Chine, et les "
    "échanges pourraient dépasser 10 000 tonnes cette année selon le conseiller."
)
DE = "Die Wirtschaftsförderung der Stadt könnte das Gelände im nächsten Winter an den Verein verkaufen."
ES = "El gobierno regional anunció que los ayuntamientos podrían solicitar las subvenciones en marzo."
RU = "Россия занимает четвёртое место среди торговых партнёров страны по итогам прошлого года."
EL = "Η Ελλάδα είναι ο τέταρτος μεγαλύτερος εμπορικός εταίρος της Κύπρου στην περιοχή."
AR = "السعودية هي أكبر مورد للنفط إلى الأردن، وتحتل مصر المرتبة الرابعة."
HE = "ישראל היא שותפת הסחר הרביעית של קפריסין באזור."
HI = "रूस भारत का सबसे बड़ा तेल आपूर्तिकर्ता है और नेपाल बारहवें स्थान पर है।"
TH = "ไทยเป็นคู่ค้าอันดับสี่ของเวียดนามในภูมิภาคนี้"
ZH = "华澜科技2024年营收超过3000亿元，同比增长8.5%，净利润为212亿元。"
JA = "温泉の利用者は前年より12.5％増え、「過去最多」の340万人に達した。"
KO = "호주는 한국의 최대 석탄 공급국이며 베트남은 7위이다."

TOLERATED = [
    (EN, "said on\n  Tuesday\u00a0that\u202fbilateral trade", "said on Tuesday that bilateral trade"),
    (EN, "which don't include re–exports", "which don’t include re-exports"),
    (EN, "which donʼt include re‑exports", "which don’t include re-exports"),
    (EN, "confirm the «final» figures", "confirm the “final” figures"),
    (EN, "confirm the final figures", "confirm the “final” figures"),
    (EN, "« bilateral trade had largely exceeded 1,500 tonnes »", "bilateral trade had largely exceeded 1,500 tonnes"),
    (EN, "Bilateral trade had largely exceeded 1,500 tonnes!", "bilateral trade had largely exceeded 1,500 tonnes"),
    (EN, "the government of Norway", "The government of Norway"),
    (EN, "bila\u00adteral trade had large\u00adly", "bilateral trade had largely"),
    (EN, "bila-\nteral trade had largely", "bilateral trade had largely"),
    (EN, "\u200fbilateral \u2066trade\u2069 had\u200b largely", "bilateral trade had largely"),
    (EN, "ｂｉｌａｔｅｒａｌ ｔｒａｄｅ", "bilateral trade"),
    (EN, "exceeded １,５００ tonnes", "exceeded 1,500 tonnes"),
    (EN, "con\ufb01rm the “\ufb01nal” \ufb01gures", "confirm the “final” figures"),
    (EN, "The goverment of Norway said", "The government of Norway said"),
    (EN, "that bilaterral trade had", "that bilateral trade had"),
    (EN, "The government of Norway said 🎉", "The government of Norway said"),
    (EN, "... of Norway said on Tuesday ...", "of Norway said on Tuesday"),
    (EN, "[…] of Norway said on Tuesday […]", "of Norway said on Tuesday"),
    (FR, unicodedata.normalize("NFD", "la cinquième place parmi"), "la cinquième place parmi"),
    (FR, "pourraient dépasser 10\u202f000 tonnes", "pourraient dépasser 10 000 tonnes"),
    (FR, "la cinquieme place parmi", "la cinquième place parmi"),
    (DE, "Die Wirtschafts\u00ad\nförderung der Stadt", "Die Wirtschaftsförderung der Stadt"),
    (ES, "que los ayuntamietos podrían solicitar", "que los ayuntamientos podrían solicitar"),
    (RU, "четвертое место среди торговых партнёров", "четвёртое место среди торговых партнёров"),
    (RU, "место среди торговвых партнёров страны", "место среди торговых партнёров страны"),
    (EL, unicodedata.normalize("NFD", "ο τέταρτος μεγαλύτερος"), "ο τέταρτος μεγαλύτερος"),
    (EL, "η Ελλάδα είναι", "Η Ελλάδα είναι"),
    (AR, unicodedata.normalize("NFD", "مورد للنفط إلى الأردن"), "مورد للنفط إلى الأردن"),
    (AR, "هي أَكبر مورّد للنفـط", "هي أكبر مورد للنفط"),
    (HE, "הִיא שותפת\u200f הסחר", "היא שותפת הסחר"),
    (HI, "सबसे ब\u0921\u093cा तेल".replace("ब\u0921", "\u092c\u0921"), "सबसे बड़ा तेल"),
    (TH, "คู่ค้า\u200bอันดับสี่", "คู่ค้าอันดับสี่"),
    (ZH, "营收超过３０００亿元， 同比增长８.５％", "营收超过3000亿元，同比增长8.5%"),
    (ZH, "营收超过\n3000亿元", "营收超过3000亿元"),
    (JA, "12.5%増え、“過去最多”", "12.5％増え、「過去最多"),
    (JA, unicodedata.normalize("NFD", "「過去最多」の340万人"), "過去最多」の340万人"),
    (KO, unicodedata.normalize("NFD", "한국의 최대 석탄 공급국"), "한국의 최대 석탄 공급국"),
]  # fmt: skip

IN_TEXT = [
    ("Es war die größte Wirt-\nschaftskrise seit Jahren.", "größte Wirtschaftskrise seit"),
    ("Es war die größte Wirt\u00ad\n  schaftskrise seit Jahren.", "größte Wirtschaftskrise seit"),
    ("A well-\nknown painter lived here.", "a well-known painter"),
    ("Un œuvre de 10\u202f000 ﬁches.", "Un oeuvre de 10 000 fiches"),
    ("Er sagte: „Wir bauen.“ Dann ging er.", "er sagte: wir bauen"),
]

REFUSED = [
    (EN, "exceeded 1,600 tonnes"),
    (EN, "exceeded 1500 tonnes"),
    (EN, "exceeded 1,500 kilos"),
    (EN, "exceeded 1,500 million tonnes"),
    (EN, "exceeded -1,500 tonnes"),
    (EN, "It could confirm the “final” figures"),
    (EN, "It can not confirm the “final” figures"),
    (EN, "the government of Sweden said"),
    (EN, "the government of Norwy said"),
    (EN, "the government of norway said"),
    (EN, "The government Norway of said"),
    (EN, "include re-imports"),
    (EN, "vernment of Norway"),
    (EN, ""),
    (EN, "«»…"),
    (EN, "🎉"),
    (FR, "la quatrième place parmi"),
    (FR, "dépasser 10 001 tonnes"),
    (FR, "dépasser 10"),
    (FR, "000 tonnes cette année"),
    (FR, "la Russie occupe la Chine"),
    (DE, "könnte nicht das Gelände im nächsten Winter"),
    (DE, "Die Stadt konnte das Gelände im nächsten Winter"),
    (DE, "der Stadt konnte das Gelände im nächsten Winter"),
    (RU, "Россия занимает пятое место"),
    (RU, "Ротсия занимает четвёртое место"),
    (EL, "ο πέμπτος μεγαλύτερος εμπορικός"),
    (AR, "هي أصغر مورد للنفط"),
    (AR, "السعودية هي أكبر مورد للنفط إلى الأردم"),
    (HE, "שותפת הסחר החמישית"),
    (HI, "सबसे छोटा तेल"),
    (TH, "คู่ค้าอันดับห้า"),
    (ZH, "营收超过3000万元"),
    (ZH, "营收超过-3000亿元"),
    (ZH, "营收不足3000亿元"),
    (ZH, "华澜科技2024年营收超过300"),
    (JA, "13.5％増え"),
    (KO, "베트남은 8위이다"),
    ("It sold 25 million shares.", "5 million shares"),
    ("It sold 1.5 million shares.", "5 million shares"),
    ("The rate was -5 % in May.", "5 % in May"),
    ("The rate was −5 % in May.", "the rate was 5 % in May"),
    ("Over 5+ years it grew.", "over 5 years it grew"),
    ("It fell from 10–15 to 3.", "from 10 15 to 3"),
    ("Son treinta y cinco euros en total para los dos.", "cinco euros en total"),
    ("公司收入为三百五十亿元。", "五十亿元"),
    ("政府去年没有提高税收。", "有提高税收"),
    ("Revenue reached 3 million for the small company.", "revenue reached 3 billion for"),
    ("The measure prevented further losses for farmers.", "the measure presented further losses"),
    ("The employers of the region met the delegates.", "the employees of the region met"),
    ("The xylofane pipelime of the north is new here.", "the xylofane pippelime of the soth"),
]

ELIDED = [
    (FR, "La Russie occupe la cinquième place … partenaires commerciaux",
     ["La Russie occupe la cinquième place", "partenaires commerciaux"]),
    (FR, "occupe la cinquième place [...] les partenaires commerciaux",
     ["occupe la cinquième place", "les partenaires commerciaux"]),
    (EN + " The end is near. All is well.", "The end is near ... All is well.", ["The end is near. All is well"]),
    (EN + " The end is near. Who knows? All is well.", "The end is near. ... All is well.",
     ["The end is near", "All is well"]),
    (ZH, "华澜科技2024年营收超过3000亿元……净利润为212亿元", None),
]  # fmt: skip

FALSE_ELISIONS = [
    ("The firm has not exceeded its budget in the past years.", "The firm has ... exceeded its budget"),
    ("The bridge is old. Nobody doubts that. The tunnel will be closed.", "The bridge ... will be closed"),
    ("Trade grew by three million euros and then fell by a third.", "Trade grew by ... a third"),
    ("Norway said that Sweden had closed the border to lorries.", "Norway ... had closed the border"),
    ("Η κυβέρνηση δεν σχεδιάζει νέους φόρους για τις εταιρείες.", "Η κυβέρνηση … σχεδιάζει νέους φόρους"),
    ("รัฐบาลไม่มีแผนที่จะขึ้นภาษีในปีหน้า", "รัฐบาล…มีแผนที่จะขึ้นภาษี"),
    ("The old bridge of the town is being closed for the summer.", "is being closed … The old bridge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "place"), TOLERATED)
def test_noise_is_tolerated_at_the_exact_place(text: str, quote: str, place: str) -> None:
    match = locate(quote, text)
    assert match is not None
    assert text[match.start : match.end] == place
    assert match.spans == ((match.start, match.end),)
    assert match.kind == ("exact" if quote.strip("«»「 ") in text else "normalised")


@pytest.mark.parametrize(("text", "quote"), IN_TEXT)
def test_noise_of_the_text_is_tolerated(text: str, quote: str) -> None:
    match = locate(quote, text)
    assert match is not None
    assert (
        tokenise("".join(text[match.start : match.end].split("-\n"))).keys[-1]
        == tokenise(quote).keys[-1]
    )


@pytest.mark.parametrize("text", [EN, FR, DE, RU, EL, AR, HE, HI, TH, ZH, JA, KO])
def test_the_very_words_are_exact(text: str) -> None:
    match = locate(text, f"🎉 {text} And more.")
    assert match is not None
    assert (match.start, match.end, match.kind) == (2, 2 + len(text), "exact")


@pytest.mark.parametrize(("text", "quote"), REFUSED)
def test_a_change_of_meaning_is_refused(text: str, quote: str) -> None:
    assert locate(quote, text) is None


@pytest.mark.parametrize(("text", "quote", "spans"), ELIDED)
def test_an_ellipsis_joins_two_stretches(text: str, quote: str, spans: list[str] | None) -> None:
    match = locate(quote, text)
    found = match and [text[a:b] for a, b in match.spans]
    assert found == spans


@pytest.mark.parametrize(("text", "quote"), FALSE_ELISIONS)
def test_an_ellipsis_hides_nothing(text: str, quote: str) -> None:
    assert locate(quote, text) is None


def test_an_ellipsis_hides_no_more_than_it_may_where_the_text_is_in_an_unknown_language() -> None:
    assert locate("Aa bb … ee ff", "Aa bb cc dd ee ff.") is None


@pytest.mark.parametrize(("near", "start"), [(None, 0), (0, 0), (30, 21), (41, 42), (9_999, 42)])
def test_a_repeated_quote_goes_to_the_nearest_place(near: int | None, start: int) -> None:
    text = "Yes, it grew a lot.  Yes, it grew a lot.  Yes, it grew a lot."
    for quote in ("Yes, it grew", "yes it grew"):
        match = locate(quote, text, near=near)
        assert match is not None
        assert match.start == start


def test_the_nearest_place_is_found_far_from_where_it_is_expected() -> None:
    text = "a quote." + " word" * 20_000 + " a quote." + " word" * 30_000
    match = locate("a quote", text, near=len(text))
    assert match is not None
    assert match.start > 100_000


def test_only_places_inside_the_extent_count() -> None:
    text = "It grew. It grew. It grew."
    match = locate("It grew", text, within=(5, 18))
    assert match is not None
    assert match.start == 9
    assert locate("It grew", text, within=(10, 18)) is None
    assert locate("It grew.", text, within=(9, 16)) is not None


def test_the_very_characters_are_preferred_to_the_same_words() -> None:
    text = "It grew, fast. And then: it grew fast."
    match = locate("it grew fast", text)
    assert match is not None
    assert (match.start, match.kind) == (25, "exact")


def test_a_slip_that_is_a_word_of_the_text_is_none() -> None:
    text = "The painter bought a xylopane vase and then a xylopone vase for the gallery."
    assert locate("a xylopane vase for the gallery", text) is None


def test_a_slip_is_refused_where_the_language_is_unknown() -> None:
    assert locate("Xyloppane bbb ccc xylopane", "Xylopane bbb ccc xylopane") is None


WORDS = (
    "government échanges größer państwo четвёртое Ελλάδα مورد הסחר बड़ा คู่ค้า 中国 温泉 ガス 한국 tiếng 🎉 “a” "
    "l’eau re-export 𝒳 𐐷𐐷 naïve œuvre CO2 don't , . ; ( – \u200f"
).split()
SPACES = [" ", "\n", "\u00a0", "  "]


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
    return "".join(word + draw(st.sampled_from(SPACES)) for word in words)


NOISES = {
    "spaces": lambda quote: quote.replace(" ", "\u202f \n"),
    "NFD": lambda quote: unicodedata.normalize("NFD", quote),
    "NFC": lambda quote: unicodedata.normalize("NFC", quote),
    "apostrophes": lambda quote: quote.replace("'", "ʼ").replace("’", "'"),
    "dashes": lambda quote: quote.replace("-", "‑").replace("–", "—"),
    "marks": lambda quote: "\u200f" + quote.replace(" ", "\u2066 "),
    "enclosed": lambda quote: f"« {quote}. »",
    "soft hyphens": lambda quote: quote.replace("ern", "\u00adern").replace("ра", "\u00adра"),
}


@given(texts(), st.data())
def test_any_slice_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    _check_slice(text, data, lambda quote: quote)


@given(texts(), st.sampled_from(sorted(NOISES)), st.data())
def test_a_noisy_slice_is_found_where_it_stands(text: str, noise: str, data: st.DataObject) -> None:
    _check_slice(text, data, NOISES[noise])


@given(st.text(st.characters(), min_size=1), st.data())
def test_any_slice_of_any_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    _check_slice(text, data, lambda quote: quote)


def _check_slice(text: str, data: st.DataObject, noise: object) -> None:
    tokens = tokenise(text)
    assume(len(tokens))
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    assume(whole(indexes(text)[0], first, last + 1))
    start, end = tokens.starts[first], tokens.ends[last]
    quote = noise(text[start:end])  # type: ignore[operator]
    match = locate(quote, text, near=start)
    assert match is not None
    assert (match.start, match.end) == (start, end)


@given(
    st.text(st.characters(), max_size=60),
    st.text(st.characters(), max_size=200),
    st.none() | st.integers(-10, 300),
    st.none() | st.tuples(st.integers(-10, 300), st.integers(-10, 300)),
)
def test_it_never_raises(
    quote: str, text: str, near: int | None, within: tuple[int, int] | None
) -> None:
    locate(quote, text, near=near, within=within)


@given(texts(), texts(), st.sampled_from([" … ", "...", " [...] ", ""]))
def test_spans_lie_in_the_text_in_order(text: str, other: str, joint: str) -> None:
    half = len(text) // 2
    for quote in (other, text[:half] + joint + text[half + 5 :], text[half:] + joint + text[:half]):
        match = locate(quote, text)
        if match is None:
            continue
        edges = [edge for span in match.spans for edge in span]
        assert edges == sorted(edges)
        assert (edges[0], edges[-1]) == (match.start, match.end)
        assert 0 <= match.start < match.end <= len(text)
        assert len(match.spans) in (1, 2)


HOSTILE = [
    "a ",
    "a",
    "A a ",
    "的",
    "1 ",
    "-1 ",
    "... ",
    "… a ",
    "a-\n",
    "\n",
    "( ",
    "a\u0301",
    "\u00ad",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_quote_makes_it_slow(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    half, joint = text[: len(text) // 2], " … "
    quotes = [half, half + " Zz", "zz " + half, half.upper(), text[:99] + joint + text[:99], (text[:9] + joint) * 2000]  # fmt: skip
    locate("zz", text)
    begun = time.perf_counter()
    for quote in quotes:
        locate(quote, text, near=len(text) // 3)
    assert time.perf_counter() - begun < 5


GLUED = [
    ("جلسة التعويضات", "وحددت المحكمة 15 أبريل موعداً لجلسة التعويضات.", "جلسة التعويضات"),
    ("الوساطة", "ترحب الجزائر بالوساطة", "الوساطة"),
    ("الحكومة", "وافقت للحكومة على الطلب", "لحكومة"),
    ("المدينة", "سافر وبالمدينة مطار", "المدينة"),
    ("ממשלה", "החליטה שבממשלה דנו", "ממשלה"),
    ("الجزائر", "ترحب الجزائر بالوساطة", "الجزائر"),
]
NOT_GLUED = [
    ("ريم أحمد", "فازت كريم أحمد باللقب"),
    ("ألف", "بألف طن"),
    ("15 مليون طن", "نحو 215 مليون طن"),
    ("اطمة", "قالت فاطمةالزهراء"),
    ("مدينة", "في مدينتنا"),
    ("national", "the international court"),
    ("حكومة", "وأحكومة"),
]


@pytest.mark.parametrize(("words", "text", "place"), GLUED)
def test_a_slot_may_stand_behind_a_proclitic(words: str, text: str, place: str) -> None:
    match = locate_slot(words, text, within=(0, len(text)))
    assert match is not None
    assert text[match.start : match.end] == place


@pytest.mark.parametrize(("words", "text"), NOT_GLUED)
def test_no_other_letters_stand_before_a_slot(words: str, text: str) -> None:
    assert locate_slot(words, text, within=(0, len(text))) is None


def test_a_slot_is_looked_for_in_its_extent_alone() -> None:
    text = "ترحب بالوساطة. رفضت مصر"
    assert locate_slot("الوساطة", text, within=(15, len(text))) is None
