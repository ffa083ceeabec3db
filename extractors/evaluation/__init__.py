"""How well does the coder code?  Events coded by hand ("gold"), matched with the coder's and counted.

Pure: gold and coded documents in, figures out.  ``read_gold`` reads files of gold records (tests/gold/README.md describes
the format), ``evaluate`` compares them with what the coder made of the same texts.
"""

from extractors.evaluation.gold import GoldActor, GoldDocument, GoldEvent, read_gold
from extractors.evaluation.scores import Evaluation, LevelScore, Mistake, RuleScore, Share, evaluate

__all__ = [
    "Evaluation",
    "GoldActor",
    "GoldDocument",
    "GoldEvent",
    "LevelScore",
    "Mistake",
    "RuleScore",
    "Share",
    "evaluate",
    "read_gold",
]
