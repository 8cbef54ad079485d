"""What the revision before had, for the next: members and summaries made of what has not changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import is_

from catalog.model.summary import Summary
from catalog.repository.snapshot import Snapshot
from catalog.search.members import Member, Members
from catalog.search.sources import Files, blob_of

Key = tuple[str, str]
"""Kind and name of a member."""


@dataclass(frozen=True, slots=True)
class Had:
    """A member, the descriptors' values and the files that it is made of, and what is known of its document."""

    made_of: tuple[object, ...]
    files: Files
    member: Member
    summary: Summary


class Seen:
    """Members by kind and name, as they were last. Values are compared by identity, which is kept while a descriptor
    does not change. Not safe for threads."""

    def __init__(self) -> None:
        self.newest: Members | None = None
        self._generation = 0
        self._had: dict[Key, Had] = {}

    def of(self, generation: int) -> None:
        """Forget what was seen in an index that has been started again: sources have other numbers now."""
        if generation != self._generation:
            self._had, self.newest, self._generation = {}, None, generation

    def find(self, snapshot: Snapshot, key: Key, made_of: tuple[object, ...]) -> Had | None:
        """What was kept under a key, if it is made of the same."""
        had = self._had.get(key)
        if had is None or len(had.made_of) != len(made_of) or not all(map(is_, had.made_of, made_of)):
            return None
        return had if all(blob_of(snapshot, path) == blob for path, blob in had.files) else None

    def keep(self, key: Key, had: Had) -> None:
        """Keep a member; the one before is forgotten."""
        self._had[key] = had

    def complete(self, members: Members) -> None:
        """That these are all members of a revision; others are forgotten."""
        wanted = {(member.kind, member.name) for member in members.all}
        self._had = {key: had for key, had in self._had.items() if key in wanted}
        self.newest = members

    def summaries(self) -> Mapping[str, Summary]:
        """What is known of the document of each contract."""
        return {name: had.summary for (kind, name), had in self._had.items() if kind == "contract"}
