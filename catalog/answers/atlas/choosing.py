"""Which of all that is reached is shown: within the depth, through the filters, up to the limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalog.answers.atlas.facts import VENDOR, About, about
from catalog.answers.atlas.shape import Choices, Counted, FocusQuery, Hidden
from catalog.graph.atlas import Atlas
from catalog.graph.edges import Kind, Relation
from catalog.graph.reach import Spot
from catalog.repository.snapshot import Snapshot

USUAL = (Kind.SERVICE, Kind.CONTRACT, Kind.WORKFLOW, Kind.VENDOR)
FURTHER = {
    Kind.CONTRACT: (Kind.ENTITY,),
    Kind.VENDOR: (Kind.RELEASE,),
    Kind.RELEASE: (Kind.RELEASE,),
    Kind.ADDRESS: (Kind.ADDRESS,),
    Kind.ENTITY: (Kind.ENTITY,),
    Kind.SCHEMA: (Kind.SCHEMA, Kind.ENTITY),
    Kind.TEAM: (Kind.TEAM,),
}
"""What is shown of other kinds unless asked otherwise, by the kind of the focus."""
ORDER = {kind: place for place, kind in enumerate((*USUAL, *(kind for kind in Kind if kind not in USUAL)))}


@dataclass(frozen=True)
class Choosing:
    """Everything reached from `start`, and what of it is chosen; `cut` counts what is not reached through the links
    that the query admits."""

    snapshot: Snapshot
    atlas: Atlas
    start: int
    reached: Mapping[int, Spot]
    query: FocusQuery
    cut: int = 0

    @cached_property
    def within(self) -> tuple[int, ...]:
        """All that lie within the depth, nearest first, without the focus."""
        farthest = 2 * self.query.depth
        return tuple(n for n, spot in self.reached.items() if spot.half <= farthest and n != self.start)

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        if self.query.kinds:
            return frozenset(Kind(name) for name in self.query.kinds)
        return frozenset((*USUAL, *FURTHER.get(self.atlas.vertices[self.start].kind, ())))

    @cached_property
    def of_kind(self) -> tuple[int, ...]:
        return tuple(n for n in self.within if self.atlas.vertices[n].kind in self.kinds)

    @cached_property
    def admitted(self) -> tuple[int, ...]:
        """Those that pass every filter, nearest first, then by kind and name."""
        passing = self.of_kind
        if self.query.layers or self.query.domains:
            passing = tuple(n for n in passing if self._is_at(self.about(n)))
        return tuple(sorted(passing, key=self._rank))

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """The focus and one page of the others."""
        begin = (self.query.page - 1) * self.query.limit
        return (self.start, *self.admitted[begin : begin + self.query.limit])

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.admitted) // self.query.limit))

    def about(self, number: int) -> About:
        return about(self.snapshot, self.atlas.vertices[number])

    def hidden(self) -> Hidden:
        left = Counter(
            self.atlas.vertices[n].kind for n in self.within if self.atlas.vertices[n].kind not in self.kinds
        )
        by_kind = tuple(Counted(kind.value, count, False) for kind, count in sorted(left.items(), key=_by_order))
        return Hidden(
            len(self.reached) - len(self.shown),
            len(self.reached) - 1 - len(self.within),
            by_kind,
            len(self.of_kind) - len(self.admitted),
            len(self.admitted) + 1 - len(self.shown),
            self.cut,
        )

    def choices(self) -> Choices:
        """Layers and domains are counted among nodes of the kinds that are shown."""
        kinds = Counter(self.atlas.vertices[n].kind for n in self.within)
        facts = [self.about(n) for n in self.of_kind]
        return Choices(
            tuple(Counted(kind.value, n, kind in self.kinds) for kind, n in sorted(kinds.items(), key=_by_order)),
            self._counted((each.layer for each in facts), self.query.layers, self._layers()),
            self._counted((each.domain for each in facts), self.query.domains, ()),
            self._relations(),
        )

    def _relations(self) -> tuple[str, ...]:
        links = {self.reached[n].link for n in self.within}
        found = {self.atlas.links[link].relation for link in links if link >= 0}
        asked = {Relation(name) for name in self.query.relations}
        return tuple(relation.value for relation in Relation if relation in found | asked)

    def _layers(self) -> tuple[str, ...]:
        return (*(layer.name for layer in self.snapshot.catalog.layers), VENDOR)

    def _counted(self, values: Iterable[str], asked: tuple[str, ...], order: tuple[str, ...]) -> tuple[Counted, ...]:
        found = Counter(value for value in values if value)
        names = dict.fromkeys((*(n for n in order if n in found), *sorted(found), *asked))
        return tuple(Counted(name, found[name], name in asked) for name in names)

    def _is_at(self, facts: About) -> bool:
        layers, domains = self.query.layers, self.query.domains
        return (not layers or facts.layer in layers) and (not domains or facts.domain in domains)

    def _rank(self, number: int) -> tuple[int, int, str]:
        vertex = self.atlas.vertices[number]
        return self.reached[number].half, ORDER[vertex.kind], vertex.name


def _by_order(pair: tuple[Kind, int]) -> int:
    return ORDER[pair[0]]
