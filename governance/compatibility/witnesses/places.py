"""From the place of a change back to the operations of both releases that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from catalog.model.contract import Contract
from catalog.model.http import Operation
from governance.compatibility.change import Where
from governance.compatibility.matching import Pair, match_channels, match_event_operations, match_operations

if TYPE_CHECKING:
    from catalog.model.messaging import Channel, EventOperation
    from governance.compatibility.http.routes import Routes

CALLBACK = re.compile(r"callback\.(?P<name>.+?)\.(?P<method>[A-Z]+)(?:\.|$)")


class Operations:
    """The pairs of operations of two releases by subject; matched once, when first asked for."""

    def __init__(self, base: Contract, revision: Contract, path_versions: Sequence[str], *, swapped: bool) -> None:
        self._base, self._revision, self._versions, self._swapped = base, revision, path_versions, swapped
        self._named: dict[str, list[Pair[Operation]]] = {}
        self._events: dict[str, list[Pair[EventOperation]]] = {}
        self._channels: dict[str, list[Pair[Channel]]] = {}

    def http(self, where: Where) -> tuple[Pair[Operation] | None, str]:
        """The operation of a place and the part inside it; callbacks are followed."""
        if not self._named:
            from governance.compatibility.http.operations import subject

            for each in self.pairs:
                self._named.setdefault(subject(each.either), []).append(each)
        pair, part = _named(self._named.get(where.subject, ()), where.label), where.part
        while pair is not None and (found := CALLBACK.match(part)):
            pair, part = _called(pair, found["name"], found["method"]), part[found.end() :]
        return pair, part

    @cached_property
    def pairs(self) -> tuple[Pair[Operation], ...]:
        """All HTTP operations and webhooks."""
        return match_operations(self._base.operations, self._revision.operations, self._versions)

    @cached_property
    def routes(self) -> Routes:
        """What else the paths of operations lead to."""
        from governance.compatibility.http.routes import Routes

        return Routes(self._base, self._revision)

    def events(self, subject_: str) -> Sequence[Pair[EventOperation]]:
        """The operations of `send order.submitted.v1`: several may do the same at one address."""
        if not self._events:
            for pair in match_event_operations(self._base.event_operations, self._revision.event_operations):
                self._events.setdefault(self._event_subject(pair.either), []).append(pair)
        return self._events.get(subject_, ())

    def channels(self, subject_: str) -> Sequence[Pair[Channel]]:
        """The channels of `channel order.submitted.v1`."""
        if not self._channels:
            from governance.compatibility.messaging.channels import name_of

            for pair in match_channels(self._base.channels, self._revision.channels):
                self._channels.setdefault(f"channel {name_of(pair.either)}", []).append(pair)
        return self._channels.get(subject_, ())

    def _event_subject(self, operation: EventOperation) -> str:
        from catalog.model.messaging import Action
        from governance.compatibility.messaging.channels import name_of

        sends = (operation.action is Action.SEND) is not self._swapped
        return f"{'send' if sends else 'receive'} {name_of(operation.channel)}"


def _named(pairs: Sequence[Pair[Operation]], label: str) -> Pair[Operation] | None:
    """The pair of this label, where only the names of templates tell several apart; else the first."""
    return next((pair for pair in pairs if pair.either.label == label), next(iter(pairs), None))


def _called(pair: Pair[Operation], name: str, method: str) -> Pair[Operation] | None:
    """The operation of a callback in both releases."""
    base, revision = (_callback(side, name) for side in (pair.base, pair.revision))
    pairs = match_operations(base, revision)
    return next((found for found in pairs if found.either.method == method), None)


def _callback(operation: Operation | None, name: str) -> Sequence[Operation]:
    callbacks = operation.callbacks if operation is not None else ()
    return next((callback.operations for callback in callbacks if callback.name == name), ())
