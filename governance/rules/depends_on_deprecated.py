"""depends-on-deprecated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from catalog.model.consumption import Consumption
from catalog.model.service import ContractEntry
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule

ENDING = ("deprecated", "sunset", "retired")


@rule("depends-on-deprecated", severity=Severity.ERROR, on=Consumption)
def depends_on_deprecated(use: Consumption, context: Context) -> Iterator[Violation]:
    """A service uses what is about to end, and has no plan to leave it in time.

    The day of the sunset is an outage for everybody who still calls. A `migration` that says where to, and by a day
    before the sunset, makes it a note; a plan that is late, or whose day has passed, does not.
    """
    entry = context.around.entry(use.contract)
    if entry is None:
        return
    state, end = _state(use, entry, context.around.today, context)
    if state not in ENDING:
        return
    what = f"{use.contract} {use.pin}" if entry.owner_kind == "vendor" else use.contract
    ends = f" and ends on {end}" if end else ""
    plan = use.migration
    pointer = (*use.origin.pointer, "contract")
    late = end is not None and (plan is None or plan.by is None or plan.by > end)
    if plan is None:
        hint = "Add a migration: to which contract, and by when."
        yield Violation(f"{use.service} uses {what}, which is {state}{ends}", pointer, hint)
    elif plan.by is None or late or plan.by < context.around.today or state == "retired":
        when = f" by {plan.by}" if plan.by else ", but not by when"
        message = f"{use.service} uses {what}, which is {state}{ends}, and plans to leave it{when}"
        yield Violation(message, pointer, "The plan must end before the sunset, and not lie in the past.")
    else:
        message = f"{use.service} uses {what}, which is {state}{ends}, and leaves it by {plan.by}"
        yield Violation(message, pointer, f"Remove this use once {plan.to} is in use.", at_most=Severity.INFO)


def _state(use: Consumption, entry: ContractEntry, today: date, context: Context) -> tuple[str, date | None]:
    """The stage of a contract and its sunset; of a vendor's release its state and retirement."""
    if entry.owner_kind != "vendor":
        return entry.lifecycle.stage, entry.lifecycle.sunset
    vendor = context.around.vendor(entry.owner)
    release = next((each for each in vendor.releases if each.label == use.pin), None) if vendor else None
    return (release.state(today), release.retirement) if release else ("", None)
