"""What words mean, in any language and with no model."""

import claims

for reading in claims.read("Umsatz: knapp 1,2 Mrd. Euro, 6,3 % mehr als 2024", language="de"):
    print(
        reading.kind,
        repr(reading.text),
        reading.value,
        reading.unit or "",
        reading.comparator or "",
    )

print(claims.says("trois quarts", 0.75, language="fr"))
print(claims.says("三千亿元", 300_000_000_000, unit="CNY", language="zh"))
print(claims.says("1,5 million", 15_000_000, language="fr"))

text = "It sold the “1,500” tonnes\nin May."
print(claims.locate('the "1,500" tonnes in May', text))
