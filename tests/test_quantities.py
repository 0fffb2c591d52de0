from decimal import Decimal

import pytest

from claims.reading.quantities import read_numbers
from claims.reading.reading import Reading
from claims.reading.units import catalogue, convert
from claims.tokens import tokenise


def only(text: str, language: str | None) -> Reading:
    (reading,) = read_numbers(tokenise(text), language)
    assert text[reading.start : reading.end] == reading.text
    return reading


MONEY = [
    ("fr", "200 milliards de dollars", "200000000000", "USD", True),
    ("fr", "15 dollars et 15 cents", "15.15", "USD", True),
    ("fr", "12 centimes", "0.12", "EUR", True),
    ("fr", "300 millions de $ c", "300000000", "CAD", False),
    ("fr", "3 dollars canadiens", "3", "CAD", False),
    ("fr", "mille euros", "1000", "EUR", False),
    ("fr", "10 000,00 €", "10000", "EUR", False),
    ("en", "$1.2m", "1200000", "USD", True),
    ("en", "US$5 billion", "5000000000", "USD", False),
    ("en", "C$ 300 million", "300000000", "CAD", False),
    ("en", "R$ 12", "12", "BRL", False),
    ("en", "-$5", "-5", "USD", True),
    ("en", "£1.50", "1.5", "GBP", False),
    ("en", "200 billion us dollars", "200000000000", "USD", False),
    ("en", "GBP3.01", "3.01", "GBP", False),
    ("en", "75 USD million", "75000000", "USD", False),
    ("en", "30 MUSD", "30000000", "USD", False),
    ("en", "three euros fifty", "3.5", "EUR", False),
    ("en", "50 pence", "0.5", "GBP", False),
    ("en", "35 lakh rupees", "3500000", "INR", True),
    ("de", "2,5 Mio. Euro", "2500000", "EUR", False),
    ("de", "zwei Franken", "2", "CHF", True),
    ("es", "$ 1,45 mil millones", "1450000000", "USD", True),
    ("es", "3 euros con 99 céntimos", "3.99", "EUR", False),
    ("it", "15 dollari e 15", "15.15", "USD", True),
    ("pt", "R$ 10 bilhões", "10000000000", "BRL", False),
    ("pt", "dez reais", "10", "BRL", False),
    ("nl", "vijf euro vijftig", "5.5", "EUR", False),
    ("pl", "2,5 mln zł", "2500000", "PLN", False),
    ("pl", "pięć złotych", "5", "PLN", False),
    ("ru", "3 млрд рублей", "3000000000", "RUB", False),
    ("ru", "200 миллиардов долларов", "200000000000", "USD", True),
    ("ru", "5 рублей 30 копеек", "5.3", "RUB", False),
    ("uk", "1,2 млн гривень", "1200000", "UAH", False),
    ("tr", "3 milyar lira", "3000000000", "TRY", False),
    ("tr", "200 milyar dolar", "200000000000", "USD", True),
    ("ar", "مليار دولار", "1000000000", "USD", True),
    ("hi", "दो करोड़ रुपये", "20000000", "INR", False),
    ("zh", "3000亿元", "300000000000", "CNY", False),
    ("zh", "8亿元人民币", "800000000", "CNY", False),
    ("zh", "五元三角", "5.3", "CNY", False),
    ("zh", "2000亿美元", "200000000000", "USD", False),
    ("ja", "3兆円", "3000000000000", "JPY", False),
    ("ja", "10円5銭", "10.05", "JPY", False),
    ("ko", "3천억 원", "300000000000", "KRW", False),
    ("ko", "500억 달러", "50000000000", "USD", False),
    (None, "1 298,00 €", "1298", "EUR", False),
    (None, "35€ 99", "35.99", "EUR", False),
    (None, "EUR 12", "12", "EUR", False),
]


@pytest.mark.parametrize(("language", "text", "value", "unit", "assumed"), MONEY)
def test_money(language: str | None, text: str, value: str, unit: str, *, assumed: bool) -> None:
    reading = only(text, language)
    assert (reading.kind, reading.value, reading.unit) == ("money", Decimal(value), unit)
    assert reading.assumed is assumed
    assert reading.text == text


PERCENT = [
    ("fr", "6,3 %", "6.3", "%"),
    ("fr", "vingt pour cent", "20", "%"),
    ("fr", "0,3 point de pourcentage", "0.3", "pp"),
    ("fr", "5 ‰", "5", "‰"),
    ("en", "minus five percent", "-5", "%"),
    ("en", "2 percentage points", "2", "pp"),
    ("en", "15 pp", "15", "pp"),
    ("de", "15 Prozentpunkte", "15", "pp"),
    ("es", "cien por ciento", "100", "%"),
    ("it", "trenta per cento", "30", "%"),
    ("pt", "5 pontos percentuais", "5", "pp"),
    ("nl", "twintig procent", "20", "%"),
    ("pl", "5 procent", "5", "%"),
    ("ru", "десять процентов", "10", "%"),
    ("uk", "5 відсотків", "5", "%"),
    ("tr", "yüzde 5", "5", "%"),
    ("tr", "%5", "5", "%"),
    ("ar", "5 في المئة", "5", "%"),
    ("hi", "5 प्रतिशत", "5", "%"),
    ("zh", "百分之二十", "20", "%"),
    ("zh", "三成", "30", "%"),
    ("zh", "5个百分点", "5", "pp"),
    ("ja", "三割", "30", "%"),
    ("en", "120 basis points", "1.2", "pp"),
    ("zh", "千分之五", "0.5", "%"),
    ("ko", "5퍼센트", "5", "%"),
    ("ko", "5%포인트", "5", "pp"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), PERCENT)
def test_percent(language: str, text: str, value: str, unit: str) -> None:
    reading = only(text, language)
    assert (reading.kind, reading.value, reading.unit) == ("percent", Decimal(value), unit)
    assert reading.text == text


MEASURES = [
    ("fr", "5 km", "5", "km"),
    ("fr", "38 milliards de mètres cubes", "38000000000", "m3"),
    ("fr", "une tonne", "1", "t"),
    ("fr", "-3 °C", "-3", "°C"),
    ("fr", "120 km/h", "120", "km/h"),
    ("en", "10 m", "10", "m"),
    ("en", "3 million barrels", "3000000", "bbl"),
    ("en", "50 MW", "50", "MW"),
    ("en", "50 mW", "50", "mW"),
    ("en", "100 square kilometers", "100", "km2"),
    ("en", "5 feet", "5", "ft"),
    ("de", "zwei Kilometer", "2", "km"),
    ("es", "tres toneladas", "3", "t"),
    ("it", "due litri", "2", "L"),
    ("pt", "cinco metros", "5", "m"),
    ("nl", "tien kilometer", "10", "km"),
    ("pl", "5 ton", "5", "t"),
    ("ru", "10 тонн", "10", "t"),
    ("ru", "5 км", "5", "km"),
    ("uk", "10 тонн", "10", "t"),
    ("tr", "5 kilometre", "5", "km"),
    ("ar", "5 كيلومترات", "5", "km"),
    ("hi", "5 किलोमीटर", "5", "km"),
    ("tr", "2,6 milyon tondan", "2600000", "t"),
    ("hi", "112.4 वर्ग किमी", "112.4", "km2"),
    ("it", "12 µg", "12", "µg"),
    ("zh", "500公里", "500", "km"),
    ("ja", "五キロメートル", "5", "km"),
    ("ko", "10킬로미터", "10", "km"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), MEASURES)
def test_measures(language: str, text: str, value: str, unit: str) -> None:
    reading = only(text, language)
    assert (reading.kind, reading.value, reading.unit) == ("measure", Decimal(value), unit)
    assert reading.text == text


DURATIONS = [
    ("fr", "une heure et vingt-cinq minutes", "85", "min"),
    ("fr", "trois années", "3", "year"),
    ("fr", "une heure et demie", "1.5", "h"),
    ("fr", "1 h 30 min", "90", "min"),
    ("fr", "une demi-heure", "0.5", "h"),
    ("en", "two hours, ten minutes", "130", "min"),
    ("en", "an hour", "1", "h"),
    ("en", "two and a half years", "2.5", "year"),
    ("en", "half an hour", "0.5", "h"),
    ("en", "one year and three months", "15", "month"),
    ("de", "zwei Stunden", "2", "h"),
    ("es", "tres semanas", "3", "week"),
    ("it", "due ore e mezza", "2.5", "h"),
    ("pt", "cinco dias", "5", "day"),
    ("nl", "twee uur", "2", "h"),
    ("pl", "pięć lat", "5", "year"),
    ("ru", "два часа тридцать минут", "150", "min"),
    ("ru", "пять лет", "5", "year"),
    ("uk", "п'ять років", "5", "year"),
    ("tr", "üç saat", "3", "h"),
    ("ar", "ثلاث ساعات", "3", "h"),
    ("hi", "तीन साल", "3", "year"),
    ("es", "hora y media", "1.5", "h"),
    ("ru", "час и двадцать пять минут", "85", "min"),
    ("pl", "godzina i dwadzieścia pięć minut", "85", "min"),
    ("ar", "ثلاث ساعات ونصف", "3.5", "h"),
    ("tr", "iki buçuk yıl", "2.5", "year"),
    ("zh", "两年半", "2.5", "year"),
    ("ja", "1時間25分", "85", "min"),
    ("ko", "두 시간 반", "2.5", "h"),
    ("zh", "三个小时", "3", "h"),
    ("ja", "三時間", "3", "h"),
    ("ko", "3시간", "3", "h"),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), DURATIONS)
def test_durations(language: str, text: str, value: str, unit: str) -> None:
    reading = only(text, language)
    assert (reading.kind, reading.value, reading.unit) == ("duration", Decimal(value), unit)
    assert reading.text == text


RANGES = [
    ("fr", "10 à 15 %", [("10", "%"), ("15", "%")]),
    ("fr", "10–15 %", [("10", "%"), ("15", "%")]),
    ("fr", "entre 10 et 15 millions d'euros", [("10000000", "EUR"), ("15000000", "EUR")]),
    ("fr", "entre 900 000 et 1 million", [("900000", None), ("1000000", None)]),
    ("en", "from 5 to 10 km", [("5", "km"), ("10", "km")]),
    ("en", "$5-10 million", [("5000000", "USD"), ("10000000", "USD")]),
    ("en", "$3.5bn-$4bn", [("3500000000", "USD"), ("4000000000", "USD")]),
    ("en", "2 to 3 million", [("2000000", None), ("3000000", None)]),
    ("fr", "1,2 à 1,5 milliard de dollars", [("1200000000", "USD"), ("1500000000", "USD")]),
    ("en", "10 men and 15 %", [("10", None), ("15", "%")]),
]


@pytest.mark.parametrize(("language", "text", "ends"), RANGES)
def test_the_ends_of_a_range_share_unit_and_scale(
    language: str, text: str, ends: list[tuple[str, str | None]]
) -> None:
    found = read_numbers(tokenise(text), language)
    assert [(r.value, r.unit) for r in found] == [(Decimal(v), unit) for v, unit in ends]


APART = [
    ("en", "20 dollars a day", [("money", "20 dollars")]),
    ("en", "20 euros and 30 people", [("money", "20 euros"), ("number", "30")]),
    ("fr", "20 euros, 15 cents", [("money", "20 euros"), ("money", "15 cents")]),
    ("en", "10 m and 10M", [("measure", "10 m"), ("number", "10M")]),
    ("en", "five years, 20 %", [("duration", "five years"), ("percent", "20 %")]),
    ("en", "G20 and CO2", []),
    ("en", "5m euros, 5 m", [("money", "5m euros"), ("measure", "5 m")]),
    ("en", "no 5 people, No. 5", [("number", "5"), ("rank", "No. 5")]),
    ("en", "several hundred, a few thousand", []),
    ("en", "the 1990s", [("number", "1990")]),
]


@pytest.mark.parametrize(("language", "text", "found"), APART)
def test_what_belongs_together(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert [(r.kind, r.text) for r in read_numbers(tokenise(text), language)] == found


CONVERSIONS = [
    ("5", "km", "m", "5000"),
    ("2", "t", "kg", "2000"),
    ("90", "min", "h", "1.5"),
    ("20", "°C", "K", "293.15"),
    ("1", "kWh", "MJ", "3.6"),
]


@pytest.mark.parametrize(("value", "unit", "to", "converted"), CONVERSIONS)
def test_units_convert(value: str, unit: str, to: str, converted: str) -> None:
    assert convert(Decimal(value), unit, to) == Decimal(converted)


def test_units_of_other_dimensions_do_not_convert() -> None:
    assert convert(Decimal(1), "km", "kg") is None
    assert convert(Decimal(1), "EUR", "USD") is None


def test_every_unit_has_a_dimension_and_a_factor() -> None:
    for symbol, row in catalogue().items():
        assert row["dimension"], symbol
        assert row["factor"] > 0, symbol


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("fr", "un logement sur cinq y est vacant", "0.2", None),
        ("en", "one company in five", "0.2", None),
        ("it", "Due laghi su cinque non ospitano pesci", "0.4", None),
        ("de", "jeder fünfte", "0.2", None),
        ("ru", "каждая пятая семья", "0.2", None),
        ("uk", "кожен четвертий", "0.25", None),
        ("pl", "co piąty", "0.2", None),
        ("tr", "her beş haneden biri", "0.2", None),
        ("ar", "واحد من كل خمسة", "0.2", None),
        ("hi", "पाँच में से एक", "0.2", None),
        ("hi", "हर पाँचवाँ", "0.2", None),
        ("ja", "5人に1人", "0.2", None),
        ("ko", "5명 중 1명", "0.2", None),
        ("zh", "每五人中有一人", "0.2", None),
        ("zh", "七成六", "76", "%"),
        ("zh", "对折", "0.5", None),
        ("zh", "骤降9℃", "9", "°C"),
        ("fr", "1,3 point", "1.3", "pp"),
        ("fr", "un trajet de 2h30", "150", "min"),
        ("de", "dreimal", "3", None),
        ("hi", "साढ़े तीन लाख", "350000", None),
        ("ko", "직원 150명", "150", None),
        ("ko", "시속 100km", "100", "km/h"),
        ("en", "118 kilometres per hour", "118", "km/h"),
        ("en", "344 million a year earlier", "344000000", None),
        ("es", "US$1,100 millones", "1100000000", "USD"),
        ("nl", "bijna een tiende duurder", "0.1", None),
    ],
)
def test_shares_points_and_signs(language: str, text: str, value: str, unit: str | None) -> None:
    (reading,) = read_numbers(tokenise(text), language)
    assert (reading.value, reading.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "5G and 4K and A4 and F-16 and COVID-19", []),
        ("en", "rose by 12 to 388 million", ["12", "388000000"]),
        ("en", "from 12 to 388 million", ["12000000", "388000000"]),
        ("de", "von 8,2 auf 7,6 Milliarden", ["8200000000", "7600000000"]),
        ("en", "won 3–1", ["3", "1"]),
        ("en", "one company in five spends 3 hours", ["0.2", "3"]),
    ],
)
def test_names_and_moves(language: str, text: str, values: list[str]) -> None:
    found = [r.value for r in read_numbers(tokenise(text), language)]
    assert found == [Decimal(value) for value in values]
