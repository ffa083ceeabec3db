"""A name or role in a sentence, before it is read together with its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from .entries import Entry


@dataclass(slots=True)
class Unit:
    """A name or role that covers tokens ``start`` to ``end`` (exclusive), with its meanings, best first.

    ``affix`` is "detached" for "US-backed" (no American), "leading" for "US-led", "opposed" for "anti-Russian", else
    "".  ``after`` is the first token behind the unit and its suffix; ``hyphen`` tells that a hyphen follows.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    affix: str = ""
    after: int = 0
    hyphen: bool = False

    @property
    def entry(self) -> Entry:
        """Return the leading meaning."""
        return self.entries[0]

    @property
    def kind(self) -> str:
        """Return the leading kind."""
        return self.entries[0].kind

    def first(self, *kinds: str) -> Entry | None:
        """Return the first meaning of one of the kinds."""
        for entry in self.entries:
            if entry.kind in kinds:
                return entry
        return None

    @property
    def role_kind(self) -> str:
        """Return the kind of role that leads ("modifier", "person", …), "" for anything but a role."""
        role = self.entries[0].role
        return role.kind if role is not None else ""
