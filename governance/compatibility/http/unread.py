"""Path items that are references without an end: which operations they hold, nobody can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.http import Operation, Origin
from catalog.model.node import Node
from catalog.model.templates import template_key
from governance.compatibility.change import Change, Where
from governance.compatibility.matching import Pair
from governance.compatibility.sides import Sides
from governance.compatibility.unresolved import lost_members, undecided

Items = dict[str, Node]


@dataclass(frozen=True, slots=True)
class Unread:
    """Those of both releases in one map of path items, by path key, webhook or expression."""

    base: Items
    revision: Items

    def hides(self, pair: Pair[Operation]) -> bool:
        """Whether the release that lacks an operation may have it where nobody can read."""
        if pair.base is None:
            return pair.either.path_key in self.base
        return pair.revision is None and pair.either.path_key in self.revision

    def changes(self, sides: Sides, where_of: Callable[[str], Where]) -> Iterator[Change]:
        """That it cannot be told what changed there."""
        for key in sorted({**self.base, **self.revision}):
            unknown = undecided(sides.sameness, self.base.get(key), self.revision.get(key), where_of(key))
            if unknown is not None:
                yield unknown


def unread(sides: Sides, base: Node, revision: Node, origin: Origin) -> Unread:
    """What two maps of path items hold."""
    return Unread(_items(sides.base, base, origin), _items(sides.revision, revision, origin))


def _items(contract: Contract, holder: Node, origin: Origin) -> Items:
    lost = lost_members(contract, holder)
    return {template_key(key): node for key, node in lost.items()} if origin is Origin.PATH else lost
