"""A draft against its source, with no model: what holds becomes a claim, what does not is named."""

import claims

TEXT = "Le commerce bilatéral a largement dépassé les 200 milliards de dollars en 2025."

draft = {
    "type": "quantity",
    "statement": "Bilateral trade exceeded 200 billion dollars in 2025.",
    "quote": "le commerce bilatéral a largement dépassé les 200 milliards de dollars en 2025",
    "subject": "le commerce bilatéral",
    "value": "200 milliards de dollars",
    "when": "2025",
}

claim = claims.ground(draft, claims.Document(TEXT, language="fr"))
print(claim.model_dump_json(indent=2, exclude_none=True))

false = {**draft, "statement": "Bilateral trade was 300 billion dollars in 2025."}
try:
    claims.ground(false, claims.Document(TEXT, language="fr"))
except claims.GroundingError as error:
    for failure in error.failures:
        print(f"{failure.check}: {failure} (claimed: {failure.claimed}, found: {failure.found})")
