"""Which declared uses a change hits: by meaning, through shared components, at, above and below the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from enum import Enum
from functools import cached_property

from catalog.errors import CatalogError
from catalog.frozen import dataclass
from catalog.graph.alike import begins_alike, parts_meet, same_subject, schema_steps
from catalog.graph.patterns import UsedPattern
from catalog.model.address import Address, Section, part
from catalog.model.address_text import parse_address
from catalog.model.consumption import Use
from catalog.model.contract import Contract
from catalog.model.pointer import parse_pointer, settle, split_pointer
from catalog.model.source import Pointer
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.groups import reach
from catalog.reading.addresses.lookup import map_of
from catalog.reading.addresses.spots import Spot

SpotKey = tuple[str, Pointer]
MOST_PLACES = 50_000
"""Places below a use that are looked through; a use of more is hit by every change of its operation."""


class Breadth(Enum):
    """How far a change is felt: by who uses the place, or also by who uses what an operation or a part of it holds
    there, by everybody who calls the operation, by all consumers."""

    PLACE = "place"
    WITHIN = "within"
    SUBJECT = "subject"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Changed:
    """A place of a contract that changed. `address` begins with an id that is not looked at; `affects` are further
    operations, as `GET /orders/{id}`; `pointer` is where it stands in the contract's document (after `name#` in
    another one), None where it is new."""

    address: str
    affects: tuple[str, ...] = ()
    pointer: str | None = None
    breadth: Breadth = Breadth.PLACE


@dataclass
class UsedPlaces:
    """The places of one contract that consumers use; what a use comes through is looked up once."""

    contract: Contract | None
    _known: dict[str, UsedPlace | None] = field(default_factory=dict)
    _patterns: dict[str, UsedPattern] = field(default_factory=dict)

    def by(self, changed: Changed) -> Callable[[Iterable[Use]], tuple[Use, ...]]:
        """What asks of uses which of them the change hits, in their order; the change is looked up once."""
        change, known = _Change.of(changed, self.contract), dict[str, bool]()

        def is_hit(use: Use) -> bool:
            if use.address not in known:
                known[use.address] = self._is_hit(use, change)
            return known[use.address]

        return lambda uses: tuple(filter(is_hit, uses))

    def of(self, use: Use) -> UsedPlace | None:
        """What a use comes through; None for a pattern and for what is no address."""
        if use.address not in self._known:
            found = None if "*" in use.address else _used_place(self.contract, use.address)
            self._known[use.address] = found
        return self._known[use.address]

    def _is_hit(self, use: Use, change: _Change) -> bool:
        if change.everybody:
            return True
        if "*" in use.address:
            return _fits(self.pattern(use), change)
        place = self.of(use)
        return place is not None and place.is_hit(change)

    def comes_through(self, use: Use, wanted: Callable[[SpotKey], bool]) -> bool:
        """Whether one of the places wanted is on the way to what a use names, is it, or lies below it."""
        if "*" in use.address:
            return self.pattern(use).comes_through_any(wanted)
        place = self.of(use)
        return place is not None and place.comes_through(wanted)

    def pattern(self, use: Use) -> UsedPattern:
        """The places that a use with `*` names."""
        if use.address not in self._patterns:
            graph = map_of(self.contract).graph if self.contract else None
            self._patterns[use.address] = UsedPattern(use.address, graph, MOST_PLACES)
        return self._patterns[use.address]


@dataclass(frozen=True)
class _Change:
    """`subjects` are the operations or channels affected; `at` is the address of the first, None where it has none;
    `others` are those of the others."""

    at: Address | None
    others: tuple[Address, ...]
    subjects: frozenset[tuple[str, ...]]
    key: SpotKey | None
    breadth: Breadth

    @classmethod
    def of(cls, changed: Changed, contract: Contract | None) -> _Change:
        at = _address(changed.address)
        others = tuple(found for label in changed.affects if (found := _address(f"c {label}")) is not None)
        subjects = frozenset(each.subject for each in (*((at,) if at else ()), *others) if each.subject)
        return cls(at, others, subjects, _key(changed.pointer, contract), changed.breadth)

    @property
    def everybody(self) -> bool:
        return self.breadth is Breadth.CONTRACT

    def concerns(self, subject: tuple[str, ...]) -> bool:
        return subject in self.subjects or any(same_subject(subject, mine) for mine in self.subjects)


@dataclass(frozen=True)
class UsedPlace:
    """A use as the contract reads it: the steps, and every place that they come through."""

    address: Address
    graph: Graph | None

    def is_hit(self, change: _Change) -> bool:
        """By place where the contract has both: the use comes through what changed, or that lies below the use."""
        if not self.address.subject:
            return True  # the whole contract is used
        if not change.concerns(self.address.subject):
            return False
        if change.breadth is Breadth.SUBJECT or not self.address.part:
            return True
        at = change.at
        if change.breadth is Breadth.WITHIN and at is not None and self._is_of_message(at):
            return True
        if at is not None and same_subject(at.subject, self.address.subject) and not parts_meet(at, self.address):
            return False
        if change.breadth is Breadth.WITHIN and at is not None and self._is_within(at):
            return True
        if change.key is not None and self.graph is not None and self.below:
            return change.key in self.passed or change.key in self.below
        return at is not None and self._meets(at)

    def _is_of_message(self, at: Address) -> bool:
        """Whether the change is that of a whole message, `send shop refund-settled`, which holds the use,
        `send shop payload.refund-settled amount`; where there is but one, `send shop message`, it has no name."""
        theirs, mine = ([step.text for step in each.section(Section.PART)] for each in (at, self.address))
        if at.section(Section.PATH) or mine[:1] not in (["payload"], ["headers"]):
            return False
        name = theirs[1:] if theirs[:1] == ["message"] else theirs
        return same_subject(at.subject, self.address.subject) and len(name) < 2 and (name or mine[1:]) == mine[1:]

    def _is_within(self, at: Address) -> bool:
        """Whether the change is that of a whole operation, channel, message or part which holds the use. Of others that
        a shared part affects, only the first is named: there, `request` and `response` have to do."""
        if at.section(Section.PATH):
            return False
        mine, theirs = ([step.text for step in each.section(Section.PART)] for each in (self.address, at))
        if same_subject(at.subject, self.address.subject):
            return len(theirs) <= len(mine)
        return theirs[:1] in ([], mine[:1])

    def comes_through(self, wanted: Callable[[SpotKey], bool]) -> bool:
        """Whether one of the places wanted is on the way to what is used, is it, or lies below it."""
        if self.graph is None:
            return False
        return any(map(wanted, self.passed)) or any(map(wanted, self.below))

    def is_at(self, at: Address) -> bool:
        """By name: the same operation or channel, and one place within the other."""
        if not self.address.subject or not at.subject:
            return True
        return parts_meet(at, self.address) and self._meets(at)

    def _meets(self, at: Address) -> bool:
        """By name, for what is new or cannot be looked up: in one operation, one path begins as the other."""
        if not same_subject(at.subject, self.address.subject):
            return False
        return begins_alike(schema_steps(at), schema_steps(self.address))

    @cached_property
    def passed(self) -> frozenset[SpotKey]:
        """The places of every step into schemas, compositions and references among them."""
        assert self.graph is not None
        first = sum(step.section is Section.SUBJECT for step in self.address.steps) + 1
        cuts = range(first, len(self.address.steps) + 1)
        return frozenset(key for cut in cuts for key in self._keys(cut))

    def _keys(self, cut: int) -> Iterator[SpotKey]:
        assert self.graph is not None
        for spot, _ in reach(self.graph, self.address.steps[:cut]).values():
            yield spot.key

    @cached_property
    def below(self) -> frozenset[SpotKey]:
        """Every place that the end of the use leads to; none where the contract has no such place."""
        assert self.graph is not None
        waiting: list[Spot] = [spot for spot, _ in reach(self.graph, self.address.steps).values()]
        found: set[SpotKey] = set()
        while waiting and len(found) < MOST_PLACES:
            spot = waiting.pop()
            if spot.key not in found:
                found.add(spot.key)
                waiting.extend(edge.spot for edge in self.graph.edges(spot))
        return frozenset(found)


def _fits(named: UsedPattern, change: _Change) -> bool:
    """As UsedPlace.is_hit, of places that a pattern names."""
    at, others = change.at, tuple(other for other in change.others if named.meets(other.section(Section.SUBJECT)))
    own = at if at is not None and named.meets(at.section(Section.SUBJECT)) else None
    if own is None and not others:
        return False
    if change.breadth is Breadth.SUBJECT:
        return True
    if change.breadth is Breadth.WITHIN and at is not None and _holds(named, at, own, others):
        return True
    if change.key is None or named.graph is None:
        return (bool(others) and change.breadth is Breadth.PLACE) or (own is not None and named.meets(own.steps))
    if own is not None and not named.is_in(own) and named.meets(own.steps):
        return True
    return any(named.comes_through(change.key, each) for each in (*((own,) if own else ()), *others))


def _holds(named: UsedPattern, at: Address, own: Address | None, others: tuple[Address, ...]) -> bool:
    """Whether what changed as a whole, of one operation or, as a shared part, of others too, holds a place named."""
    if at.section(Section.PATH):
        return False
    first = at.part[:1]
    wholes = [(*other.section(Section.SUBJECT), *part(*first)) for other in others]
    if any(map(named.meets, (*wholes, *((own.steps,) if own else ())))):
        return True
    message = at.part[1:] if first == ("message",) else at.part
    kinds = [part(kind, *message) for kind in ("payload", "headers")] if own is not None and len(message) < 2 else []
    return any(named.meets((*at.section(Section.SUBJECT), *kind)) for kind in kinds)


def _used_place(contract: Contract | None, text: str) -> UsedPlace | None:
    address = _address(f"c {text}")
    return None if address is None else UsedPlace(address, map_of(contract).graph if contract else None)


def _address(text: str) -> Address | None:
    try:
        return parse_address(text)
    except CatalogError:
        return None


def _key(pointer: str | None, contract: Contract | None) -> SpotKey | None:
    if pointer is None or contract is None:
        return None
    name, text = split_pointer(pointer)
    tokens = parse_pointer(text)
    if name and name != contract.document.name:
        return name, tuple(int(token) if str(token).isdigit() else token for token in tokens)
    try:
        return contract.document.name, settle(tokens, contract.document.tree)[0]
    except LookupError:
        return None
