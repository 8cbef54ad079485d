"""What the catalog says of a thing of the graph, in the few words that a node has room for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalog.graph.edges import Kind, Vertex
from catalog.repository.snapshot import Snapshot

VENDOR = "vendor"
"""The layer of vendors and of what they offer."""


@dataclass(frozen=True, slots=True)
class About:
    """Empty where the catalog says nothing, or the thing cannot have it."""

    title: str = ""
    layer: str = ""
    domain: str = ""
    owner: str = ""
    stage: str = ""


NOTHING = About()


def about(snapshot: Snapshot, vertex: Vertex) -> About:
    """What is known of it; contracts have the layer and domain of who offers them."""
    asked: dict[Kind, Callable[[Snapshot, str], About]] = {
        Kind.SERVICE: _service, Kind.CONTRACT: _contract, Kind.ADDRESS: _address, Kind.VENDOR: _vendor,
        Kind.RELEASE: _release, Kind.WORKFLOW: _workflow, Kind.TEAM: _team, Kind.ENTITY: _entity,
    }  # fmt: skip
    return asked[vertex.kind](snapshot, vertex.name) if vertex.kind in asked else NOTHING


def _service(snapshot: Snapshot, name: str) -> About:
    known = snapshot.services.get(name)
    return About(known.title, known.layer, known.domain, known.owner, known.lifecycle.stage) if known else NOTHING


def _contract(snapshot: Snapshot, name: str) -> About:
    entry = snapshot.contracts.get(name)
    if entry is None:
        return About(stage="unknown")
    holder = _vendor(snapshot, entry.owner) if entry.owner_kind == "vendor" else _service(snapshot, entry.owner)
    return About(f"contract of {entry.owner}", holder.layer, holder.domain, entry.owner, entry.lifecycle.stage)


def _address(snapshot: Snapshot, name: str) -> About:
    return _contract(snapshot, name.partition(" ")[0])


def _vendor(snapshot: Snapshot, name: str) -> About:
    known = snapshot.vendors.get(name)
    return About(known.title, VENDOR, known.domain, known.owner) if known else NOTHING


def _release(snapshot: Snapshot, name: str) -> About:
    vendor, _, label = name.partition(" ")
    known = snapshot.vendors.get(vendor)
    release = next((each for each in known.releases if each.label == label), None) if known else None
    return About(release.name or "" if release else "", VENDOR, known.domain if known else "", vendor)


def _workflow(snapshot: Snapshot, name: str) -> About:
    known = snapshot.workflows.get(name)
    return About(known.title, "", known.domain, known.owner) if known else NOTHING


def _team(snapshot: Snapshot, name: str) -> About:
    known = snapshot.teams.get(name)
    return About(known.title if known else "")


def _entity(snapshot: Snapshot, name: str) -> About:
    holder = next((each for each in snapshot.domains.values() if name in each.entities), None)
    return About("canonical entity", "", holder.name, holder.owner) if holder else About("canonical entity")
