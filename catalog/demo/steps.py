"""The steps of the reference estate's past, as `history/README.md` describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from catalog.errors import UsageError

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every scalar stays text, so that dates and labels are what was written."""
REQUIRED = frozenset({"step", "date", "author", "message"})
ALLOWED = REQUIRED | {"add", "moves", "edits", "tag"}


class HistoryError(UsageError):
    """A step that does not fit; the place names its file and step."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Before the step `was` stood where `now` stands; both are lines, indented relatively."""

    file: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    every: str


@dataclass(frozen=True, slots=True)
class Step:
    """`moves` pairs the path before with the path after; `before` holds whole files as they were before."""

    name: str
    place: str
    date: datetime
    author: str
    email: str
    message: str
    add: tuple[str, ...]
    moves: tuple[tuple[str, str], ...]
    edits: tuple[Edit, ...]
    before: Mapping[str, bytes]
    tag: str | None


def read_steps(folder: Path) -> tuple[Step, ...]:
    """All steps of all `*.yaml` files in `folder`, oldest first. HistoryError for one that does not fit."""
    steps = sorted(_all_steps(folder), key=lambda step: (step.date, step.name))
    for earlier, later in pairwise(steps):
        if earlier.date == later.date:
            raise HistoryError(f"has the same date as {earlier.name}", place=later.place, hint="move one by a minute")
    names = [step.name for step in steps]
    for step in steps:
        if names.count(step.name) > 1:
            raise HistoryError("another step has this name", place=step.place, hint="choose another")
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in names:
            raise HistoryError("no step has the name of this folder", place=path.name, hint="rename the folder")
    return tuple(steps)


def _all_steps(folder: Path) -> Iterator[Step]:
    for file in sorted(folder.glob("*.yaml")):
        for raw in yaml.load(file.read_bytes(), Loader=LOADER) or ():
            yield _step(raw, folder, file.name)


def _step(raw: Mapping[str, Any], folder: Path, file: str) -> Step:
    name = raw.get("step", "?")
    place = f"{file}: {name}"
    if not (REQUIRED <= raw.keys() <= ALLOWED):
        odd = sorted((REQUIRED - raw.keys()) | (raw.keys() - ALLOWED))
        raise HistoryError(f"lacks or does not know {', '.join(odd)}", place=place, hint="see history/README.md")
    date = datetime.fromisoformat(raw["date"])
    if date.tzinfo is None:
        raise HistoryError("the date has no offset", place=place, hint='write "2025-03-01T10:00:00+01:00"')
    author = raw["author"]
    return Step(
        name, place, date, author["name"], author["email"], raw["message"],
        add=tuple(raw.get("add", ())),
        moves=tuple(raw.get("moves", {}).items()),
        edits=tuple(_edit(edit, place) for edit in raw.get("edits", ())),
        before=_whole_files(folder / name),
        tag=raw.get("tag"),
    )  # fmt: skip


def _edit(raw: Mapping[str, str], place: str) -> Edit:
    if not ({"file", "was", "now"} <= raw.keys() <= {"file", "was", "now", "every"}):
        raise HistoryError("an edit has file, was, now, and perhaps every", place=place)
    now = tuple(raw["now"].splitlines())
    if not any(line.strip() for line in now):
        hint = "name a neighbouring line that stayed, in both was and now"
        raise HistoryError(f"an edit of {raw['file']} has an empty `now`", place=place, hint=hint)
    return Edit(raw["file"], tuple(raw["was"].splitlines()), now, raw.get("every", "false"))


def _whole_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
