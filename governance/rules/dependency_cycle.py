"""dependency-cycle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from catalog.model.service import Service
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
    caller: dict[str, str] = {}
    waiting = deque((start,))
    while waiting:
        name = waiting.popleft()
        for called in context.around.called_by(name):
            if called == start:
                return (*_way(name, start, caller), start)
            if called not in caller:
                caller[called] = name
                waiting.append(called)
    return ()


def _way(name: str, start: str, caller: dict[str, str]) -> tuple[str, ...]:
    """From behind the start to a name."""
    way: deque[str] = deque()
    while name != start:
        way.appendleft(name)
        name = caller[name]
    return tuple(way)
