"""What a mutation is: an edit of a document, and what a comparison must say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from catalog.model.http import Direction
from catalog.model.pointer import print_pointer
from catalog.model.source import Pointer, SourceDocument

Tree = dict[str, Any]
FRESH = "zzFresh"
GONE = object()
"""Stands for a member that is not there."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place of a kind, with what its comparison is told for.

    `label` is what `affects` must name, `version` the line of the specification; `root` is the whole document.
    """

    kind: str
    pointer: Pointer
    value: Tree
    label: str
    version: str
    root: Tree
    direction: Direction | None = None


Put = tuple[Pointer, Any]
"""A place of the document and what is to stand there."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is put into both releases, only into the base, and only into the revision.

    The finding stands at `at` (None: at the place itself) or below it, in one of the releases.
    """

    revision: tuple[Put, ...]
    base: tuple[Put, ...] = ()
    both: tuple[Put, ...] = ()
    at: Pointer | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A row of the table at places of one kind; `edit` gives None where it does not apply.

    `rule` is what tells it; empty where a finding is not wanted, but may be `safe`. `shown`: a break comes with its
    witness. `decided`: whether the comparison can know. `reply`: what changes goes the other way.
    """

    row: str
    kind: str
    rule: str
    effect: str
    edit: Callable[[Site], Edit | None]
    direction: Direction | None = None
    shown: bool = False
    decided: bool = True
    reply: bool = False


def put(document: SourceDocument, puts: Iterable[Put], mark: str) -> SourceDocument:
    """The document with other values at some places; all else is shared."""
    tree: Any = document.tree
    for pointer, value in puts:
        tree = _put(tree, pointer, value)
    return SourceDocument(document.name, f"{document.digest}-{mark}", document.data, tree)


def _put(tree: Any, pointer: Pointer, value: Any) -> Any:
    if not pointer:
        return value
    head, rest = pointer[0], pointer[1:]
    if isinstance(tree, list):
        made = list(tree)
        made[int(head)] = _put(tree[int(head)], rest, value)
        return made
    held = tree if isinstance(tree, dict) else {}
    if not rest and value is GONE:
        return {name: item for name, item in held.items() if name != str(head)}
    return {**held, str(head): _put(held.get(str(head)), rest, value)}


def apart(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Edits in groups within which none touches what another one puts, but for what both put alike."""
    groups: list[tuple[list[Edit], list[Put]]] = []
    for edit in edits:
        puts = [*edit.both, *edit.base, *edit.revision]
        group = next((g for g in groups if not _meet(puts, g[1])), None)
        if group is None:
            group = ([], [])
            groups.append(group)
        group[0].append(edit)
        group[1].extend(puts)
    return [made for made, _ in groups]


def _meet(some: list[Put], others: list[Put]) -> bool:
    return any(
        left[: len(right)] == right[: len(left)] and not (left == right and value == other)
        for left, value in some
        for right, other in others
    )


Values = Callable[[Site], tuple[Tree | None, Tree] | None]
"""(value of the base, None for the one written; value of the revision), or None where it does not apply."""


def here(values: Values) -> Callable[[Site], Edit | None]:
    """An edit of the place itself."""

    def edit(site: Site) -> Edit | None:
        found = values(site)
        if found is None:
            return None
        base, revision = found
        return Edit(((site.pointer, revision),), ((site.pointer, base),) if base is not None else ())

    return edit


def backwards(mutation: Mutation, **changed: Any) -> Mutation:
    """The same edit, with the releases exchanged."""

    def edit(site: Site) -> Edit | None:
        found = mutation.edit(site)
        if found is None:
            return None
        written = tuple((pointer, written_at(site.root, pointer)) for pointer, _ in found.revision)
        return replace(found, base=found.revision, revision=found.base or written)

    return replace(mutation, edit=edit, **changed)


def written_at(tree: Any, pointer: Pointer) -> Any:
    """What stands at a place, GONE where nothing does."""
    for token in pointer:
        tree = tree[int(token)] if isinstance(tree, list) else tree.get(str(token), GONE)
        if tree is GONE:
            return GONE
    return tree


def leads_to(value: Any) -> Pointer:
    """Where the local reference here leads; nowhere if it is none."""
    tokens = str(value.get("$ref", "")).split("/")[1:] if isinstance(value, dict) else []
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in tokens)


def without(value: Tree, *names: str) -> Tree:
    """The object without some members."""
    return {name: item for name, item in value.items() if name not in names}


def is_below(pointer: str | None, place: Pointer) -> bool:
    """Whether a printed pointer is that of the place or of something below it."""
    text = print_pointer(place)
    return pointer is not None and (pointer == text or pointer.startswith(text + "/"))


def both_ways(*mutations: Mutation) -> Iterator[Mutation]:
    """Each, and each with the releases exchanged, for rows that say the same of both."""
    for mutation in mutations:
        yield mutation
        yield backwards(mutation)
