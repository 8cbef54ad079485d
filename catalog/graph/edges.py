"""The attributed edges of a catalog: who depends on whom, how, and which line says so.

An edge leads the way that an effect travels: from what changes or fails to whom that reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from catalog.model.quality import Origin


class Kind(Enum):
    """What a place of the graph is."""

    __hash__ = object.__hash__  # members are single; the usual way hashes their names, thousands of times an answer
    SERVICE = "service"
    CONTRACT = "contract"
    ADDRESS = "address"
    ENTITY = "entity"
    SCHEMA = "schema"
    """A shared file that is no version of a canonical entity."""
    WORKFLOW = "workflow"
    TEAM = "team"
    VENDOR = "vendor"
    RELEASE = "release"


class Vertex(NamedTuple):
    """A place of the graph. `name` of an address begins with its contract's id, that of a release with its vendor or
    contract. What `ends` is told, but nothing travels on from it: a service that publishes a changed entity is hit,
    yet its other contracts are not."""

    kind: Kind
    name: str
    ends: bool = False


class Relation(Enum):
    """How the target comes to be reached, as read from the source: `orders/v2 is used by billing`."""

    OFFERS = "offers"
    OFFERED = "is offered by"
    HAS = "has"
    CHANGES = "changes"
    USED = "is used by"
    PINNED = "is pinned by"
    REFERRED = "is referred to by"
    MAPPED = "is mapped by"
    STEP = "is a step of"
    SHOWS = "shows a checkpoint of"
    GOES_THROUGH = "goes through"
    OWNED = "is owned by"
    OWNS = "owns"


class Confidence(Enum):
    """How sure it is that an effect comes through."""

    __hash__ = object.__hash__
    CERTAIN = "certain"
    """A descriptor names the very place."""
    LIKELY = "likely"
    """The same schema, or a field mapped onto it, is there."""
    POSSIBLE = "possible"
    """It depends on what a service in between makes of it."""

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return RANKS[self]


RANKS = {confidence: rank for rank, confidence in enumerate(Confidence)}


class Statement(NamedTuple):
    """What a descriptor says, apart from where in its file it says so: the same words keep their age when lines
    move. `what` is use, pin, offer, owner, mapping, step, checkpoint, reference or file."""

    what: str
    about: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`pattern` is sync, event or batch, `direction` inbound, outbound or both, seen from the contract's owner; both
    are empty where they mean nothing. `known` says how a use is known (declared, traffic …). `origin` is None where
    nothing but the names says so, as of an address and its contract."""

    source: Vertex
    target: Vertex
    relation: Relation
    confidence: Confidence = Confidence.CERTAIN
    origin: Origin | None = None
    statement: Statement | None = None
    pattern: str = ""
    direction: str = ""
    known: tuple[str, ...] = ()
    detail: str = ""
