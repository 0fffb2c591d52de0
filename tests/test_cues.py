"""The words that say how a value or a sentence is meant."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.cues import attach, read_cues
from claims.reading.reading import Reading
from claims.tokens import tokenise

STANCE_VALUES = {
    "support",
    "oppose",
    "invite",
    "commit",
    "deny",
    "accept",
    "reject",
    "call_for",
    "condemn",
    "propose",
    "agree",
    "confirm",
    "warn",
    "announce",
}
LANGUAGES = [
    "fr",
    "en",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "ru",
    "uk",
    "tr",
    "ar",
    "hi",
    "zh",
    "ja",
    "ko",
]


def cues(text: str, language: str, kind: str) -> list[tuple[object, ...]]:
    """(words, value or direction) of the cues of one kind; superlatives with both."""
    read = [r for r in read_cues(tokenise(text), language) if r.kind == kind]
    if kind == "superlative":
        return [(r.text, r.value, r.direction) for r in read]
    return [(r.text, r.direction if kind == "change" else r.value) for r in read]


SUPERLATIVES = [
    ("fr", "le deuxième plus grand port", [("deuxième plus grand", 2, "most")]),
    ("fr", "la moins chère des villes", [("la moins chère", 1, "least")]),
    ("fr", "notre meilleur partenaire", [("meilleur", 1, "most")]),
    ("fr", "les dix plus grandes villes", [("plus grandes", 1, "most")]),
    ("fr", "le plus petit pays", [("le plus petit", 1, "least")]),
    ("fr", "une ville plus grande que Lyon", []),
    ("fr", "un niveau sans précédent", []),
    ("fr", "la plus-value est de 3 %", []),
    ("en", "the second largest city", [("second largest", 2, "most")]),
    ("en", "the 10th-largest city", [("10th-largest", 10, "most")]),
    (
        "en",
        "the most important and least known",
        [("most important", 1, "most"), ("least known", 1, "least")],
    ),
    (
        "en",
        "the smallest, worst and cheapest",
        [(w, 1, "least") for w in ("smallest", "worst", "cheapest")],
    ),
    ("en", "an honest request in the forest: most people protest in Budapest at least", []),
    ("en", "He came second. Largest of all", [("Largest", 1, "most")]),
    ("en", "the northernmost point", [("northernmost", 1, "most")]),
    (
        "de",
        "der zweitgrößte und der bedeutendste",
        [("zweitgrößte", 2, "most"), ("bedeutendste", 1, "most")],
    ),
    ("de", "am niedrigsten", [("am niedrigsten", 1, "least")]),
    ("de", "die Küste im Osten, der zwanzigste Gast kostet mindestens", []),
    (
        "es",
        "el segundo mayor y el más alto",
        [("segundo mayor", 2, "most"), ("el más alto", 1, "most")],
    ),
    ("es", "la peor crisis", [("la peor", 1, "least")]),
    ("it", "il secondo più grande", [("secondo più grande", 2, "most")]),
    ("it", "la città più popolosa", [("più popolosa", 1, "most")]),
    ("pt", "a segunda maior economia", [("segunda maior", 2, "most")]),
    ("nl", "de op een na grootste", [("op een na grootste", 2, "most")]),
    ("pl", "największy i najmniejszy", [("największy", 1, "most"), ("najmniejszy", 1, "least")]),
    ("pl", "drugi co do wielkości", [("drugi co do wielkości", 2, "most")]),
    ("ru", "второй по величине", [("второй по величине", 2, "most")]),
    (
        "ru",
        "крупнейший и самый маленький",
        [("крупнейший", 1, "most"), ("самый маленький", 1, "least")],
    ),
    ("uk", "найбільший постачальник", [("найбільший", 1, "most")]),
    ("tr", "ikinci en büyük", [("ikinci en büyük", 2, "most")]),
    ("ar", "وثاني أكبر اقتصاد", [("وثاني أكبر", 2, "most")]),
    ("hi", "सबसे बड़ा और सबसे कम", [("सबसे बड़ा", 1, "most"), ("सबसे कम", 1, "least")]),
    ("zh", "最大的城市，第二大经济体，最近", [("最大", 1, "most"), ("第二大", 2, "most")]),
    ("ja", "最も高い山、2番目に大きい", [("最も高", 1, "most"), ("2番目に大き", 2, "most")]),
    ("ko", "가장 큰 도시, 두 번째로 큰", [("가장 큰", 1, "most"), ("두 번째로 큰", 2, "most")]),
    ("en", "the second most visited museum", [("second most visited", 2, "most")]),
    ("en", "its leading supplier, the main reasons", [("leading", 1, "most")]),
    ("en", "the newest and the shallowest", [("newest", 1, "most"), ("shallowest", 1, "least")]),
    ("fr", "Lyon, plus grand port du pays; une plus grande part", [("plus grand", 1, "most")]),
    ("fr", "la deuxième ville la plus peuplée", [("deuxième ville la plus peuplée", 2, "most")]),
    ("es", "el puerto de contenedores más grande", [("más grande", 1, "most")]),
    ("es", "por segundo mes más de 300, al menos doce", []),
    ("it", "la terza città più piccola", [("terza città più piccola", 3, "least")]),
    ("pt", "a renda mediana mais baixa, ao menos doze", [("mais baixa", 1, "least")]),
    (
        "pl",
        "spadła do najniższego poziomu, rekordowo niskie",
        [("najniższego", 1, "least"), ("rekordowo niskie", 1, "least")],
    ),
    (
        "ru",
        "обновил исторический максимум, ниже всех",
        [("исторический максимум", 1, "most"), ("ниже всех", 1, "least")],
    ),
    (
        "uk",
        "оновило історичний максимум; найнижчого рівня",
        [("історичний максимум", 1, "most"), ("найнижчого", 1, "least")],
    ),
    (
        "tr",
        "tarihinin en düşük seviyesine, tarihi zirvesini",
        [("en düşük", 1, "least"), ("tarihi zirvesini", 1, "most")],
    ),
    ("ar", "وبأضأل فرصة، أغزر الأمطار", [("وبأضأل", 1, "least"), ("أغزر", 1, "most")]),
    ("hi", "सबसे पिछड़ा ज़िला, रिकॉर्ड ऊंचाई", [("सबसे पिछड़ा", 1, "least"), ("रिकॉर्ड ऊंचाई", 1, "most")]),
]

NEGATIONS = [
    ("fr", "Il ne va pas, ne veut plus et ne dit jamais rien.", ["pas", "plus", "jamais", "rien"]),
    ("fr", "Il n’a que trois amis, non seulement ici, sans précédent, à deux pas.", []),
    ("fr", "Il n’y a plus que trois pays.", []),
    ("fr", "aucune réponse, ni ici ni là, sans réponse", ["aucune", "ni", "ni", "sans"]),
    ("en", "It isn't so; he never said no.", ["isn't", "never", "no"]),
    ("en", "not only this, no doubt, whether or not, No. 5", []),
    ("de", "nicht nur heute; kein Haus; nie", ["kein", "nie"]),
    ("es", "no solo esto; nunca; sin embargo; ya no", ["nunca", "ya no"]),
    ("it", "non solo; non va; nessuno", ["non", "nessuno"]),
    ("pt", "não só; nunca; sem dúvida", ["nunca"]),
    ("nl", "niet alleen; geen huis", ["geen"]),
    ("pl", "nie tylko; nie ma", ["nie"]),
    ("ru", "не только; не был; нет", ["не", "нет"]),
    ("uk", "не лише; не був; немає", ["не", "немає"]),
    ("tr", "artmadı ve değil; Temmuz deniz", ["artmadı", "değil"]),
    ("ar", "ليس فقط؛ لم يذهب ولا يزال", ["لم"]),
    ("hi", "न केवल; नहीं गया", ["नहीं"]),
    ("zh", "不仅如此，没有回答，不是", ["没有", "不是"]),
    ("ja", "変わらない。来ませんでした。それだけでなく", ["ない", "ませんでした"]),
    ("ko", "크지 않다. 뿐만 아니라 안보", ["지 않"]),
    ("fr", "Il n’a jamais touché plus de 3; non vaccinés; plus ou moins", ["jamais"]),
    ("it", "il processo più lungo mai celebrato; non ha mai vinto", ["non"]),
    ("es", "la cifra más alta jamás registrada; jamás vino", ["jamás"]),
    (
        "pl",
        "Nie ma wątpliwości, że nikomu niczego nie zabrakło",
        ["nikomu", "niczego", "nie", "zabrakło"],
    ),
    ("ru", "Чуть было не упал; никакими силами", ["никакими"]),
    ("uk", "нізащо не здасться", ["нізащо", "не"]),
    ("tr", "Ordu nehri geçmedi, imkânsız", ["geçmedi", "imkânsız"]),
    ("tr", "Sendika greve gitmeyecek", ["gitmeyecek"]),
    ("ar", "من المرجح ألا يعاقب، فشلت في الفوز", ["ألا", "فشلت في"]),
    ("hi", "न तो आया, असफल रहा", ["न तो", "असफल रहा"]),
]

MODALITIES = [
    ("fr", "La réunion se tiendra ici", [("tiendra", "planned")]),
    (
        "fr",
        "Selon lui, le prix pourrait monter si la Chine vient",
        [("Selon", "reported"), ("pourrait", "hedged"), ("si la", "conditional")],
    ),
    ("fr", "les environs de l’opéra", []),
    (
        "en",
        "It may rain if he plans to go, she said",
        [("may", "hedged"), ("if", "conditional"), ("plans to", "planned"), ("said", "reported")],
    ),
    ("en", "in May 2024", []),
    (
        "de",
        "Laut ihm könnte es, falls geplant",
        [
            ("Laut", "reported"),
            ("könnte", "hedged"),
            ("falls", "conditional"),
            ("geplant", "planned"),
        ],
    ),
    (
        "es",
        "Según él, podría; se celebrará",
        [("Según", "reported"), ("podría", "hedged"), ("celebrará", "planned")],
    ),
    (
        "ru",
        "По словам Путина, он планирует, возможно",
        [("По словам", "reported"), ("планирует", "planned"), ("возможно", "hedged")],
    ),
    ("zh", "如果可能，将访问", [("如果", "conditional"), ("可能", "hedged"), ("将", "planned")]),
    (
        "en",
        "She said the mill would close; a delay due to rain",
        [("said", "reported"), ("would", "planned")],
    ),
    (
        "en",
        "reportedly an estimated 3, unless they think otherwise",
        [("reportedly", "hedged"), ("estimated", "hedged"), ("unless", "conditional")],
    ),
    (
        "fr",
        "Il a peut-être gagné. Le coût peut être réduit. Même si le prix monte",
        [("peut-être", "hedged")],
    ),
    (
        "es",
        "el coste sería de 3; la mayoría; se espera que suba",
        [("sería", "hedged"), ("se espera", "planned")],
    ),
    ("it", "dovrebbe salire; avrebbe vinto", [("dovrebbe", "planned"), ("avrebbe", "hedged")]),
    (
        "pt",
        "a refinaria deverá abrir; poderia fechar",
        [("deverá", "planned"), ("poderia", "hedged")],
    ),
    (
        "pl",
        "obniży podatki, grozi strajk, nie wyklucza",
        [("obniży", "planned"), ("grozi strajk", "hedged"), ("nie wyklucza", "hedged")],
    ),
    (
        "pl",
        "Szykuje się do budowy, o ile nie padnie",
        [("Szykuje się", "planned"), ("o ile nie", "conditional")],
    ),
    (
        "ru",
        "скорее всего, надеемся; победит",
        [("скорее всего", "hedged"), ("надеемся", "planned"), ("победит", "planned")],
    ),
    ("uk", "нікого не покарають; зможуть", [("покарають", "planned"), ("зможуть", "planned")]),
    ("tr", "Sendika greve gitmeyecek", [("gitmeyecek", "planned")]),
    ("tr", "Anlaşma sağlanamazsa; geçen yıla göre", [("sağlanamazsa", "conditional")]),
    (
        "ar",
        "قد أعلنت الشركة، وقد يستمر؛ من المقرر",
        [("وقد يستمر", "hedged"), ("من المقرر", "planned")],
    ),
    ("ar", "ما لم توافق، رجحت مصادر", [("ما لم", "conditional"), ("رجحت", "hedged")]),
    (
        "hi",
        "योजना का लाभ; खोलने की योजना; जल्द ही",
        [("खोलने की योजना", "planned"), ("जल्द ही", "planned")],
    ),
]

CHANGES = [
    ("fr", "les prix augmentent, en baisse de 3 %, stable", ["up", "down", "none"]),
    ("en", "prices rose, fell 3 % and were unchanged", ["up", "down", "none"]),
    ("en", "profits are up 3 %, sales down 4 %; made up of", ["up", "down"]),
    ("de", "Der Handel ging um 3 % zurück. Er ging heim.", ["down"]),
    ("de", "gestiegen, gesunken, unverändert", ["up", "down", "none"]),
    ("es", "subió, cayó y se mantuvo", ["up", "down", "none"]),
    ("it", "aumentato, sceso, invariato", ["up", "down", "none"]),
    ("pt", "aumentou, caiu", ["up", "down"]),
    ("nl", "gestegen, gedaald, ongewijzigd", ["up", "down", "none"]),
    ("pl", "wzrosła, spadła, bez zmian", ["up", "down", "none"]),
    ("ru", "выросла, снизилась, стабильно", ["up", "down", "none"]),
    ("uk", "зросла, знизилася, стабільно", ["up", "down", "none"]),
    ("tr", "arttı, düştü, değişmedi", ["up", "down", "none"]),
    ("ar", "ارتفع، انخفض، استقر", ["up", "down", "none"]),
    ("hi", "बढ़ा, घटा, स्थिर", ["up", "down", "none"]),
    ("zh", "同比增长，下降，持平", ["up", "down", "none"]),
    ("ja", "増加、減少、横ばい", ["up", "down", "none"]),
    ("ko", "증가, 감소, 보합", ["up", "down", "none"]),
    ("en", "22 % more than a year ago, 300 fewer residents than in 2019", ["up", "down"]),
    ("en", "it declined to 5 % and declined to comment; kept its rate at 4 %", ["down", "none"]),
    ("fr", "12 % de moins qu’en 2019, 0,4 point de plus; reste à 3 %", ["down", "up", "none"]),
    (
        "es",
        "un 22 % más que en 2019; 5 puntos menos; 12 % superior a la de 2019",
        ["up", "down", "up"],
    ),
    ("it", "il 3 % in più rispetto al 2019; 300 in meno", ["up", "down"]),
    ("pt", "22% mais do que em 2019; não se alterou; recuou", ["up", "none", "down"]),
    ("pl", "zysk stopniał, cena podskoczyła, ceny zbito", ["down", "up"]),
    ("pl", "o 22 proc. droższe niż rok temu; opady deszczu", ["up"]),
    ("ru", "подрос на 12%, обвалился, держится на уровне", ["up", "down", "none"]),
    ("ru", "забастовка может продлиться; упал с крыши; рост 5 %", ["up"]),
    ("uk", "на 22% вищими, ніж рік тому; на 9% менший", ["up", "down"]),
    ("uk", "удвічі більше, лишилося на тому самому рівні", ["up", "none"]),
    ("tr", "süre kısaltıldı, ücret 40 avro olarak kalıyor", ["down", "none"]),
    ("tr", "geçen yıla göre yüzde 22 daha yüksekti, yüzde 9 daha azdı", ["up", "down"]),
    ("ar", "أعلى بنسبة 22%، وانكمش الاقتصاد، أبقى البنك الفائدة دون تغيير", ["up", "down", "none"]),
    ("ar", "ازدهر القطاع وتباطؤ النمو", ["up", "down", "up"]),
    ("hi", "दर 5 प्रतिशत पर बनी रही; पानी की कमी; तेज़ी से", ["none"]),
    ("hi", "22 प्रतिशत महंगा, कीमतें लुढ़कीं", ["up", "down"]),
]

STANCES = [
    (
        "fr",
        "il a soutenu, s’oppose, a invité, réaffirme, condamne",
        ["support", "oppose", "invite", "confirm", "condemn"],
    ),
    ("fr", "l’invité d’honneur, à propos, il convient", []),
    (
        "en",
        "supports, opposes, invited, agreed, warns, denied",
        ["support", "oppose", "invite", "agree", "warn", "deny"],
    ),
    ("de", "unterstützt, bestätigte, verurteilt", ["support", "confirm", "condemn"]),
    ("es", "apoyó, rechazó, anunció", ["support", "reject", "announce"]),
    ("ru", "поддержал, осудил, предложил", ["support", "condemn", "propose"]),
    ("zh", "支持、反对、邀请、谴责", ["support", "oppose", "invite", "condemn"]),
    ("ar", "أكد، رفض، دعا", ["confirm", "reject", "call_for"]),
    (
        "en",
        "turned the offer down, ruled out a sale, is against the bill",
        ["reject", "reject", "oppose"],
    ),
    ("en", "we back the plan; it went back", ["support"]),
    ("fr", "nous démentons, vote contre, décliné l’invitation", ["deny", "oppose", "reject"]),
    ("es", "se negó a firmar, exigimos, está en contra", ["reject", "call_for", "oppose"]),
    ("it", "promettiamo, esorta, sono contrari al piano", ["commit", "call_for", "oppose"]),
    ("pt", "endossa, exige, opõe-se, prometeu", ["support", "call_for", "oppose", "commit"]),
    (
        "pl",
        "Stoimy murem za nim, odpierają zarzuty, wyraził poparcie",
        ["support", "deny", "support"],
    ),
    ("pl", "zwróciła się do rządu o pomoc; doszło do porozumienia", ["call_for", "agree"]),
    ("ru", "принял отставку, забила тревогу, достигли соглашения", ["accept", "warn", "agree"]),
    ("ru", "требует отставки; требуется время; матч против сборной", ["call_for"]),
    ("uk", "привітали це рішення, прийняв відставку, дійшли згоди", ["support", "accept", "agree"]),
    ("tr", "para iade etme sözü verdi, itiraz ediyor", ["commit", "oppose"]),
    ("ar", "قبل الرئيس الاستقالة، قبل عام، أشادت بالقرار", ["accept", "support"]),
    ("ar", "دعا الرئيس نظيره إلى القمة؛ دق ناقوس الخطر", ["invite", "warn"]),
    ("hi", "नया कर प्रस्तावित किया, आगाह किया", ["propose", "warn"]),
]

COMPARED = [
    ("fr", "plus de 200", ">"),
    ("fr", "a largement dépassé les 200", ">"),
    ("fr", "au moins 200", ">="),
    ("fr", "200 au moins", ">="),
    ("fr", "jusqu’à 200", "<="),
    ("fr", "près de 200", "~"),
    ("fr", "pas plus de 200", "<="),
    ("fr", "dépassé. 200", None),
    ("fr", "env. 200", "~"),
    ("en", "over 200", ">"),
    ("en", "200 or more", ">="),
    ("en", "no more than 200", "<="),
    ("en", "nearly 200", "~"),
    ("en", "fewer than 200", "<"),
    ("de", "knapp 200", "<"),
    ("de", "über 200", ">"),
    ("de", "mindestens 200", ">="),
    ("es", "casi 200", "~"),
    ("es", "más de 200", ">"),
    ("it", "oltre 200", ">"),
    ("pt", "pelo menos 200", ">="),
    ("nl", "bijna 200", "~"),
    ("pl", "ponad 200", ">"),
    ("ru", "не менее 200", ">="),
    ("ru", "почти 200", "~"),
    ("uk", "понад 200", ">"),
    ("tr", "en az 200", ">="),
    ("tr", "200'den fazla", ">"),
    ("ar", "أكثر من 200", ">"),
    ("hi", "200 से अधिक", ">"),
    ("zh", "超过200", ">"),
    ("zh", "200以上", ">="),
    ("zh", "近200", "~"),
    ("zh", "200人以上", ">="),
    ("en", "200 people or more", ">="),
    ("ar", "تجاوز حجم التجارة 200", ">"),
    ("ja", "約200", "~"),
    ("ja", "200以上", ">="),
    ("ko", "약 200", "~"),
    ("ko", "200 이상", ">="),
    ("ko", "200을 넘었다", ">"),
    ("en", "topped 200", ">"),
    ("en", "as few as 200", ">="),
    ("en", "lost more than 200", ">"),
    ("en", "picked up to 200", None),
    ("fr", "a perdu plus de 200", ">"),
    ("es", "al menos 200", ">="),
    ("es", "más de un 200", ">"),
    ("it", "200 operai, più o meno", "~"),
    ("pt", "aquém dos 200", "<"),
    ("pl", "kara do 200 tysięcy złotych", "<="),
    ("pl", "niecałe 200 miejsc", "~"),
    ("ru", "штраф до 200 тысяч рублей", "<="),
    ("ru", "вырос до 200 тысяч рублей", None),
    ("uk", "коштуватиме до 200 мільйонів гривень", "<="),
    ("uk", "щонайменше 200 будинків", ">="),
    ("tr", "sakinlerin yüzde 200'e yakını", "~"),
    ("tr", "sayı 200'ü aşmayacak", ">"),
    ("tr", "sayı 200 milyona ulaşmadı", "<"),
    ("ar", "يزيد طول الجسر قليلا على 200 كيلومتر", ">"),
    ("ar", "يقل طول النهر قليلا عن 200 كيلومتر", "<"),
    ("ar", "لتصل إلى 200 مليار يورو", None),
    ("ar", "لا يزيد عدد الأطفال على 200", "<="),
    ("hi", "200 से अधिक नहीं हैं", "<="),
    ("hi", "200 से थोड़ा भारी", ">"),
]


@pytest.mark.parametrize(("language", "text", "expected"), SUPERLATIVES)
def test_superlatives(language: str, text: str, expected: list[object]) -> None:
    assert cues(text, language, "superlative") == expected


@pytest.mark.parametrize(("language", "text", "expected"), NEGATIONS)
def test_negations(language: str, text: str, expected: list[str]) -> None:
    assert [words for words, _ in cues(text, language, "negation")] == expected


@pytest.mark.parametrize(("language", "text", "expected"), MODALITIES)
def test_modality(language: str, text: str, expected: list[object]) -> None:
    assert cues(text, language, "modality") == expected


@pytest.mark.parametrize(("language", "text", "expected"), CHANGES)
def test_changes(language: str, text: str, expected: list[str]) -> None:
    assert [direction for _, direction in cues(text, language, "change")] == expected


@pytest.mark.parametrize(("language", "text", "expected"), STANCES)
def test_stances(language: str, text: str, expected: list[str]) -> None:
    assert [value for _, value in cues(text, language, "stance")] == expected


def with_value(text: str, language: str) -> list[Reading]:
    tokens = tokenise(text)
    start = text.index("200")
    value = Reading("number", "200", start, start + 3, Decimal(200))
    return attach([value, *read_cues(tokens, language)], tokens, language)


@pytest.mark.parametrize(("language", "text", "expected"), COMPARED)
def test_a_comparator_is_given_to_its_value(language: str, text: str, expected: str | None) -> None:
    value = next(r for r in with_value(text, language) if r.kind == "number")
    assert value.comparator == expected


def test_a_comparator_inside_a_value_is_its_own() -> None:
    text = "200多亿元"
    value = Reading("money", text, 0, 6, Decimal(2 * 10**10), "CNY")
    tokens = tokenise(text)
    read = attach([value, *read_cues(tokens, "zh")], tokens, "zh")
    assert [r.comparator for r in read if r.kind == "money"] == [">"]


def test_a_bound_comparator_needs_a_value() -> None:
    read = with_value("He walked over the bridge with 200 men", "en")
    assert [r.kind for r in read] == ["number"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_kind(language: str) -> None:
    from claims.reading.data import table  # noqa: PLC0415

    data = table(f"cues/{language}")
    sections = {"comparator", "superlative", "negation", "modality", "change", "stance"}
    assert sections <= set(data)
    assert set(data["change"]) - {"moved"} == {"up", "down", "none"}
    assert set(data["modality"]) == {"hedged", "conditional", "planned", "reported"}
    assert set(data["stance"]) == STANCE_VALUES


@pytest.mark.parametrize("language", ["", "xx", "tlh", "fr_CA", "pt-BR", "zh-Hant", "../en"])
def test_any_language_tag_will_do(language: str) -> None:
    assert isinstance(read_cues(tokenise("pas plus de 3, mais"), language), list)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_spans_are_exact_and_ordered(text: str, language: str) -> None:
    read = read_cues(tokenise(text), language)
    assert all(text[r.start : r.end] == r.text and r.text for r in read)
    assert all(a.end <= b.start for a, b in itertools.pairwise(read))


@given(
    st.lists(
        st.sampled_from(
            [
                "not",
                "no",
                "more",
                "than",
                "200",
                "over",
                "the",
                "most",
                "est",
                ",",
                ".",
                "5",
                "or",
                "may",
            ]
        )
    )
)
def test_attaching_loses_no_value(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokenise(text)
    values = [
        Reading("number", key, start, end, Decimal(key))
        for key, start, end in tokens.words()
        if key.isdecimal()
    ]
    read = attach([*values, *read_cues(tokens, "en")], tokens, "en")
    assert [r.start for r in read if r.kind == "number"] == [v.start for v in values]


NEWSROOM: list[tuple[str, str, str, object]] = [
    ("en", "The pound firmed to 1.30 dollars.", "change", "up"),
    ("en", "Exports were 8 % above last year's level.", "change", "up"),
    ("en", "Shares gave back 2 %.", "change", "down"),
    ("en", "A fall of 3 % was recorded.", "change", "down"),
    ("en", "Sales flatlined.", "change", "none"),
    ("en", "Never before have so many people come.", "superlative", 1),
    ("en", "It was a three-year high.", "superlative", 1),
    ("en", "The party threw its weight behind the plan.", "stance", "support"),
    ("en", "The council passed the bill.", "stance", "support"),
    ("en", "The court struck down the law.", "stance", "reject"),
    ("en", "Barely anyone came.", "negation", None),
    ("en", "It is supposed to open.", "modality", "planned"),
    ("de", "Die Aktie gewann 3 Prozent.", "change", "up"),
    ("de", "Der Wert lag um 8 Prozent über dem Vorjahr.", "change", "up"),
    ("de", "Die Nachfrage flaute ab.", "change", "down"),
    ("de", "Die Firma strich 300 Stellen.", "change", "down"),
    ("de", "Die Preise sind eingefroren.", "change", "none"),
    ("de", "Noch nie kamen so viele Menschen.", "superlative", 1),
    ("de", "Der Preis knackte die Marke von 300 Euro.", "comparator", ">"),
    ("de", "Die Partei hat für den Plan gestimmt.", "stance", "support"),
    ("de", "Die Partei stemmt sich gegen den Plan.", "stance", "oppose"),
    ("de", "Die Partei schlug Alarm.", "stance", "warn"),
    ("de", "Kaum jemand kam.", "negation", None),
    ("nl", "De partij won twee zetels.", "change", "up"),
    ("nl", "De vraag zwakte af.", "change", "down"),
    ("nl", "De economie stond stil.", "change", "none"),
    ("nl", "De prijs was nog nooit zo hoog.", "superlative", 1),
    ("nl", "Het passeerde de grens van 300 euro.", "comparator", ">"),
    ("nl", "De partij heeft tegen het plan gestemd.", "stance", "oppose"),
    ("nl", "De partij trekt aan de bel.", "stance", "warn"),
    ("nl", "Het bedrijf overweegt een brug.", "modality", "planned"),
    ("fr", "Le titre a pris 3 %.", "change", "up"),
    ("fr", "L'inflation a reflué à 5 %.", "change", "down"),
    ("fr", "Les loyers sont gelés.", "change", "none"),
    ("fr", "Jamais autant de gens n'étaient venus.", "superlative", 1),
    ("fr", "Le parti a adopté la loi.", "stance", "support"),
    ("fr", "Le parti a retoqué le projet.", "stance", "reject"),
    ("fr", "Le parti sollicite une aide.", "stance", "call_for"),
    ("fr", "Le groupe vise 300 visiteurs.", "modality", "planned"),
    ("es", "El partido ganó dos escaños.", "change", "up"),
    ("es", "Hubo tres veces más visitantes.", "change", "up"),
    ("es", "El viento amainó.", "change", "down"),
    ("es", "El tipo sigue en el 3 %.", "change", "none"),
    ("es", "El partido culpó al ministro.", "stance", "condemn"),
    ("es", "La empresa presentó un plan.", "stance", "announce"),
]


@pytest.mark.parametrize(("language", "text", "kind", "value"), NEWSROOM)
def test_words_of_the_newsroom(language: str, text: str, kind: str, value: object) -> None:
    read = [r for r in read_cues(tokenise(text), language) if r.kind == kind]
    assert value in [r.direction if kind == "change" else r.value for r in read]


EAST_ASIAN = [
    ("zh", "该区医生最少", "superlative", [("最少", 1, "least")]),
    ("zh", "比去年贵了10元", "change", ["up"]),
    ("zh", "较常年偏少三成", "change", ["down"]),
    ("zh", "央行将利率维持在3%", "modality", []),
    ("zh", "公司将于2027年开设工厂", "modality", ["planned"]),
    ("zh", "特别是个别城市", "negation", []),
    ("zh", "无人受伤，无人机", "negation", ["无"]),
    ("zh", "该计划获批", "stance", ["support"]),
    ("zh", "该计划获批", "modality", []),
    ("zh", "他被判处无期徒刑", "negation", []),
    ("ja", "前年を5%下回った", "change", ["down"]),
    ("ja", "株価は3日ぶりに反発した", "change", ["up"]),
    ("ja", "住民はダム建設に反発している", "stance", ["oppose"]),
    ("ja", "前月と変わらなかった", "change", ["none"]),
    ("ja", "前月と変わらなかった", "negation", []),
    ("ja", "報告書を読まずに帰った", "negation", ["まず"]),
    ("ja", "まず、政府が動く", "negation", []),
    ("ja", "窃盗の疑いで逮捕された", "modality", []),
    ("ja", "彼は来ないかもしれない", "modality", ["hedged"]),
    ("ja", "最高裁は一審判決を支持した", "stance", ["confirm"]),
    ("ko", "비가 내렸다", "change", []),
    ("ko", "가격을 내렸다", "change", ["down"]),
    ("ko", "운임이 반등할 경우", "modality", ["conditional"]),
    ("ko", "회사는 임금 지급을 약속했다", "stance", ["commit"]),
    ("ko", "최대 수입국이다", "superlative", [("최대", 1, "most")]),
    ("ko", "영향을 주지는 않았다", "negation", ["지는 않"]),
]


@pytest.mark.parametrize(("language", "text", "kind", "expected"), EAST_ASIAN)
def test_east_asian_words_and_their_false_friends(
    language: str, text: str, kind: str, expected: list[object]
) -> None:
    found = cues(text, language, kind)
    if kind in ("change", "modality", "stance"):
        found = [value for _, value in found]
    elif kind == "negation":
        found = [words for words, _ in found]
    assert found == expected
