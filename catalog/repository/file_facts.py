"""What a file says of others, found without reading all of it: what the index keeps for each file of a catalog."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from catalog.errors import CatalogError, UnresolvableReference
from catalog.model.source import Json
from catalog.reading.closure import references_in
from catalog.reading.descriptors.entries import DOCUMENT_NAMES
from catalog.reading.read import read_source
from catalog.reading.reference_names import named_document

REFERS, DECLARES, USES, STANDS_AT, ANNOUNCES = "refers", "declares", "uses", "stands-at", "announces"
MASTERS, UNREAD = "masters", "unread"
Fact = tuple[str, str]
"""(kind, target): this file REFERS to a path, DECLARES a contract, USES a contract, says that a contract's document
STANDS_AT a path, ANNOUNCES a release in a folder, or says that its service MASTERS an entity (without version). A
descriptor of a kind is UNREAD where nobody can tell what it says."""

REFERENCE = re.compile(
    rb"""\$(?:ref|dynamicRef|recursiveRef)["']?[ \t]*:[ \t]*"""
    rb"""(?:"([^"\\\n]*)"|'([^'\n]*)'|([^\s"'*&!|>,}\]][^\s,}\]]*))"""
)
MARKS = (b"$ref", b"$dynamicRef", b"$recursiveRef")
HIDDEN = (b"\\u0024", b"\\x24")
ENDINGS = (".yaml", ".yml", ".json")


def facts_of(path: str, kind: str | None, data: bytes) -> frozenset[Fact]:
    """The facts of one file; `kind` is that of a descriptor, None for other files."""
    return frozenset((*_of_place(path), *_of_content(path, kind, data)))


def _of_place(path: str) -> Iterator[Fact]:
    parts = path.split("/")
    if len(parts) > 3 and parts[-3] == "upcoming" and parts[-1] in DOCUMENT_NAMES:
        yield ANNOUNCES, "/".join(parts[:-3])


def _of_content(path: str, kind: str | None, data: bytes) -> Iterator[Fact]:
    if kind in ("service", "vendor"):
        tree = _tree(path, data)
        yield from _declared(path, tree) if isinstance(tree, dict) else [(UNREAD, kind)]
        yield from _mastered(tree) if kind == "service" else ()
    elif kind == "consumes":
        tree = _tree(path, data)
        yield from _used(tree) if tells_uses(tree) else [(UNREAD, kind)]
    elif kind == "workflow":
        yield from _sources(path, _tree(path, data))
    elif kind in (None, "entity") and path.endswith(ENDINGS):
        yield from ((REFERS, name) for name in _referred(path, data) if name != path)


def _tree(path: str, data: bytes) -> Json:
    try:
        return read_source(data, path).tree
    except CatalogError:
        return None


def _declared(path: str, tree: Json) -> Iterator[Fact]:
    folder = posixpath.dirname(path)
    for entry in _items(tree, "contracts"):
        details = entry if isinstance(entry, dict) else {"id": entry}
        if isinstance(details.get("id"), str):
            yield DECLARES, str(details["id"])
        if isinstance(details.get("path"), str):
            yield STANDS_AT, posixpath.normpath(posixpath.join(folder, str(details["path"])))


def _mastered(tree: Json) -> Iterator[Fact]:
    for node in (tree, *_items(tree, "contracts")):
        said = node.get("masterOf") if isinstance(node, dict) else None
        for name in said if isinstance(said, list) else [said]:
            if isinstance(name, str):
                yield MASTERS, name.partition("/")[0]


def tells_uses(tree: Json) -> bool:
    """Whether a consumes.yaml says what is used, if only nothing."""
    return isinstance(tree, dict) and isinstance(tree.get("consumes"), list)


def _used(tree: Json) -> Iterator[Fact]:
    for entry in _items(tree, "consumes"):
        if isinstance(entry, dict) and isinstance(entry.get("contract"), str):
            yield USES, str(entry["contract"])


def _sources(path: str, tree: Json) -> Iterator[Fact]:
    for entry in _items(tree, "sourceDescriptions"):
        if isinstance(entry, dict) and isinstance(entry.get("url"), str):
            yield from ((REFERS, name) for name in _names(path, (str(entry["url"]),)))


def _items(tree: Json, key: str) -> list[Json]:
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, list) else []


def _referred(path: str, data: bytes) -> Iterator[str]:
    """Files that references may lead to: found as text, and by reading where text might hide one."""
    matches = REFERENCE.findall(data)
    if len(matches) == sum(data.count(mark) for mark in MARKS) and not any(mark in data for mark in HIDDEN):
        texts = {b"".join(match) for match in matches}
        return _names(path, (text.decode("utf-8", "replace") for text in texts))
    return _names(path, {reference for _, reference in references_in(_tree(path, data))})


def first_reference(path: str, data: bytes, target: str) -> int:
    """The line of the first reference to a file that the text shows; 1 where it shows none."""
    for match in REFERENCE.finditer(data):
        text = b"".join(group for group in match.groups() if group).decode("utf-8", "replace")
        if not text.startswith("#") and target in _names(path, (text,)):
            return data.count(b"\n", 0, match.start()) + 1
    return 1


def _names(path: str, references: Iterable[str]) -> Iterator[str]:
    for reference in references:
        name = reference.partition("#")[0]
        if name:
            with suppress(UnresolvableReference):
                yield named_document(path, name, "")
