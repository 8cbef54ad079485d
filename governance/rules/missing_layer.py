"""missing-layer."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.service import Service
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("missing-layer", severity=Severity.ERROR, on=Service)
def missing_layer(service: Service, context: Context) -> Iterator[Violation]:
    """A service stands in no layer.

    The layer decides what a service may use and how strictly it is judged. Without one it is judged as if it could be
    anything, and anybody may come to depend on it.
    """
    known = [layer.name for layer in context.around.layers]
    if service.layer not in known:
        message = f"{service.name} has {f'the unknown layer {service.layer!r}' if service.layer else 'no layer'}"
        yield Violation(message, (*service.origin.pointer, "layer"), f"One of {', '.join(known)}.")
