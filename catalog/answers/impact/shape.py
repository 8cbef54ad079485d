"""What `treaty impact` answers (DESIGN §8): a public interface, described by `catalog/cli/schemas/impact.json`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from catalog.graph.edges import Confidence, Kind, Relation
from catalog.model.quality import Slo
from catalog.model.team import Contact


@dataclass(frozen=True, slots=True)
class Since:
    """The commit of the first-parent line from which on something is stated without a break."""

    commit: str
    date: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """The line that says so. `known` is how a use is known: declared, traffic …; `since` is None for what is not
    committed, where there is no history, and for what stood already where a shallow clone begins."""

    file: str
    line: int
    known: tuple[str, ...]
    since: Since | None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a hop."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: `source` relation `target`. `pattern` is sync, event or batch, `direction` inbound,
    outbound or both, seen from the owner of the contract; empty where neither means anything. `evidence` is None where
    nothing but the names says so, as of an address and its contract."""

    source: End
    relation: Relation
    target: End
    confidence: Confidence
    pattern: str
    direction: str
    detail: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Reached:
    """How something is reached. `distance` counts the services on the way, a service itself included; `direct` says
    that no other service stands between. `because` says what the confidence rests on."""

    direct: bool
    distance: int
    confidence: Confidence
    because: str
    path: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class HitService:
    """A service that is hit. `uses` are the places it uses that are hit, complete with the contract's id."""

    name: str
    title: str
    layer: str
    domain: str
    owner: str
    stage: str
    uses: tuple[str, ...]
    strict: bool
    reached: Reached


@dataclass(frozen=True, slots=True)
class HitContract:
    """A contract that is hit. `owner` is its service or vendor, `team` who answers for that; `places` are addresses
    in it that are hit, where they are known."""

    id: str
    owner: str
    owner_kind: str
    team: str
    places: tuple[str, ...]
    reached: Reached


@dataclass(frozen=True, slots=True)
class HitProcess:
    """A workflow that is hit, with the class of its objectives; `steps` are those through the last contract of the
    path."""

    id: str
    title: str
    workflow_type: str
    slo: Slo | None
    owner: str
    steps: tuple[str, ...]
    reached: Reached


@dataclass(frozen=True, slots=True)
class HitTeam:
    """A team that answers for services or workflows that are hit; reached as the surest and nearest of them is."""

    name: str
    title: str
    contact: Contact | None
    escalation: Contact | None
    services: tuple[str, ...]
    workflows: tuple[str, ...]
    reached: Reached


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """A change that an announced release makes. `uses` are the places that it hits, by whom they are used."""

    rule: str
    effect: str
    decided: bool
    message: str
    address: str
    affects: tuple[str, ...]
    file: str
    line: int
    uses: tuple[tuple[str, tuple[str, ...]], ...]
    workflows: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class ReleaseImpact:
    """What an announced release does to one contract. Of `changes`, `hits` reach a declared use, `idle` would break or
    may break, at places that nobody uses; `safe` counts the others by rule, most first. `error` says why it could not
    be compared."""

    contract: str
    label: str
    name: str
    state: str
    production: date | None
    changes: int
    safe: tuple[tuple[str, int], ...]
    hits: tuple[ReleaseChange, ...]
    idle: tuple[ReleaseChange, ...]
    users: tuple[str, ...]
    error: str


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A service that every way to the services `behind` it passes: what it holds back does not reach them."""

    service: str
    owner: str
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The place asked about. `offered_by` is the service or vendor of a contract or address; `state` the stage of a
    service or contract, of a release where it stands and until when; `others` are further kinds of thing with this
    name."""

    kind: Kind
    name: str
    title: str
    owner: str
    offered_by: str
    state: str
    holds: tuple[str, ...]
    evidence: Evidence | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer. Everything is listed surest and nearest first. `hit` is None where nobody is known to be hit and
    something that may say otherwise could not be read or compared. `why` says why nobody is hit; empty where somebody
    is. `notes` say what the answer does not know."""

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
