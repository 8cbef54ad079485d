"""dependency-cycle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from catalog.model.consumption import Consumption
from catalog.model.service import ContractEntry, Service
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("dependency-cycle", severity=Severity.ERROR, on=Service)
def dependency_cycle(service: Service, context: Context) -> Iterator[Violation]:
    """A service calls itself in a roundabout way.

    Services that call each other in a circle can be deployed, tested and recovered only together, and an outage of one
    is an outage of all. Events do not close a circle: whoever sends one waits for nobody.
    """
    circle = _shortest(service.name, context)
    if circle:
        way = " → ".join((service.name, *circle))
        hint = "Turn one of the calls into an event, or move what both need into a third service."
        yield Violation(
            f"{way}: the calls go in a circle", service.origin.pointer, hint, facet=" ".join(sorted(circle))
        )


def _shortest(start: str, context: Context) -> tuple[str, ...]:
    """The services on the shortest way from a service back to itself."""
    waiting: deque[tuple[str, ...]] = deque([()])
    seen: set[str] = set()
    while waiting:
        way = waiting.popleft()
        for name in _called(way[-1] if way else start, context):
            if name == start:
                return (*way, name)
            if name not in seen:
                seen.add(name)
                waiting.append((*way, name))
    return ()


def _called(name: str, context: Context) -> Iterator[str]:
    for use in context.around.consumptions_by(name):
        entry = context.around.entry(use.contract)
        if (
            entry is not None
            and entry.owner_kind == "service"
            and entry.owner != name
            and _is_call(use, entry, context)
        ):
            yield entry.owner


def _is_call(use: Consumption, entry: ContractEntry, context: Context) -> bool:
    """Not where the document is an event contract."""
    file = entry.path.rpartition("/")[2]
    if file.startswith(("openapi.", "asyncapi.")):
        return file.startswith("openapi.")
    document = context.around.source(entry.path) if entry.path else None
    if document is not None and isinstance(document.tree, dict):
        return "asyncapi" not in document.tree
    return "event" not in (use.pattern, *entry.qualities.pattern)
