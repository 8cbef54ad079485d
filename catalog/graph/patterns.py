"""Uses with `*`: which places they name. In a word it stands for text of one segment, as a word or `**` for any."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from catalog.errors import CatalogError
from catalog.frozen import dataclass
from catalog.graph.alike import words_meet
from catalog.model.address import Address, Mark, Section, Step, step_text
from catalog.model.address_text import parse_address
from catalog.model.source import Pointer
from catalog.reading.addresses.graph import Graph
from catalog.reading.addresses.groups import reach
from catalog.reading.addresses.spots import Label, Spot

SpotKey = tuple[str, Pointer]
Identity = tuple[SpotKey, bool, int, Section]
States = int
"""Bits: how much of a pattern may have been read, each bit a position in it."""

METHODS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY")
OTHERS = {
    "channel": ("send", "receive"), "send": ("channel",), "receive": ("channel",), "path": METHODS,
    **dict.fromkeys(METHODS, ("path",)),
}  # fmt: skip
"""What a subject may begin with instead: a channel concerns who sends and who receives there."""
ANY = "\0"
_ANY = re.compile(r"\*{2,}|(?<![^ ])\*(?![^ ])")
SEPARATORS = (" ", ".")
OPENING = (*SEPARATORS, "[", "{", "<", "^")
"""What a step may begin with."""
_ORDINAL = re.compile(r"~\d+\Z")
_BRANCH = re.compile(r"<[^<>]*>|\^\d+")


class Pattern:
    """The text of a use, read step by step."""

    def __init__(self, text: str) -> None:
        self.text = _ANY.sub(ANY, _ORDINAL.sub("", text))
        self.words = tuple(re.split(r"[ .]", self.text))
        self._path = self.text.rpartition(" ")[2]
        self.end = 1 << len(self.text)
        self._literal: dict[str, int] = defaultdict(int)
        for position, character in enumerate(self.text):
            self._literal[character] |= 1 << position
        self._any = self._literal.pop(ANY, 0)
        self._stars = self._any | self._literal.pop("*", 0)
        self._optional = [(1 << found.start(), 1 << found.end()) for found in _BRANCH.finditer(self.text)]
        self._boundary = self.end | self._any | sum(self._literal.get(sign, 0) for sign in OPENING)
        self.start = self._open(1)

    def read(self, states: States, text: str) -> States:
        """Where reading may have come after the text; 0 where it does not fit."""
        stays = self._any if text[:1] in SEPARATORS else self._stars
        for character in text:
            if not states:
                return 0
            states = self._open(((states & self._literal.get(character, 0)) << 1) | (states & stays))
            stays = self._stars
        return states

    def _open(self, states: States) -> States:
        """With what may be left out: the rest of a `*`, and the name of a branch."""
        states |= (states & self._stars) << 1
        for before, after in self._optional:
            if states & before:
                states |= after | ((after & self._stars) << 1)
        return states

    def after(self, states: States, step: Step, before: Step | None) -> States:
        """Where reading may have come after a step, in whatever way it may be said."""
        found = 0
        for each in self._said(step):
            text = step_text(each, before)
            found |= self.read(states, text if before is not None else text.removeprefix(" "))
        return found | (states if step.mark in (Mark.BRANCH, Mark.REPEAT) else 0)

    def _said(self, step: Step) -> Iterator[Step]:
        yield step
        if step.section is Section.SUBJECT:
            yield from (step._replace(text=word) for word in OTHERS.get(step.text, ()))
        elif step.section is Section.PART:
            met = (word for word in self.words if word != step.text and words_meet(step.text, word))
            yield from (step._replace(text=word) for word in met)
        elif step.mark is Mark.INDEX and "[]" in self._path:
            yield step._replace(mark=Mark.ITEMS)
        elif step.mark is Mark.MEMBER and "{}" in self._path:
            yield step._replace(mark=Mark.VALUES)

    def meets(self, steps: Iterable[Step]) -> bool:
        """By name: whether what the pattern names is at the end of the steps, above it or below it."""
        states, before = self.start, None
        for step in steps:
            if step.section is Section.FACET or step.mark in (Mark.VALUES, Mark.PATTERN):
                break  # whichever member is named may be meant by the values of a map
            states, before = self.after(states, step, before), step
            if states & self.end or not states:
                break
        return states & self._boundary != 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A place, come to with so much of the pattern read."""

    spot: Spot
    states: States
    steps: Label
    before: Visit | None = field(compare=False, default=None)

    @property
    def identity(self) -> Identity:
        """What comes of it further on."""
        return self.spot.key, self.spot.facet, self.states, self.steps[-1].section


class UsedPattern:
    """The places that a pattern names in a contract, whose places are in `graph`; None where it cannot be read.
    `most`: places that are looked through."""

    def __init__(self, text: str, graph: Graph | None, most: int) -> None:
        self.graph, self._pattern, self._most = graph, Pattern(text), most
        self._known: dict[Label, frozenset[SpotKey] | None] = {}
        self._ends: dict[Label, list[Visit]] = {}

    def meets(self, steps: Iterable[Step]) -> bool:
        """By name: whether what the pattern names is at the end of the steps, above it or below it."""
        return self._pattern.meets(steps)

    def comes_through(self, key: SpotKey, address: Address) -> bool:
        """By place: whether what is named in the operation or channel of the address is written there, comes through
        what is, or holds it; true where there is too much to look through."""
        known = self._keys_in(address)
        return known is None or key in known

    def is_in(self, address: Address) -> bool:
        """Whether the operation or channel of the address has anything that is named."""
        return self._keys_in(address) != frozenset()

    def _keys_in(self, address: Address) -> frozenset[SpotKey] | None:
        subject = address.section(Section.SUBJECT)
        if subject not in self._known:
            self._known[subject] = self._keys(subject)
        return self._known[subject]

    def comes_through_any(self, wanted: Callable[[SpotKey], bool]) -> bool:
        """As `comes_through`, for one of the places wanted, in any operation or channel."""
        return any(self._keys_in(each) is None or any(map(wanted, self._keys_in(each) or ())) for each in self._all())

    def ends(self) -> Iterator[tuple[Address, SpotKey]]:
        """The places that are named, without those below them, each by one of its addresses."""
        for subject in self._all():
            self._keys_in(subject)
            visits = self._ends.get(subject.section(Section.SUBJECT), ())
            yield from ((Address("", visit.steps), visit.spot.key) for visit in visits)

    def names_something(self) -> bool:
        """Whether the contract has any place that is named; `**` names the whole of it."""
        return bool(self._pattern.start & self._pattern.end) or any(map(self.is_in, self._all()))

    def _all(self) -> Iterator[Address]:
        """The operations, channels and components."""
        edges = self.graph.edges(self.graph.root) if self.graph is not None else ()
        return (Address("", edge.label) for edge in edges if edge.label and not edge.alias)

    def _keys(self, subject: Label) -> frozenset[SpotKey] | None:
        """Where the places named below a subject are written, what they come through, and what lies below them."""
        assert self.graph is not None
        states = self._pattern.read(self._pattern.start, str(Address("", subject)).partition(" ")[2])
        if not states or not subject:
            return frozenset()
        starts = [Visit(spot, states, subject) for spot, _ in reach(self.graph, subject).values()]
        named = self._ends[subject] = []
        return self._explored(starts, named)

    def _explored(self, waiting: list[Visit], named: list[Visit]) -> frozenset[SpotKey] | None:
        """Forth over all places as long as the pattern can be read, back from those that it names."""
        ways: dict[Identity, list[Visit]] = {}
        while waiting:
            visit = waiting.pop()
            known = ways.get(visit.identity)
            ways.setdefault(visit.identity, []).extend([visit.before] if visit.before else [])
            if known is not None:
                continue
            if len(ways) > self._most:
                return None
            if visit.states & self._pattern.end:
                named.append(visit)
            else:
                waiting += self._further(visit)
        through = self._through(named, ways)
        below = self._below([visit.spot for visit in named])
        return None if below is None else through | below

    def _further(self, visit: Visit) -> Iterator[Visit]:
        assert self.graph is not None
        for edge in self.graph.edges(visit.spot):
            states, last = visit.states, visit.steps[-1]
            for step in edge.label:
                states, last = self._pattern.after(states, step, last), step
            if states:
                yield Visit(edge.spot, states, visit.steps + edge.label, visit)

    def _through(self, named: list[Visit], ways: dict[Identity, list[Visit]]) -> frozenset[SpotKey]:
        seen, waiting = set[Identity](), list(named)
        found = set[SpotKey]()
        while waiting:
            visit = waiting.pop()
            if visit.identity not in seen:
                seen.add(visit.identity)
                found |= {visit.spot.key} if visit.steps[-1].section is not Section.SUBJECT else set()
                waiting += ways[visit.identity]
        return frozenset(found)

    def _below(self, waiting: list[Spot]) -> frozenset[SpotKey] | None:
        assert self.graph is not None
        found = set[SpotKey]()
        while waiting:
            spot = waiting.pop()
            if spot.key not in found:
                found.add(spot.key)
                waiting += [edge.spot for edge in self.graph.edges(spot)]
            if len(found) > self._most:
                return None
        return frozenset(found)


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern names the place of a text, something above it, or something below it."""
    try:
        return Pattern(pattern).meets(parse_address(f"c {text}").steps)
    except CatalogError:
        return False
