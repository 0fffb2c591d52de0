"""A claim type of your own: prompt, wire schema, grounding and JSON Schema follow from the class.

Asks the model that the command line names: an endpoint (CLAIMS_BASE_URL, CLAIMS_MODEL), else the
embedded one.
"""

import os
from typing import Literal

from pydantic import Field

import claims


class ContractClaim(claims.Claim):
    """What a contract is worth and who has won it."""

    type: Literal["contract"] = "contract"
    subject: claims.Entity = Field(description="who has won the contract")
    worth: claims.Quantity = Field(description="what it is worth")
    customer: claims.Entity | None = Field(default=None, description="who has awarded it")


extractor = claims.Extractor(base_url=os.environ.get("CLAIMS_BASE_URL"), types=[ContractClaim])
result = extractor.extract(
    "Alta Rail won a contract worth 30 million euros from the city of Porto."
)
for claim in result.claims:
    print(claim.statement, "|", claim.subject.text, "|", claim.worth.value, claim.worth.unit)
for rejection in result.rejected:
    print("rejected:", "; ".join(failure.message for failure in rejection.failures))
