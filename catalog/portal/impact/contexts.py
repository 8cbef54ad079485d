"""What the page of who is hit shows."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from catalog.answers.atlas.hubs import Hub, hubs
from catalog.answers.catalog import Catalog
from catalog.answers.impact.answer import told
from catalog.answers.impact.places import FILES, KINDS, Places
from catalog.answers.impact.rows import Rows
from catalog.answers.impact.shape import (
    Bottleneck,
    HitContract,
    HitProcess,
    HitService,
    HitTeam,
    Impact,
    PlaceRow,
    ReleaseImpact,
)
from catalog.answers.impact_of_terms import TERM, impact_at
from catalog.answers.kept import once
from catalog.errors import CatalogError, UsageError
from catalog.graph.references import References
from catalog.portal.pager import asked_page, pages_of, there
from catalog.repository.snapshot import Snapshot

LONGEST = 500
FARTHEST = 9
LARGE, NEAR = 500, 2
"""In catalogs of more services a place is followed so far, unless asked otherwise: all the way leads to nearly all."""
SIZE, FEW = 25, 4
"""Rows of each kind on a page: every one of them tells its whole path; fewer in large catalogs."""


@dataclass(frozen=True, slots=True)
class ImpactStart:
    """Without a place: what may be asked. `announced` are releases that are not live, as places."""

    announced: tuple[str, ...]
    hubs: tuple[Hub, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many there are on all pages; `direct` of the services with no other service between."""

    services: int
    direct: int
    contracts: int
    workflows: int
    teams: int


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked; `term` is the word of the glossary that the place stands for, `depth` 0 all the way."""

    at: str
    kind: str
    depth: int
    term: str


@dataclass(frozen=True, slots=True)
class ImpactPage:
    """One page of the answer of `treaty impact`, member by member; of services, contracts, workflows and teams those of
    the page."""

    place: PlaceRow
    hit: bool | None
    services: tuple[HitService, ...]
    contracts: tuple[HitContract, ...]
    workflows: tuple[HitProcess, ...]
    teams: tuple[HitTeam, ...]
    releases: tuple[ReleaseImpact, ...]
    bottlenecks: tuple[Bottleneck, ...]
    why: str
    notes: tuple[str, ...]
    asked: Question
    totals: Totals
    page: int
    pages: int
    kinds: tuple[str, ...]


def impact_page(
    catalog: Catalog, snapshot: Snapshot, args: Mapping[str, str], today: date, *, stays: bool = False
) -> ImpactStart | ImpactPage:
    """The page; UnknownName for a place that there is not, UsageError for a parameter that cannot be. What `stays` is
    kept for as long as the snapshot is."""
    at = " ".join(args.get("at", "").split())
    kinds = (*KINDS, TERM)
    if not at:
        return ImpactStart(_announced(snapshot), hubs(snapshot), kinds)
    kind = args.get("kind") or None
    if len(at) > LONGEST:
        raise UsageError("the place is too long", place="at", hint=f"at most {LONGEST} characters")
    if kind is not None and kind not in kinds:
        raise UsageError(f"there is no kind {kind!r}", place="kind", hint=f"one of {', '.join(kinds)}")
    large = len(snapshot.services) > LARGE
    depth = _number(args, "depth", 0, FARTHEST) if args.get("depth") or not large else _near(snapshot, at)
    page = asked_page(args=args)
    key = ("impact", at, kind, depth, today, page)
    return once(snapshot, key, lambda: _answer(catalog, snapshot, at, kind, depth, page, today), stays=stays)


def prepare_hubs(catalog: Catalog, snapshot: Snapshot, today: date, most: int) -> None:
    """Find whom the places hit that much refers to: of all questions, their answers take longest."""
    places = Places(snapshot, References(snapshot.documents.fetch))
    near = [("entity", name) for name in snapshot.entities]
    near += [(TERM, name) for name, term in snapshot.terms.items() if term.entity]
    near += [("schema", path) for path in places.shared]
    known = {"entity": snapshot.entities, "vendor": snapshot.vendors, "team": snapshot.teams}
    far = [(told, name) for kind, names in known.items() for name in names for told in ("", kind)]
    fields = [("", f"{name} {field}") for name in snapshot.entities for field in dict.fromkeys(places.fields_of(name))]
    asked = [*(("", each) for each in near), *(("0", each) for each in far), *(("", each) for each in fields)]
    for depth, (kind, name) in asked[:most]:
        with suppress(CatalogError):  # the page says why
            impact_page(catalog, snapshot, {"at": name, "kind": kind, "depth": depth}, today, stays=True)


def _answer(
    catalog: Catalog, snapshot: Snapshot, at: str, kind: str | None, depth: int, asked: int, today: date
) -> ImpactPage:
    large = len(snapshot.services) > LARGE
    reached, term = impact_at(catalog, snapshot, at, kind, depth or None)
    totals = _totals(reached.rows)
    size = FEW if large else SIZE
    pages = pages_of(max(totals.services, totals.contracts, totals.workflows, totals.teams), size)
    page = there(asked, pages)
    found = told(reached, today, slice((page - 1) * size, page * size), whole=not large)
    return _page(found, Question(at, kind or "", depth, term), totals, page, pages, (*KINDS, TERM))


def _near(snapshot: Snapshot, at: str) -> int:
    """Entities, shared files, terms, teams and vendors are hubs: they are followed one service less."""
    name = at.partition(" ")[0].partition("/")[0]
    is_hub = at.endswith(FILES) or any(
        name in each for each in (snapshot.entities, snapshot.terms, snapshot.teams, snapshot.vendors)
    )
    return NEAR - 1 if is_hub else NEAR


def _totals(rows: Rows) -> Totals:
    services = rows.reached_services
    return Totals(
        len(services),
        rows.count_direct(services),
        len(rows.reached_contracts),
        len(rows.reached_workflows),
        len(rows.answering),
    )


def _page(found: Impact, asked: Question, totals: Totals, page: int, pages: int, kinds: tuple[str, ...]) -> ImpactPage:
    return ImpactPage(
        found.place,
        found.hit,
        found.services,
        found.contracts,
        found.workflows,
        found.teams,
        found.releases,
        found.bottlenecks,
        found.why,
        found.notes,
        asked,
        totals,
        page,
        pages,
        kinds,
    )


def _announced(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{e.owner} {each.label}" for e in snapshot.announcing() for each in e.upcoming))


def _number(args: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = args.get(name) or str(default)
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
    if not min(default, 1) <= number <= most:
        raise UsageError(f"{name} cannot be {text!r}", place=name, hint=f"a number from {min(default, 1)} to {most}")
    return number
