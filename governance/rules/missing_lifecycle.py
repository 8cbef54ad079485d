"""missing-lifecycle."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.model.quality import STAGES
from catalog.model.service import Service
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule


@rule("missing-lifecycle", severity=Severity.ERROR, on=Service)
def missing_lifecycle(service: Service, _: Context) -> Iterator[Violation]:
    """A service does not say at which stage of its life it is.

    Whether one may build on a contract, and whether it may still change, depends on its stage: draft, beta, active,
    deprecated, sunset or retired. A contract that states its own needs none from its service.
    """
    pointer = (*service.origin.pointer, "lifecycle")
    hint = f"One of {', '.join(STAGES)}."
    stage = service.lifecycle.stage
    unstated = [entry.id for entry in service.contracts if not entry.lifecycle.stage]
    if stage and stage not in STAGES:
        yield Violation(f"{stage!r} is no stage of a lifecycle", pointer, hint)
    elif not stage and (unstated or not service.contracts):
        yield Violation(f"{service.name} has no lifecycle", pointer, hint)
