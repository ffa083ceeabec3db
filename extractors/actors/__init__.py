"""Who: names, roles and references in a sentence, resolved to actor codes at a date."""

from .document import DocumentActors
from .lexicon import ActorLexicon, load_lexicon
from .mention import Mention, PlaceMention, mention_at
from .mentions import find_actors, find_mentions

__all__ = [
    "ActorLexicon", "DocumentActors", "Mention", "PlaceMention", "find_actors", "find_mentions",
    "load_lexicon", "mention_at",
]  # fmt: skip
