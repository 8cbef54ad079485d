"""Which declared uses a change hits: by meaning, through shared components, at, above and below the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from enum import Enum
from fnmatch import fnmatchcase
from functools import cached_property

from catalog.errors import CatalogError
from catalog.frozen import dataclass
from catalog.model.address import Address, Mark, Section, Step
from catalog.model.address_text import parse_address
from catalog.model.consumption import Use
from catalog.model.contract import Contract
from catalog.model.pointer import parse_pointer, settle
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

    def by(self, changed: Changed) -> Callable[[Iterable[Use]], tuple[Use, ...]]:
        """What asks of uses which of them the change hits, in their order; the change is looked up once."""
        change = _Change.of(changed, self.contract)
        return lambda uses: tuple(use for use in uses if self._is_hit(use, change))

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
            return any(fits(use.address, text) for text in change.texts)
        place = self.of(use)
        return place is not None and place.is_hit(change)


@dataclass(frozen=True)
class _Change:
    """`subjects` are the operations or channels affected; `at` is the address of the first, None where it has none, and
    `text` what it says of the place; `others` are those of the others."""

    at: Address | None
    text: str
    others: tuple[Address, ...]
    subjects: frozenset[tuple[str, ...]]
    key: SpotKey | None
    breadth: Breadth

    @classmethod
    def of(cls, changed: Changed, contract: Contract | None) -> _Change:
        at = _address(changed.address)
        others = tuple(found for label in changed.affects if (found := _address(f"c {label}")) is not None)
        subjects = frozenset(each.subject for each in (*((at,) if at else ()), *others) if each.subject)
        text = changed.address.partition(" ")[2]
        return cls(at, text, others, subjects, _key(changed.pointer, contract), changed.breadth)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What patterns are held against."""
        return (self.text, *(str(each).partition(" ")[2] for each in self.others))

    @property
    def everybody(self) -> bool:
        return self.breadth is Breadth.CONTRACT

    def concerns(self, subject: tuple[str, ...]) -> bool:
        return subject in self.subjects or any(_same_subject(subject, mine) for mine in self.subjects)


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
        if at is not None and _same_subject(at.subject, self.address.subject) and not _parts_meet(at, self.address):
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
        return _same_subject(at.subject, self.address.subject) and len(name) < 2 and (name or mine[1:]) == mine[1:]

    def _is_within(self, at: Address) -> bool:
        """Whether the change is that of a whole operation, channel, message or part which holds the use. Of others that
        a shared part affects, only the first is named: there, `request` and `response` have to do."""
        if at.section(Section.PATH):
            return False
        mine, theirs = ([step.text for step in each.section(Section.PART)] for each in (self.address, at))
        if _same_subject(at.subject, self.address.subject):
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
        return _parts_meet(at, self.address) and self._meets(at)

    def _meets(self, at: Address) -> bool:
        """By name, for what is new or cannot be looked up: in one operation, one path begins as the other."""
        if not _same_subject(at.subject, self.address.subject):
            return False
        return _begins_alike(_schema_steps(at), _schema_steps(self.address))

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
    name, _, text = pointer.rpartition("#")
    tokens = parse_pointer(text)
    if name and name != contract.document.name:
        return name, tuple(int(token) if str(token).isdigit() else token for token in tokens)
    try:
        return contract.document.name, settle(tokens, contract.document.tree)[0]
    except LookupError:
        return None


def fits(pattern: str, text: str) -> bool:
    """Whether a use with `*` names the place, something above it, or something below it."""
    words, used = text.split(" "), pattern.split(" ")
    heads = (" ".join(words[:cut]) for cut in range(len(words), 0, -1))
    above = any(fnmatchcase(head, pattern) for head in heads)
    return above or fnmatchcase(text, " ".join(used[: len(words)]))


def _same_subject(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same operation or channel; `channel x` concerns who sends to and who receives from x."""
    if one == other:
        return True
    channels = ("channel", "send", "receive")
    if len(one) < 2 or len(other) < 2 or one[1:2] != other[1:2]:
        return one[: len(other)] == other or other[: len(one)] == one
    both = (one[0], other[0])
    return ("channel" in both and all(word in channels for word in both)) or (
        "path" in both and not any(word in channels for word in both)
    )


def _parts_meet(one: Address, other: Address) -> bool:
    """Whether one part contains the other: `response` holds `response.200.body`; statuses meet by range."""
    mine = [step.text for step in one.section(Section.PART)]
    theirs = [step.text for step in other.section(Section.PART)]
    return all(_words_meet(a, b) for a, b in zip(mine, theirs, strict=False))


def _words_meet(one: str, other: str) -> bool:
    if one == other or {one, other} == {"content", "body"}:  # the media type holds the schema
        return True
    statuses = sorted((one.upper(), other.upper()), key=lambda word: word.isdigit())
    broad, exact = statuses
    if broad == "DEFAULT":
        return True
    return len(broad) == 3 and broad.endswith("XX") and exact[:1] == broad[:1]


def _schema_steps(address: Address) -> list[Step]:
    """Steps into schemas, without what tells apart branches and repeats."""
    skipped = (Mark.BRANCH, Mark.REPEAT)
    return [step for step in address.section(Section.PATH) if step.mark not in skipped]


def _begins_alike(one: list[Step], other: list[Step]) -> bool:
    return all(_same_step(a, b) for a, b in zip(one, other, strict=False))


def _same_step(one: Step, other: Step) -> bool:
    """Any member may be meant by map values or a pattern; one item is any item."""
    if (one.mark, one.text) == (other.mark, other.text):
        return True
    maps, lists = {Mark.VALUES, Mark.PATTERN}, {Mark.ITEMS, Mark.INDEX}
    marks = {one.mark, other.mark}
    return bool(marks & maps and marks <= maps | {Mark.MEMBER}) or marks <= lists
