"""One step undone: from the files after it to the files before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from catalog.demo.steps import Edit, HistoryError, Step

Files = dict[str, bytes]


def undo(step: Step, after: Mapping[str, bytes]) -> Files:
    """The files before `step`. HistoryError when it names something that is not there, or changes nothing."""
    files = dict(after)
    for one in (_undo_edits, _undo_moves, _undo_additions, _undo_whole_files):
        one(step, files)
    if files == after:
        raise HistoryError("the step changes nothing", place=step.place, hint="remove it, or say what it changed")
    return files


def _undo_edits(step: Step, files: Files) -> None:
    for edit in reversed(step.edits):
        if edit.file not in files:
            raise HistoryError(f"edits {edit.file}, which does not exist after it", place=step.place)
        files[edit.file] = _unedited(edit, files[edit.file].decode(), step.place).encode()


def _unedited(edit: Edit, text: str, place: str) -> str:
    lines = text.split("\n")
    found = list(_occurrences(edit.now, lines))
    if not found or (len(found) > 1 and edit.every != "true"):
        many = f"{len(found)} times" if found else "nowhere"
        hint = "add a neighbouring line" if found else "it must stand there as the file is after this step"
        raise HistoryError(f"{edit.now[0].strip()!r} … occurs {many} in {edit.file}", place=place, hint=hint)
    for at, indent in reversed(found):
        lines[at : at + len(edit.now)] = [f"{indent}{line}" if line else line for line in edit.was]
    return "\n".join(lines)


def _occurrences(block: tuple[str, ...], lines: list[str]) -> Iterator[tuple[int, str]]:
    at = 0
    while at <= len(lines) - len(block):
        indent = lines[at].removesuffix(block[0]) if lines[at].endswith(block[0]) else "no"
        if not indent.strip(" \t") and _stands(block, lines, at, indent):
            yield at, indent
            at += len(block)
        else:
            at += 1


def _stands(block: tuple[str, ...], lines: list[str], at: int, indent: str) -> bool:
    return all(lines[at + i] == (f"{indent}{line}" if line else line) for i, line in enumerate(block))


def _undo_moves(step: Step, files: Files) -> None:
    for before, after in step.moves:
        moved = [path for path in files if path == after or path.startswith(f"{after}/")]
        if not moved:
            raise HistoryError(f"moves something to {after}, where nothing is after it", place=step.place)
        for path in moved:
            files[before + path.removeprefix(after)] = files.pop(path)


def _undo_additions(step: Step, files: Files) -> None:
    for pattern in step.add:
        matches = _glob(pattern).fullmatch
        added = [path for path in files if matches(path)]
        if not added:
            raise HistoryError(f"adds {pattern}, which matches nothing after it", place=step.place)
        for path in added:
            del files[path]


def _undo_whole_files(step: Step, files: Files) -> None:
    for path, content in step.before.items():
        if files.get(path) == content:
            raise HistoryError(f"{path} is the same before and after", place=step.place, hint="remove the copy")
        files[path] = content


def _glob(pattern: str) -> re.Pattern[str]:
    words = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*|\*|\?)", pattern)
    return re.compile("".join(words.get(part) or re.escape(part) for part in parts), re.DOTALL)
