"""Many documents through one extractor: results in order, a failure never ends the run.

Asks the endpoint that CLAIMS_BASE_URL and CLAIMS_MODEL name, else the embedded model.
"""

import asyncio
import os

import claims

TEXTS = {
    "harbour": "The harbour handled 41 million tonnes in 2025, 6.3% more than in 2024.",
    "greeting": "Good morning and welcome to all of you.",
    "ranking": "Norway is Poland's largest supplier of natural gas.",
}


async def main() -> None:
    extractor = claims.Extractor(base_url=os.environ.get("CLAIMS_BASE_URL"))
    documents = (claims.Document(text, id=name) for name, text in TEXTS.items())
    async for result in extractor.stream(documents):
        print(result.document.id, len(result.claims), "claims,", len(result.rejected), "rejected")
        for claim in result.claims:
            quote = claim.quotes[0]
            print(f"  {claim.statement}  [{quote.start}:{quote.end}]")
    await extractor.engine.aclose()


asyncio.run(main())
