"""deprecated-without-sunset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from catalog.model.http import Operation, Parameter
from catalog.model.messaging import EventOperation, Message
from catalog.model.service import ContractEntry
from governance.findings import Severity
from governance.rules.engine.places import SchemaPlace
from governance.rules.engine.rule import Context, Violation, rule

Element = Operation | Parameter | EventOperation | Message | SchemaPlace


@rule("deprecated-without-sunset", severity=Severity.ERROR, on=Element | ContractEntry)
def deprecated_without_sunset(node: Element | ContractEntry, context: Context) -> Iterator[Violation]:
    """Something is deprecated, and nothing says when it ends.

    "Deprecated" alone moves nobody: without a date no team can plan, and without notice no date is fair. A deprecated
    contract needs a sunset, as far ahead as the policy's notice_days, and a successor; a part of it needs `x-sunset`,
    unless the whole contract ends anyway.
    """
    if isinstance(node, ContractEntry):
        yield from _of_contract(node, context)
    elif _is_deprecated(node) and not _ends(context) and not _is_date(node.extensions.get("x-sunset")):
        what = node.label if isinstance(node, Operation | EventOperation) else node.name
        yield Violation(f"{what} is deprecated without a sunset", (*node.pointer, "deprecated"), "Add x-sunset: a day.")


def _of_contract(entry: ContractEntry, context: Context) -> Iterator[Violation]:
    life, pointer = entry.lifecycle, (*entry.origin.pointer, "lifecycle")
    if life.stage not in ("deprecated", "sunset"):
        return
    if life.sunset is None:
        yield Violation(
            f"{entry.id} is {life.stage} without a sunset", pointer, "Add the day on which it ends.", "sunset"
        )
    elif life.since is not None and life.stage == "deprecated":
        days = context.policy.notice_days.get("active", 0)
        if life.sunset < life.since + timedelta(days=days):
            message = f"{entry.id} ends {(life.sunset - life.since).days} days after its deprecation; {days} are agreed"
            yield Violation(message, (*pointer, "sunset"), "Move the sunset, or agree on less notice.", "notice")
    if life.successor is None and life.migration is None:
        hint = "Name what to use instead, or a page that says what to do."
        yield Violation(f"{entry.id} is {life.stage} without a successor", pointer, hint, "successor")


def _is_deprecated(node: Element) -> bool:
    return node.is_deprecated if isinstance(node, SchemaPlace) else node.deprecated


def _ends(context: Context) -> bool:
    return context.entry is not None and context.entry.lifecycle.sunset is not None


def _is_date(text: object) -> bool:
    """A day, or a moment of one."""
    try:
        datetime.fromisoformat(str(text))
    except ValueError:
        return False
    return True
