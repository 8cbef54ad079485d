"""What the page of a file shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.errors import CatalogError, UnknownName, UsageError
from catalog.model.pointer import parse_pointer, settle
from catalog.model.source import Json, Pointer
from catalog.portal.pager import asked_page, pages_of, there
from catalog.reading.positions import locate
from catalog.repository.snapshot import Snapshot

LINES = 200
"""On one page."""
LONGEST = 500
"""Characters of a line that are shown."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line by its number; `marked` is what was asked for."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Some lines of a file, of `total`; `line` is the one asked for, 0 for none."""

    file: str
    digest: str
    line: int
    pointer: str
    total: int
    page: int
    pages: int
    lines: tuple[SourceLine, ...]


def source_page(snapshot: Snapshot, args: Mapping[str, str]) -> SourcePage:
    """The lines of `?file=` around `?line=`, `?pointer=` or the first with `?text=`, or those of `?page=`; UnknownName
    where there is no such file."""
    file = args.get("file", "")
    if file not in snapshot.documents.below(snapshot.root):
        raise UnknownName(f"the catalog has no file {file!r} at this revision", hint="treaty list names what there is")
    blob = snapshot.tree.read(file)
    texts = blob.data.decode("utf-8", "replace").splitlines() or [""]
    pointer = args.get("pointer", "")
    if pointer:
        first, last = _span(snapshot, file, pointer)
    else:
        first = last = _line(args, texts) or _first_with(texts, args.get("text", ""))
    if first > len(texts):
        raise UnknownName(f"{file} has {len(texts)} lines", place="line", hint=f"lines go from 1 to {len(texts)}")
    pages = pages_of(len(texts), LINES)
    page = there(asked_page(args=args) if args.get("page") else (max(first, 1) - 1) // LINES + 1, pages)
    begin = (page - 1) * LINES
    lines = tuple(
        SourceLine(number, text[:LONGEST], first <= number <= last and first > 0)
        for number, text in enumerate(texts[begin : begin + LINES], begin + 1)
    )
    return SourcePage(file, blob.blob_id, first, pointer, len(texts), page, pages, lines)


def _span(snapshot: Snapshot, file: str, pointer: str) -> tuple[int, int]:
    """First and last line of what a pointer leads to, or of the nearest above it."""
    if pointer.startswith("#"):
        raise UsageError("a JSON pointer is written without #", place="pointer", hint=f"write {pointer[1:]!r}")
    try:
        wanted, document = parse_pointer(pointer), snapshot.document(file)
        place = locate(document, _there(wanted, document.tree))
    except ValueError as error:
        raise UsageError(str(error), place="pointer", hint="for example /consumes/0/contract") from None
    except CatalogError:
        return 1, 1
    first, end = (place.key or place.value).start.line, place.value.end
    return first, max(first, end.line - (end.column == 1))


def _line(args: Mapping[str, str], texts: list[str]) -> int:
    """The line asked for; what ends too early is told at the line after the last, which is shown as the last."""
    asked = _number(args, "line", 0)
    return asked - 1 if asked == len(texts) + 1 else asked


def _first_with(texts: list[str], words: str) -> int:
    """The first line that refers to something called so, else the first that says the words; 0 for none."""
    if not words:
        return 0
    found = [number for number, text in enumerate(texts, 1) if words in text]
    return next((number for number in found if "$ref" in texts[number - 1]), found[0] if found else 0)


def _there(pointer: Pointer, tree: Json) -> Pointer:
    """As much of a pointer as the document has."""
    for length in range(len(pointer), 0, -1):
        try:
            return settle(pointer[:length], tree)[0]
        except LookupError:
            continue
    return ()


def _number(args: Mapping[str, str], name: str, default: int) -> int:
    text = args.get(name) or str(default)
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise UsageError(f"{name} cannot be {text!r}", place=name, hint="a number from 1 up")
    return int(text)
