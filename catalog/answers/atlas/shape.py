"""What the focus graph answers."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.graph.edges import Confidence, Kind, Relation
from catalog.graph.reach import Side

DEEPEST = 3
LIMITS = (20, 40, 60)
SIDES = {"both": (Side.UPSTREAM, Side.DOWNSTREAM), "upstream": (Side.UPSTREAM,), "downstream": (Side.DOWNSTREAM,)}


@dataclass(frozen=True, slots=True)
class FocusQuery:
    """What is asked. `depth` counts services and what stands as far as one; `direction` is a key of SIDES. Of `kinds`,
    `layers`, `domains`, `relations` and `patterns` none given is no filter, save that `kinds` has a default. Of more
    than `limit` nodes those of `page` are shown."""

    focus: str
    depth: int = 1
    direction: str = "both"
    kinds: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    limit: int = 40
    page: int = 1


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph. `number` names it in this answer; `steps` is how far it lies, a contract half a step;
    `column` is that with a sign, negative upstream, in half steps; `more` counts neighbours on its side that are not
    shown. `layer` is `vendor` for what vendors offer."""

    number: int
    kind: Kind
    name: str
    title: str
    layer: str
    domain: str
    owner: str
    stage: str
    side: Side
    steps: float
    column: int
    more: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The place in a descriptor or document that says so; `text` is what to look for where no pointer is known."""

    file: str
    pointer: str
    text: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link between two nodes, by number, in the way that an effect travels. `count` is how many statements it stands
    for, of which `details` are the first; `patterns` are sync, event or batch; `directions` inbound, outbound or both,
    seen from the contract's owner. `through` names what stands between the two and is not shown; then `relation` and
    what follows are those of the last link on the way."""

    source: int
    target: int
    relation: Relation
    confidence: Confidence
    patterns: tuple[str, ...]
    directions: tuple[str, ...]
    known: tuple[str, ...]
    count: int
    details: tuple[str, ...]
    proof: Proof | None
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many nodes a value of a filter would show, were it the only one of its kind; `on` says whether it is."""

    value: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many nodes are reached and not shown, by the first reason that applies: farther than the depth (or reached
    only through links that a filter by relation or pattern leaves out), kept out by kind, by layer or domain, or
    beyond the limit. `by_kind` are kinds left out, with their counts."""

    total: int
    by_depth: int
    by_kind: tuple[Counted, ...]
    by_place: int
    by_limit: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked instead; layers and domains count the nodes within the depth."""

    kinds: tuple[Counted, ...]
    layers: tuple[Counted, ...]
    domains: tuple[Counted, ...]
    relations: tuple[str, ...]
    patterns: tuple[str, ...] = ("sync", "event", "batch")


@dataclass(frozen=True, slots=True)
class FocusMap:
    """The neighbourhood of one thing. `nodes` begins with the focus; `reached` counts all that it reaches or is reached
    by, itself included; `hidden` says what of that is not here, and why."""

    query: FocusQuery
    focus: Node
    reached: int
    pages: int
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    left_out: int
    hidden: Hidden
    choices: Choices
    notes: tuple[str, ...]
