"""Which of all that is reached is shown: within the depth, through the filters, up to the limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalog.answers.atlas.facts import VENDOR
from catalog.answers.atlas.ground import ORDER, USUAL, Ground
from catalog.answers.atlas.shape import Choices, Counted, FocusQuery, Hidden
from catalog.graph.atlas import Atlas
from catalog.graph.edges import Kind, Relation, Vertex
from catalog.graph.reach import Reach

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

KINDS = tuple(ORDER)


@dataclass(frozen=True)
class Choosing:
    """What was reached, and what of it is chosen. `atlas` is the ground's, perhaps with links of the focus alone;
    `everything` counts all that is reached however far, the focus included."""

    ground: Ground
    atlas: Atlas
    reached: Reach
    query: FocusQuery
    everything: int

    @property
    def focus(self) -> Vertex:
        return self.atlas.vertices[self.reached.start]

    @cached_property
    def within(self) -> list[int]:
        """All that lie within the depth, without the focus."""
        start = self.reached.start
        return [number for number in self.reached.half if number != start]

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        if self.query.kinds:
            return frozenset(Kind(name) for name in self.query.kinds)
        return frozenset((*USUAL, *FURTHER.get(self.focus.kind, ())))

    @cached_property
    def of_kind(self) -> list[int]:
        kinds, wanted = self.ground.kind_numbers, frozenset(ORDER[kind] for kind in self.kinds)
        return [number for number in self.within if kinds[number] in wanted]

    @cached_property
    def admitted(self) -> list[int]:
        """Those that pass every filter, nearest first, then by kind and name."""
        half, ranks, count = self.reached.half, self.ground.ranks, len(self.ground.ranks)
        filtered, places = bool(self.query.layers or self.query.domains), self.ground.places
        passing = [number for number in self.of_kind if not filtered or self._is_asked(*places[number])]
        return sorted(passing, key=lambda number: half[number] * count + ranks[number])

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """The focus and one page of the others."""
        begin = (self.query.page - 1) * self.query.limit
        return (self.reached.start, *self.admitted[begin : begin + self.query.limit])

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.admitted) // self.query.limit))

    @cached_property
    def _by_kind(self) -> Mapping[Kind, int]:
        found = Counter(map(self.ground.kind_numbers.__getitem__, self.within))
        return {KINDS[number]: count for number, count in sorted(found.items())}

    def hidden(self) -> Hidden:
        return Hidden(
            self.everything - len(self.shown),
            self.everything - 1 - len(self.within),
            tuple(Counted(kind.value, n, False) for kind, n in self._by_kind.items() if kind not in self.kinds),
            len(self.of_kind) - len(self.admitted),
            len(self.admitted) + 1 - len(self.shown),
        )

    def choices(self) -> Choices:
        """Layers and domains are counted among nodes of the kinds that are shown."""
        places = Counter(map(self.ground.places.__getitem__, self.of_kind))
        return Choices(
            tuple(Counted(kind.value, n, kind in self.kinds) for kind, n in self._by_kind.items()),
            _counted(((layer, n) for (layer, _), n in places.items()), self.query.layers, self._layers()),
            _counted(((domain, n) for (_, domain), n in places.items()), self.query.domains, ()),
            self._relations(),
        )

    def _relations(self) -> tuple[str, ...]:
        links = self.atlas.links
        found = {links[at].relation for at in set(self.reached.link.values())}
        asked = {Relation(name) for name in self.query.relations}
        return tuple(relation.value for relation in Relation if relation in found | asked)

    def _layers(self) -> tuple[str, ...]:
        return (*(layer.name for layer in self.ground.snapshot.catalog.layers), VENDOR)

    def _is_asked(self, layer: str, domain: str) -> bool:
        layers, domains = self.query.layers, self.query.domains
        return (not layers or layer in layers) and (not domains or domain in domains)


def _counted(values: Iterable[tuple[str, int]], asked: tuple[str, ...], order: tuple[str, ...]) -> tuple[Counted, ...]:
    found: Counter[str] = Counter()
    for value, count in values:
        found[value] += count
    del found[""]
    names = dict.fromkeys((*(name for name in order if name in found), *sorted(found), *asked))
    return tuple(Counted(name, found[name], name in asked) for name in names)
