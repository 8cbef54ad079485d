"""What a discriminator says of two releases: its property, and the values that this may have (SEMANTICS §3)."""

from __future__ import annotations

from collections.abc import Iterator

from governance.compatibility.payloads.discriminators import leads, mapping_of
from governance.compatibility.payloads.flat import Flat
from governance.compatibility.payloads.inheritance import Heirs, discriminating
from governance.compatibility.payloads.judge import Flow, Judge
from governance.compatibility.payloads.pairs import Both, Local
from governance.compatibility.payloads.sources import BASE, REVISION


def discriminated(both: Both, judge: Judge, flow: Flow) -> Iterator[Local]:
    """A property that is another one now, and values that are new or gone."""
    before, after = (discriminating(flat.keyword("discriminator")) for flat in (both.base, both.revision))
    if before is None or after is None:
        return
    nodes = (both.base.node, both.revision.node)
    if before != after:
        yield Local("discriminator-property-renamed", (), *nodes, (("base", before), ("revision", after)))
        return
    for motion, here, there in (("removed", BASE, REVISION), ("added", REVISION, BASE)):
        for value in sorted(_only(both, judge, here, there, before)):
            yield Local(f"{flow.direction.value}-discriminator-value-{motion}", (), *nodes, (("value", value),))


def _only(both: Both, judge: Judge, here: str, there: str, member: str) -> set[str]:
    """The values that one side has and the other lacks.

    Between a component and its heirs another one may be put that says nothing of its own, and what an heir inherits
    may be written out in it: so only the last in line are asked for, and only those that are not there.
    """
    heirs, others = (judge.lineages[side].heirs(both.side(side).node) for side in (here, there))
    elsewhere = judge.lineages[there]
    last = {n: heir for n, heir in (heirs or {}).items() if heir.is_last and not elsewhere.declares(n, member)}
    return _values(both.side(here), heirs, last) - _values(both.side(there), others, others or {})


def _values(flat: Flat, family: Heirs | None, heirs: Heirs) -> set[str]:
    """Mapping keys, and the names of components of the union, or of heirs, that no key maps to.

    Of a component that has inherited its discriminator, only what leads to it or to its own heirs."""
    mapping = mapping_of(flat)
    inherits = family is not None and not (isinstance(flat.node.value, dict) and "discriminator" in flat.node.value)
    own = {*(family or ()), flat.node.pointer[-1]} if inherits else {*mapping.values()}
    names = {heir.value for name, heir in heirs.items() if heir.value is not None and name not in mapping.values()}
    return {*(value for value, name in mapping.items() if name in own), *leads(flat), *names}
