"""Teams and domains: what each answers for, and how it hangs together with the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from catalog.answers.kept import once
from catalog.answers.rows import ServiceRow, VendorRow, service_row, vendor_row
from catalog.model.domain import Domain
from catalog.model.service import Service
from catalog.model.team import Team
from catalog.model.vendor import Vendor
from catalog.repository.snapshot import Snapshot

MOST_TIES = 4
"""Of one neighbour that a sheet tells; `team_ties` and `domain_ties` have them all."""
Pairs = Mapping[tuple[str, str], None]


class Ties(NamedTuple):
    """Neighbour → the pairs (service, contract) that tie it: of those whose contracts are used, and of those who use
    ours."""

    needs: Mapping[str, Pairs]
    serves: Mapping[str, Pairs]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another team or domain, how many pairs (service, contract) tie it to this one, and the first of them."""

    name: str
    count: int
    ties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """A team: `services` and `vendors` that it owns; `needs` whose contracts its services use, `serves` who uses
    theirs, by team (vendors by `vendor <name>`)."""

    team: Team
    services: tuple[str, ...]
    vendors: tuple[VendorRow, ...]
    domains: tuple[str, ...]
    workflows: tuple[str, ...]
    terms: tuple[str, ...]
    part_of: str
    parts: tuple[str, ...]
    needs: tuple[Neighbour, ...]
    serves: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class DomainSheet:
    """A domain: what belongs to it, and which other domains it needs and serves."""

    domain: Domain
    services: tuple[str, ...]
    vendors: tuple[str, ...]
    workflows: tuple[str, ...]
    terms: tuple[str, ...]
    needs: tuple[Neighbour, ...]
    serves: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A team or domain in a list."""

    name: str
    title: str
    description: str
    owner: str
    services: int
    vendors: int
    workflows: int


def show_team(snapshot: Snapshot, team: Team) -> TeamSheet:
    """The sheet of a team."""
    own, name = snapshot.joined.services_by_owner.get(team.name, ()), team.name
    ties = team_ties(snapshot, team)
    return TeamSheet(
        team,
        tuple(service.name for service in own),
        tuple(vendor_row(snapshot, vendor) for vendor in _vendors(snapshot, name)),
        tuple(each.name for each in snapshot.domains.values() if each.owner == name),
        tuple(each.id for each in snapshot.workflows.values() if each.owner == name),
        tuple(each.name for each in snapshot.terms.values() if each.owner == name),
        team.parent or "",
        tuple(each.name for each in snapshot.teams.values() if each.parent == name),
        _neighbours(ties.needs),
        _neighbours(ties.serves),
    )


def show_domain(snapshot: Snapshot, domain: Domain) -> DomainSheet:
    """The sheet of a domain."""
    own, name = snapshot.joined.services_by_domain.get(domain.name, ()), domain.name
    ties = domain_ties(snapshot, domain)
    terms = (each.name for each in snapshot.terms.values() if each.domain == name)
    return DomainSheet(
        domain,
        tuple(service.name for service in own),
        tuple(each.name for each in snapshot.vendors.values() if each.domain == name),
        tuple(each.id for each in snapshot.workflows.values() if each.domain == name),
        tuple(dict.fromkeys((*domain.terms, *terms))),
        _neighbours(ties.needs),
        _neighbours(ties.serves),
    )


def team_ties(snapshot: Snapshot, team: Team) -> Ties:
    """All that ties a team to others; the contracts of its vendors are its own."""
    own = snapshot.joined.services_by_owner.get(team.name, ())
    holders: tuple[Service | Vendor, ...] = (*own, *_vendors(snapshot, team.name))
    contracts = [entry.id for holder in holders for entry in holder.contracts]
    return _ties(snapshot, team.name, own, contracts, lambda each: each.owner)


def domain_ties(snapshot: Snapshot, domain: Domain) -> Ties:
    """All that ties a domain to others."""
    own = snapshot.joined.services_by_domain.get(domain.name, ())
    contracts = [entry.id for each in own for entry in each.contracts]
    return _ties(snapshot, domain.name, own, contracts, lambda each: each.domain)


def _vendors(snapshot: Snapshot, team: str) -> list[Vendor]:
    return [vendor for _, vendor in sorted(snapshot.vendors.items()) if vendor.owner == team]


def team_sheets(snapshot: Snapshot) -> Mapping[str, TeamSheet]:
    """The sheets of all teams, made once for a snapshot."""
    teams = snapshot.teams
    return once(
        snapshot, ("teams",), lambda: {name: show_team(snapshot, team) for name, team in teams.items()}, stays=True
    )


def domain_sheets(snapshot: Snapshot) -> Mapping[str, DomainSheet]:
    """The sheets of all domains, made once for a snapshot."""
    domains = snapshot.domains
    return once(
        snapshot,
        ("domains",),
        lambda: {name: show_domain(snapshot, each) for name, each in domains.items()},
        stays=True,
    )


def team_rows(snapshot: Snapshot) -> tuple[GroupRow, ...]:
    """All teams by name."""
    joined = snapshot.joined
    return tuple(
        GroupRow(
            team.name, team.title, team.description, team.parent or "",
            len(joined.services_by_owner.get(team.name, ())),
            sum(vendor.owner == team.name for vendor in snapshot.vendors.values()),
            sum(flow.owner == team.name for flow in snapshot.workflows.values()),
        )
        for team in sorted(snapshot.teams.values(), key=lambda each: each.name)
    )  # fmt: skip


def domain_rows(snapshot: Snapshot) -> tuple[GroupRow, ...]:
    """All domains by name."""
    joined = snapshot.joined
    return tuple(
        GroupRow(
            domain.name, domain.title, domain.description, domain.owner,
            len(joined.services_by_domain.get(domain.name, ())),
            sum(vendor.domain == domain.name for vendor in snapshot.vendors.values()),
            sum(flow.domain == domain.name for flow in snapshot.workflows.values()),
        )
        for domain in sorted(snapshot.domains.values(), key=lambda each: each.name)
    )  # fmt: skip


def service_rows(snapshot: Snapshot, names: Iterable[str]) -> tuple[ServiceRow, ...]:
    """Rows of these services."""
    return tuple(service_row(snapshot, snapshot.services[name]) for name in names)


def _ties(
    snapshot: Snapshot, mine: str, own: Iterable[Service], contracts: Iterable[str], group: Callable[[Service], str]
) -> Ties:
    """Whose contracts these services use, and who uses these contracts, by group; without the group itself."""
    out, into = (defaultdict[str, dict[tuple[str, str], None]](dict) for _ in range(2))
    for service in own:
        for use in snapshot.consumptions_by(service.name):
            for name in _holder(snapshot, use.contract, group):
                out[name][service.name, use.contract] = None
    for contract in contracts:
        for use in snapshot.consumptions_of(contract):
            user = snapshot.services.get(use.service)
            if user is not None and group(user):
                into[group(user)][use.service, contract] = None
    return Ties(*({name: pairs for name, pairs in found.items() if name not in ("", mine)} for found in (out, into)))


def _holder(snapshot: Snapshot, contract: str, group: Callable[[Service], str]) -> Iterator[str]:
    entry = snapshot.contracts.get(contract)
    if entry is None:
        return
    if entry.owner_kind == "vendor":
        yield f"vendor {entry.owner}"
    elif entry.owner in snapshot.services:
        yield group(snapshot.services[entry.owner])


def _neighbours(found: Mapping[str, Pairs]) -> tuple[Neighbour, ...]:
    told = (Neighbour(name, len(ties), tuple(ties)[:MOST_TIES]) for name, ties in found.items())
    return tuple(sorted(told, key=lambda each: (-each.count, each.name)))
