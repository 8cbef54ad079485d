"""Names in descriptors that must exist: one table of where they stand, and what they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from catalog.frozen import dataclass
from catalog.model.problem import Problem
from catalog.model.source import Json, Pointer, SourceDocument
from catalog.reading.descriptors.advice import did_you_mean
from catalog.reading.descriptors.places import Places

EACH: Final = "*"
"""Every entry of a list, or every value of a map."""
KEY: Final = "*key"
"""Every key of a map, itself the name."""

REFERENCES: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "catalog": (
        (("owner",), "team"),
        (("layers", EACH, "uses", EACH), "layer"),
    ),
    "service": (
        (("layer",), "layer"),
        (("domain",), "domain"),
        (("owner",), "team"),
        (("lifecycle", "successor"), "contract or service"),
        (("masterOf", EACH), "entity"),
        (("vendor", "product"), "vendor"),
        (("dlq", "owner"), "team"),
        (("contracts", EACH, "masterOf", EACH), "entity"),
        (("contracts", EACH, "lifecycle", "successor"), "contract or service"),
        (("contracts", EACH, "dlq", "owner"), "team"),
        (("mapping", EACH, "contract"), "contract"),
        (("mapping", EACH, "entity"), "entity"),
    ),
    "consumes": (
        (("consumes", EACH, "contract"), "contract"),
        (("consumes", EACH, "dlq", "owner"), "team"),
        (("consumes", EACH, "migration", "to"), "contract"),
    ),
    "vendor": (
        (("owner",), "team"),
        (("domain",), "domain"),
        (("dlq", "owner"), "team"),
        (("contracts", EACH, "masterOf", EACH), "entity"),
        (("contracts", EACH, "dlq", "owner"), "team"),
    ),
    "domain": (
        (("owner",), "team"),
        (("entities", EACH), "entity"),
        (("terms", EACH), "term"),
        (("system_of_record", EACH), "contract or service"),
        (("system_of_record", KEY), "entity"),
    ),
    "teams": ((("teams", EACH, "parent"), "team"),),
    "term": (
        (("domain",), "domain"),
        (("owner",), "team"),
        (("entity",), "entity"),
        (("not", EACH), "term"),
        (("vendor_names", EACH, "vendor"), "vendor"),
        (("vendor_names", EACH, "contract"), "contract"),
        (("values", EACH, "vendor_values", KEY), "vendor"),
    ),
    "workflow": (
        (("x-owner",), "team"),
        (("x-domain",), "domain"),
        (("workflows", EACH, "x-owner"), "team"),
        (("workflows", EACH, "x-domain"), "domain"),
    ),
    "policy": (),
    "waiver": (),
    "acceptance": (),
}
"""Kind of descriptor → places of names, and what is named there."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names a catalog knows, by what they name; entities with and without version.

    What is not a key of `known` cannot be judged, because the file that has those names cannot be read.
    """

    known: Mapping[str, Collection[str]]

    def of(self, noun: str) -> Collection[str] | None:
        """Names of `contract or service` are those of either; None where they are not known."""
        parts = [self.known.get(part) for part in noun.split(" or ")]
        found = tuple(part for part in parts if part is not None)
        return Either(found) if len(found) == len(parts) else None


@dataclass(frozen=True, slots=True)
class Either(Collection[str]):
    """Names of several collections, which are not gone through before they must be."""

    parts: tuple[Collection[str], ...]

    def __contains__(self, name: object) -> bool:
        return any(name in part for part in self.parts)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for part in self.parts for name in part))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def unknown_names(document: SourceDocument, kind: str, names: Names) -> Iterator[Problem]:
    """A problem for every name of the table that the catalog does not know."""
    places = Places(document)
    for path, noun in REFERENCES[kind]:
        known = names.of(noun)
        if known is None:
            continue
        for pointer, name, is_key in named(document.tree, path):
            if name.removeprefix("team/" if noun == "team" else "") not in known:
                yield _unknown(places, pointer, noun, name, known, is_key)


def named(node: Json, path: tuple[str, ...], pointer: Pointer = ()) -> Iterator[tuple[Pointer, str, bool]]:
    """Texts at a path of the table with their pointers, and whether each is a key."""
    if not path:
        if isinstance(node, str):
            yield pointer, node, False
        return
    step, rest = path[0], path[1:]
    if step == KEY:
        yield from (((*pointer, key), key, True) for key in _keys(node))
        return
    for key, child in _children(node, step):
        yield from named(child, rest, (*pointer, key))


def _keys(node: Json) -> Iterable[str]:
    return (key for key in node if isinstance(key, str)) if isinstance(node, dict) else ()


def _children(node: Json, step: str) -> Iterator[tuple[str | int, Json]]:
    if isinstance(node, dict):
        yield from ((k, v) for k, v in node.items() if step in (EACH, k))
    elif isinstance(node, list) and step == EACH:
        yield from enumerate(node)


def _unknown(places: Places, pointer: Pointer, noun: str, name: str, known: Collection[str], is_key: bool) -> Problem:
    problem = places.key if is_key else places.value
    message = f"there is no {noun} {name!r}"
    return problem(
        "descriptor-name-unknown",
        pointer,
        message,
        did_you_mean(name.removeprefix("team/" if noun == "team" else ""), known),
    )
