"""dangling-contract-ref."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.model.consumption import Consumption
from catalog.model.service import ContractEntry
from catalog.model.workflow import Workflow
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule

LINE = re.compile(r"v?(\d+)(?:\.(?:x|\*))*")
PREFIX = re.compile(r"(\d+(?:\.\d+)*)(?:\.(?:x|\*))?")


@rule("dangling-contract-ref", severity=Severity.ERROR, on=Consumption | Workflow)
def dangling_contract_ref(node: Consumption | Workflow, context: Context) -> Iterator[Violation]:
    """A use or a workflow points to a contract or version that is not there.

    A dependency on something that does not exist is either a typing error or an outage that has not happened yet.
    Contracts must be declared, pins must fit the version or line that is there, and the documents of a workflow must
    be contracts of the catalog.
    """
    yield from _of_workflow(node, context) if isinstance(node, Workflow) else _of_use(node, context)


def _of_use(use: Consumption, context: Context) -> Iterator[Violation]:
    entry = context.around.entry(use.contract)
    if entry is None:
        message = f"{use.service} uses {use.contract!r}, which nobody declares"
        yield Violation(message, (*use.origin.pointer, "contract"), "Correct the name, or remove the use.")
    elif use.pin and entry.owner_kind != "vendor":
        version = context.around.version_of(use.contract)
        if version and not fits(use.pin, version, entry):
            message = f"{use.service} is pinned to {use.pin} of {use.contract}, which is at {version}"
            yield Violation(message, (*use.origin.pointer, "pin"), "Pin to a version or line that is there.")


def fits(pin: str, version: str, entry: ContractEntry) -> bool:
    """Whether a pin (`1.4.0`, `1.x`, `v1`, a label or line) means this version; forms that we do not know do."""
    if pin in (version, entry.label, entry.line, *entry.serves):
        return True
    if line := LINE.fullmatch(pin):
        return version.partition(".")[0] == line[1] or entry.line == f"v{line[1]}"
    if prefix := PREFIX.fullmatch(pin):
        return f"{version}.".startswith(f"{prefix[1]}.")
    return not re.fullmatch(r"[0-9A-Za-z.+-]+", pin)


def _of_workflow(workflow: Workflow, context: Context) -> Iterator[Violation]:
    used = {step.source for step in workflow.steps}
    for source in workflow.sources:
        if source.type == "arazzo" or not source.path or source.name not in used:
            continue
        if context.around.contract_at(source.path) is None:
            message = f"workflow {workflow.id} goes through {source.url}, which is no contract of the catalog"
            yield Violation(message, workflow.origin.pointer, "Correct the address of the source.", facet=source.name)
