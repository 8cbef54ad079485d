"""What the page of the focus graph shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from catalog.answers.atlas.focus import focus_map
from catalog.answers.atlas.hubs import Hub, hubs
from catalog.answers.atlas.shape import FocusMap, FocusQuery
from catalog.answers.catalog import Catalog
from catalog.errors import UsageError
from catalog.portal.map.drawing import Picture, drawn
from catalog.repository.snapshot import Snapshot

LONGEST = 400
LISTS = {"kind": "kinds", "layer": "layers", "domain": "domains", "relation": "relations", "pattern": "patterns"}
NUMBERS = ("depth", "limit", "page")


@dataclass(frozen=True, slots=True)
class MapStart:
    """Without a focus: what most is linked to, of each kind."""

    hubs: tuple[Hub, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The graph around a focus, and where it is drawn. `own` and `among` are arrows by their position: those of the
    focus, and those among its neighbours; `asked` is the query of this address, without `page`."""

    graph: FocusMap
    picture: Picture
    own: tuple[int, ...]
    among: tuple[int, ...]
    asked: Mapping[str, str | tuple[str, ...]]


def map_page(catalog: Catalog, snapshot: Snapshot, args: MultiDict[str, str]) -> MapStart | MapPage:
    """The page; UnknownName for a focus that is nothing, UsageError for a value that a parameter cannot have."""
    focus = args.get("focus", "").strip()
    if not focus:
        return MapStart(hubs(snapshot))
    query = _query(focus, args)
    graph = focus_map(catalog, snapshot, query)
    own = tuple(at for at, arrow in enumerate(graph.arrows) if 0 in (arrow.source, arrow.target))
    among = tuple(at for at, arrow in enumerate(graph.arrows) if 0 not in (arrow.source, arrow.target))
    return MapPage(graph, drawn(graph), own, among, _asked(query))


def _query(focus: str, args: MultiDict[str, str]) -> FocusQuery:
    if len(focus) > LONGEST:
        raise UsageError("the focus is too long", place="focus", hint=f"at most {LONGEST} characters")
    usual = FocusQuery(focus)
    lists = {field: tuple(dict.fromkeys(filter(None, args.getlist(name)))) for name, field in LISTS.items()}
    numbers = {name: _number(args, name, getattr(usual, name)) for name in NUMBERS}
    return FocusQuery(focus, direction=args.get("direction") or usual.direction, **lists, **numbers)  # type: ignore[arg-type]


def _number(args: MultiDict[str, str], name: str, default: int) -> int:
    text = args.get(name) or str(default)
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise UsageError(f"{name} cannot be {text!r}", place=name, hint="a number from 1 up")
    return int(text)


def _asked(query: FocusQuery) -> Mapping[str, str | tuple[str, ...]]:
    """What differs from the usual, as parameters of an address."""
    usual = FocusQuery(query.focus)
    found: dict[str, str | tuple[str, ...]] = {"focus": query.focus}
    found |= {name: str(getattr(query, name)) for name in ("depth", "direction", "limit")
              if getattr(query, name) != getattr(usual, name)}  # fmt: skip
    found |= {name: getattr(query, field) for name, field in LISTS.items() if getattr(query, field)}
    return found
