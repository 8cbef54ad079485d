"""missing-slo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog.model.quality import Slo
from catalog.model.service import ContractEntry
from catalog.model.workflow import Workflow
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule

SYNC, EVENT, BATCH = "sync", "event", "batch"
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("validation", "pricing", "confirmation", "submission", "query"), SYNC),
    **dict.fromkeys(("status-propagation", "notification"), EVENT),
    **dict.fromkeys(("bulk-alignment", "partner-exchange"), BATCH),
}
"""Workflow type → how it is served."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    SYNC: ("latency_p95_ms", "availability"),
    EVENT: ("freshness_s", "throughput_per_min"),
    BATCH: ("freshness_s", "recovery_time_min"),
}
UNPROMISED = ("draft", "sunset", "retired")


@rule("missing-slo", severity=Severity.ERROR, on=ContractEntry | Workflow)
def missing_slo(node: ContractEntry | Workflow, _: Context) -> Iterator[Violation]:
    """A contract or workflow promises no objectives.

    "Fast" and "usually up" cannot be planned with. By type of workflow: who waits is promised latency and
    availability; who follows events, freshness and throughput; who exchanges files, freshness and time to recover.
    Drafts and what is ending promise nothing.
    """
    if isinstance(node, Workflow):
        needed = _needed(KINDS.get(node.workflow_type or "", ""), node.slo)
        pointer = (*node.origin.pointer, "x-slo")
    elif node.owner_kind == "vendor" or node.lifecycle.stage in UNPROMISED:
        return
    else:
        needed = _needed(_kind(node), node.qualities.slo)
        pointer = (*node.origin.pointer, "slo")
    if needed:
        message = f"{node.id} promises no {' and no '.join(needed)}"
        yield Violation(message, pointer, f"Add slo: {{{', '.join(f'{name}: …' for name in needed)}}}.")


def _kind(entry: ContractEntry) -> str:
    """By workflow type, else pattern, else by what kind of document it is."""
    patterns = [name for name in entry.qualities.pattern if name in NEEDED]
    file = entry.path.rpartition("/")[2]
    by_document = EVENT if file.startswith("asyncapi.") else SYNC if file.startswith("openapi.") else ""
    return KINDS.get(entry.qualities.workflow_type or "", "") or (patterns[0] if len(patterns) == 1 else by_document)


def _needed(kind: str, slo: Slo | None) -> tuple[str, ...]:
    """What is not promised and should be; of what is served we know not how, anything will do."""
    if kind not in NEEDED:
        return () if slo is not None else ("objectives",)
    return tuple(name for name in NEEDED[kind] if slo is None or getattr(slo, name) is None)
