"""`claims eval`: predictions scored against labels. `scoring` holds the rule that decides."""

from claims.evaluation.files import EvaluationError, load
from claims.evaluation.report import CORE, Outcome, Report, Share, Tally
from claims.evaluation.scoring import score

__all__ = ["CORE", "EvaluationError", "Outcome", "Report", "Share", "Tally", "load", "score"]
