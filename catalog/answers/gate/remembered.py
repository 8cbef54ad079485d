"""Verdicts that were given before: the same commits, day and Treaty ask nothing again.

What a verdict depends on is its key: the commits of base, head, tip and catalog, what differs on disk, what the
target's history has lost, the day, and the code that judges. What the network may change has no key.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from catalog.answers.gate.ends import WORKTREE, Ends, ends_of
from catalog.errors import CatalogError
from catalog.frozen import dataclass, replace
from catalog.repository.elsewhere import parse_location
from catalog.repository.git import Repository, borders, find_repository, resolve
from catalog.repository.kept import Kept

if TYPE_CHECKING:
    from catalog.answers.gate.sides import Sides
    from governance.gate.verdict import Verdict

PACKAGES = ("catalog", "governance")
SHORT = "-short"
"""Ends the name of a verdict that does not tell everything."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the gate: revisions as they were given (`worktree` for what lies on disk), the commit of a
    catalog elsewhere, and the day."""

    repository: Repository
    base: str
    head: str
    elsewhere: str = ""
    today: date | None = None

    def ends(self) -> Ends:
        """The commits that it is about, and what lies on disk.

        Raises:
            UnknownRevision, RepositoryError: as `ends_of`.
        """
        ends = ends_of(self.repository, self.base, self.head)
        if self.head != WORKTREE:
            return ends
        from catalog.repository.overlaid import uncommitted_files

        return replace(ends, files=uncommitted_files(self.repository))

    def key(self, ends: Ends) -> str:
        """Equal for equal verdicts; empty where nothing may be remembered."""
        if self.head == WORKTREE and ends.files is None:
            return ""
        on_disk = "committed" if ends.files is None else digest_of(ends.files)
        day = self.today.isoformat() if self.today else f"clock {date.today().isoformat()}"
        about = (
            self.repository.prefix, on_disk, ends.common, ends.head, ends.tip, *ends.lost,
            *sorted(borders(self.repository)), self.elsewhere, day, treaty(),
        )  # fmt: skip
        return sha256("\0".join(about).encode("utf-8", "surrogateescape")).hexdigest()

    def still(self, key: str, ends: Ends) -> bool:
        """Whether the key is what it was. The commits that were judged are those of the ends, wherever branches are
        now; only what lies on disk goes with HEAD."""
        return self.key(self.ends() if self.head == WORKTREE else ends) == key


def uncommitted(repository: Repository) -> str:
    """A digest of all that differs on disk from HEAD; empty where that cannot be told."""
    from catalog.repository.overlaid import uncommitted_files

    files = uncommitted_files(repository)
    return "" if files is None else digest_of(files)


def digest_of(files: Mapping[str, bytes | None]) -> str:
    """A digest of files and what is in them; None for one that is gone."""
    content = sha256()
    for path, data in sorted(files.items()):
        told = b"gone" if data is None else sha256(data).digest()
        content.update(path.encode("utf-8", "surrogateescape") + b"\0" + told)
    return content.hexdigest()


def question_of(
    contracts: str, base: str, head: str | None, today: date | None = None, elsewhere: str | None = None
) -> Question | None:
    """The question about contracts in a folder, with a catalog elsewhere in another, as `open_catalog` finds them; None
    where something has no commit. A catalog behind an address is asked about anew each time.

    Raises:
        UsageError, UnknownRevision, RepositoryError: as `open_sides`.
    """
    here, there = parse_location(contracts), parse_location(elsewhere) if elsewhere else None
    repository = None if here.url else repository_at(here.folder)
    if repository is None:
        return None
    head = head or here.revision or ("HEAD" if repository.bare else WORKTREE)
    if there is None:
        return Question(repository, base, head, "", today)
    known = None if there.url or there.revision in (None, WORKTREE) else repository_at(there.folder)
    if known is None:
        return None
    commit = f"{resolve(known, there.revision or '')} {known.prefix}"
    return Question(repository, base, head, commit, today)


def repository_at(folder: Path | None) -> Repository | None:
    """None where there is none: whoever judges says what is wrong."""
    try:
        return find_repository(folder or Path())
    except CatalogError:
        return None


class Verdicts:
    """Verdicts by question, kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self._kept = Kept(folder)

    def recall(self, key: str, everything: bool) -> Verdict | None:
        """The verdict that was given; None where there is none, or it does not tell everything as it must."""
        data = self._kept.get(key) or (None if everything else self._kept.get(f"{key}{SHORT}"))
        if data is None:
            return None
        from catalog.answers.gate.values import read_back
        from governance.gate.verdict import Verdict

        found = read_back(data)
        return found if isinstance(found, Verdict) else None

    def keep(self, key: str, sides: Sides, verdict: Verdict, everything: bool) -> None:
        """Keeps a verdict, unless it rests on what the network said, or tells of a mishap of this run."""
        from catalog.answers.gate.values import UnknownKind, written

        if sides.notes or any(side.catalog.allowed_references for _, side in sides.consuming):
            return
        try:
            self._kept.put(key if everything else f"{key}{SHORT}", written(verdict))
        except UnknownKind:
            return


def treaty() -> str:
    """Which Treaty this is: its files and what is installed beside it, by size and time of change."""
    top = Path(__file__).resolve().parents[3]
    content = sha256(sys.version.encode())
    for package in PACKAGES:
        for path, state in _files(os.path.join(top, package)):
            content.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            content.update(f"{folder}\0{os.stat(folder).st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return content.hexdigest()


def _files(folder: str) -> list[tuple[str, os.stat_result]]:
    """What judges: code, schemas and pages, in order of path."""
    found, waiting = [], [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.extend(() if entry.name in ASIDE else (entry.path,))
                else:
                    found.append((entry.path, entry.stat()))
    return sorted(found)


ASIDE = frozenset(("__pycache__", "portal", "demo", "docs", "clients"))
"""Folders that no verdict depends on."""
