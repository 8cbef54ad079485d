"""The whole value of a body, parameter, header or payload that shows a change, verified on both sides."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.node import Node
from catalog.model.source import Json
from governance.compatibility.payloads.roots import PayloadChange
from governance.compatibility.payloads.sources import BASE, REVISION
from governance.compatibility.payloads.ways import Root
from governance.compatibility.witnesses.asking import Asking, Sample, Spot


@dataclass(frozen=True, slots=True)
class Whole:
    """`spot` is the schema of the side that sends the value; `other` the node of the side that rejects it."""

    value: Json
    spot: Spot
    other: Node


def whole_value(change: PayloadChange, asking: Asking) -> Whole | None:
    """None where no value shows the change, or none that the validator confirms."""
    if change.shown is None:
        return None
    spot, heard = _spots(change.shown.root)
    if not change.place_only:  # the validator has confirmed it where the change was proved
        return Whole(change.value, spot, heard.node)
    found = asking.refuting(spot, heard)
    if found is None or not change.shown.root.says(found.value) or not _shows(found, spot, heard, asking):
        return None
    return Whole(found.value, spot, heard.node)


def _shows(found: Sample, said: Spot, heard: Spot, asking: Asking) -> bool:
    """Whether the validator accepts the value where it is said and rejects it where it is heard."""
    return asking.accepts(found.value, said) is True and asking.accepts(found.value, heard, reader=True) is False


def _spots(root: Root) -> tuple[Spot, Spot]:
    """Where the value is said, and where it is heard."""
    flow = root.flow
    sent, received = (REVISION, BASE) if flow.sender == REVISION else (BASE, REVISION)
    return (
        Spot(root.side(sent), sent, flow.direction, flow.text),
        Spot(root.side(received), received, flow.direction, flow.text),
    )
