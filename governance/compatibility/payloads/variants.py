"""Branches of oneOf and anyOf: which is which, by discriminator, const value, component, members, or required names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from catalog.frozen import dataclass
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.discriminators import leads
from governance.compatibility.payloads.flat import Flat, flatten, value_of
from governance.compatibility.payloads.sources import BASE, REVISION, Sources
from governance.compatibility.payloads.words import is_null
from governance.compatibility.sameness import spelled


@dataclass(frozen=True, slots=True)
class Variants:
    """`matched`: every branch of both unions is in `pairs`, `removed` or `added`, so the union needs no other look."""

    matched: bool = False
    pairs: tuple[tuple[str, Node, Node], ...] = ()
    removed: tuple[tuple[str, Node], ...] = ()
    added: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch with all that may tell it apart; an empty text tells nothing."""

    node: Node
    led: str
    tags: str
    component: str
    values: str
    members: str
    shape: str

    @property
    def name(self) -> str:
        """What people call it."""
        return self.tags or self.component or self.shape


KEYS: tuple[Callable[[Branch], str], ...] = (
    lambda branch: branch.led,
    lambda branch: branch.tags,
    lambda branch: branch.component,
    lambda branch: branch.values,
    lambda branch: branch.members,
    lambda branch: branch.shape,
)
"""What branches are matched by, the surest first."""


NULL = "null"
MAX_ASKED = 64
"""How many pairs of nameless branches are looked at for equality."""


def match_variants(base: Flat, revision: Flat, sources: Sources, equal: Callable[[Node, Node], bool]) -> Variants:
    """Match the unions of two schemas; unmatched as a whole where two branches of one union cannot be told apart."""
    if base.union is None or revision.union is None:
        return Variants()
    before, after = leads(base), leads(revision)
    gone = [_branch(node, _led(node, before), BASE, sources) for node in base.union[1]]
    new = [_branch(node, _led(node, after), REVISION, sources) for node in revision.union[1]]
    pairs: list[tuple[Branch, Branch]] = []
    for key in KEYS:
        pairs += _matched(key, gone, new)
    if len(gone) * len(new) <= MAX_ASKED:
        pairs += _equal(gone, new, equal)
    if len(gone) == len(new) == 1 and pairs and NULL not in (gone[0].shape, new[0].shape):
        pairs.append((gone.pop(), new.pop()))
    if not pairs or (gone and not _tells_apart(gone)) or (new and not _tells_apart(new)):
        return Variants()
    if not _lead_alike(before, after, pairs):
        return Variants()
    return Variants(
        True,
        tuple((after.name, before.node, after.node) for before, after in pairs),
        tuple((branch.name, branch.node) for branch in gone),
        tuple((branch.name, branch.node) for branch in new),
    )


def _led(branch: Node, leading: dict[str, Node]) -> str:
    """The discriminator's values that lead to a branch."""
    return "|".join(sorted(value for value, node in leading.items() if node is branch))


def _lead_alike(before: dict[str, Node], after: dict[str, Node], pairs: list[tuple[Branch, Branch]]) -> bool:
    """Whether each value that both discriminators know leads to branches that are compared with one another."""
    compared = {(id(left.node), id(right.node)) for left, right in pairs}
    return all((id(before[value]), id(after[value])) in compared for value in before.keys() & after.keys())


def _matched(key: Callable[[Branch], str], gone: list[Branch], new: list[Branch]) -> list[tuple[Branch, Branch]]:
    """Take out the pairs that share a key which no other branch of their side has."""
    before, after = Counter(map(key, gone)), Counter(map(key, new))
    fresh = {key(branch): branch for branch in new}
    found = [
        (branch, fresh[key(branch)])
        for branch in gone
        if key(branch) and before[key(branch)] == 1 and after[key(branch)] == 1
    ]
    for left, right in found:
        gone.remove(left)
        new.remove(right)
    return found


def _equal(gone: list[Branch], new: list[Branch], equal: Callable[[Node, Node], bool]) -> list[tuple[Branch, Branch]]:
    """Take out the pairs that allow the same, whatever they are called."""
    found = []
    for before in list(gone):
        after = next((branch for branch in new if equal(before.node, branch.node)), None)
        if after is not None:
            gone.remove(before)
            new.remove(after)
            found.append((before, after))
    return found


def _tells_apart(branches: list[Branch]) -> bool:
    return len({branch.name for branch in branches}) == len(branches)


def name_of(node: Node, side: str, sources: Sources) -> str:
    """What people call a branch; as `Branch.name`, without all else that tells it apart."""
    flat = flatten(node, side, sources)
    return _tags(flat, side, sources) or _component(node, side, sources) or _shape(flat)


def _component(node: Node, side: str, sources: Sources) -> str:
    target = sources.follow(node, side)
    return str(target.pointer[-1]) if target is not None and target.pointer else ""


def _shape(flat: Flat) -> str:
    if is_null(flat.node.value):
        return NULL
    only = _only(flat.node.value)
    return spelled(only[0]).decode() if only else f"{_kind(flat.keyword('type'))}({','.join(sorted(flat.required))})"


def _branch(node: Node, led: str, side: str, sources: Sources) -> Branch:
    flat = flatten(node, side, sources)
    members = ",".join(sorted(flat.properties))
    return Branch(
        node,
        led,
        _tags(flat, side, sources),
        _component(node, side, sources),
        _values(flat, side, sources),
        f"{_kind(flat.keyword('type'))}[{members}]" if members else "",
        _shape(flat),
    )


def _kind(named: Json) -> str:
    """The types, null aside, which stands beside any variant in one spelling and apart in another."""
    names = named if isinstance(named, list) else [named or "any"]
    return "|".join(sorted(str(name) for name in names if name != "null")) or "null"


def _tags(flat: Flat, side: str, sources: Sources) -> str:
    """The constants of required properties: `kind=card`."""
    names = flat.required & flat.properties.keys()
    found = ((name, constant(value_of(flat.properties[name], side, sources))) for name in names)
    return ",".join(sorted(f"{name}={tag}" for name, tag in found if tag is not None))


def _values(flat: Flat, side: str, sources: Sources) -> str:
    """The members with the values that are listed of them: `amount, type=card|wallet`."""
    found = ((name, value_of(child, side, sources)) for name, child in sorted(flat.properties.items()))
    listed = [
        (name, value.get("enum", value.get("const")) if isinstance(value, dict) else None) for name, value in found
    ]
    if all(values is None for _, values in listed):
        return ""
    return ", ".join(name if values is None else f"{name}={_joined(values)}" for name, values in listed)


def _joined(values: Json) -> str:
    return "|".join(sorted(map(str, values if isinstance(values, list) else [values])))


def constant(schema: Json) -> str | None:
    """The one scalar that the schema allows, as text."""
    only = _only(schema)
    return str(only[0]) if only else None


def _only(schema: Json) -> list[Json]:
    """The one scalar that the schema allows; empty where there is not just one."""
    if not isinstance(schema, dict):
        return []
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    return values if isinstance(values, list) and len(values) == 1 and not isinstance(values[0], dict | list) else []
