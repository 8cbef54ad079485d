"""The place asked about, as the answer's heading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.paths import Paths
from catalog.answers.impact.releases import release_of
from catalog.answers.impact.shape import Evidence, PlaceRow
from catalog.graph.edges import Kind
from catalog.model.quality import Origin
from catalog.model.service import ContractEntry, Service
from catalog.model.team import Team
from catalog.model.vendor import Vendor
from catalog.model.workflow import Workflow
from catalog.reading.addresses.lookup import places_of
from catalog.repository.snapshot import Snapshot


def place_row(landscape: Landscape, paths: Paths, today: date) -> PlaceRow:
    """What the catalog says of the place itself."""
    asked, snapshot = landscape.asked, landscape.snapshot
    title, owner, offered_by = _about(landscape)
    origin = _origin(landscape)
    evidence = Evidence(origin.file, paths.line(origin), (), None) if origin else None
    return PlaceRow(
        asked.kind,
        asked.name,
        title,
        owner,
        offered_by,
        _state(landscape, today),
        _holds(snapshot, landscape),
        evidence,
        asked.others,
    )


def _state(landscape: Landscape, today: date) -> str:
    asked, snapshot = landscape.asked, landscape.snapshot
    if asked.kind is Kind.SERVICE:
        return snapshot.services[asked.name].lifecycle.stage
    if asked.kind in (Kind.CONTRACT, Kind.ADDRESS):
        life = snapshot.contracts[asked.contract or asked.name].lifecycle
        return f"{life.stage}, sunset {life.sunset.isoformat()}" if life.sunset else life.stage
    release = release_of(snapshot, asked.vendor, asked.label) if asked.kind is Kind.RELEASE else None
    if release is None:
        return ""
    days = (("in production", release.production), ("retires", release.retirement))
    state = snapshot.vendors[asked.vendor].state_of(release, today)
    return ", ".join((state, *(f"{word} {day.isoformat()}" for word, day in days if day)))


def _about(landscape: Landscape) -> tuple[str, str, str]:
    """Title, team, and the service or vendor that offers it."""
    asked, snapshot = landscape.asked, landscape.snapshot
    if asked.kind is Kind.WORKFLOW:
        flow = snapshot.workflows[asked.name]
        return flow.title, flow.owner, ""
    holder = _holder(landscape)
    if holder is not None:
        return holder.title, holder.owner, ""
    if asked.kind in (Kind.CONTRACT, Kind.ADDRESS):
        return _of_contract(landscape, asked.contract or asked.name)
    if asked.kind is Kind.TEAM:
        return snapshot.teams[asked.name].title, asked.name, ""
    if asked.kind is Kind.RELEASE:
        vendor = snapshot.vendors[asked.vendor]
        name = next((each.name for each in vendor.releases if each.label == asked.label and each.name), "")
        return name, vendor.owner, vendor.name
    tree = snapshot.documents.fetch(asked.files[-1]).tree
    title = tree.get("title") if isinstance(tree, dict) else None
    return str(title or ""), _of_domain(snapshot, asked.name.split("/")[0].split(" ")[0]), ""


def _of_contract(landscape: Landscape, contract_id: str) -> tuple[str, str, str]:
    snapshot, entry = landscape.snapshot, landscape.snapshot.contracts[contract_id]
    holders = snapshot.vendors if entry.owner_kind == "vendor" else snapshot.services
    holder, contract = holders.get(entry.owner), landscape.contract(contract_id)
    return contract.title if contract else "", holder.owner if holder else "", entry.owner


def _of_domain(snapshot: Snapshot, entity: str) -> str:
    """The team of the domain that an entity belongs to."""
    return next((domain.owner for domain in snapshot.domains.values() if entity in domain.entities), "")


def _holds(snapshot: Snapshot, landscape: Landscape) -> tuple[str, ...]:
    """What belongs to a team or vendor, or is offered by a service."""
    asked = landscape.asked
    if asked.kind is Kind.TEAM:
        vendors = [name for name, vendor in snapshot.vendors.items() if vendor.owner == asked.name]
        flows = [name for name, flow in snapshot.workflows.items() if flow.owner == asked.name]
        return tuple(dict.fromkeys((*sorted(landscape.own), *vendors, *flows)))
    holder = _holder(landscape)
    return tuple(entry.id for entry in holder.contracts) if holder else asked.entries


def _holder(landscape: Landscape) -> Service | Vendor | None:
    """The service or vendor asked about."""
    asked, snapshot = landscape.asked, landscape.snapshot
    if asked.kind is Kind.SERVICE:
        return snapshot.services[asked.name]
    return snapshot.vendors[asked.name] if asked.kind is Kind.VENDOR else None


def _origin(landscape: Landscape) -> Origin | None:
    """The line where the place is described."""
    asked, snapshot = landscape.asked, landscape.snapshot
    named: dict[Kind, Callable[[str], Service | Vendor | Workflow | Team | ContractEntry]] = {
        Kind.SERVICE: snapshot.services.__getitem__,
        Kind.VENDOR: snapshot.vendors.__getitem__,
        Kind.WORKFLOW: snapshot.workflows.__getitem__,
        Kind.TEAM: snapshot.teams.__getitem__,
        Kind.CONTRACT: snapshot.contracts.__getitem__,
    }
    if asked.kind in named:
        return named[asked.kind](asked.name).origin
    if asked.kind is Kind.RELEASE:
        return snapshot.vendors[asked.vendor].origin
    if asked.kind is Kind.ADDRESS:
        return _written(landscape)
    file, pointer = min(asked.keys, key=str) if asked.keys else (asked.files[-1], ())
    return Origin(file, pointer)


def _written(landscape: Landscape) -> Origin | None:
    contract, at = landscape.contract(landscape.asked.contract), landscape.asked.at
    if contract is None or at is None:
        return None
    places = places_of(contract, at)
    return Origin(places[0].document.name, places[0].pointer) if places else None
