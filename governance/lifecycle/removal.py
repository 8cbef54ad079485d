"""A contract that is taken out of the catalog: the withdrawal of everything that it offers."""

from __future__ import annotations

from catalog.frozen import replace
from catalog.model.quality import Lifecycle
from governance.findings import Finding, Pointers, Severity
from governance.lifecycle.succession import Edition
from governance.lifecycle.telling import breaking, told


def removed(contract: str, edition: Edition, life: Lifecycle, used: bool, recorded: bool, place: str = "") -> Finding:
    """The contract is gone. A warning where nobody uses it and it was retired, or is a vendor's: an error else.

    `place` leads to the descriptor that declared it.
    """
    stage = f" while {life.stage}" if life.stage else ""
    message = f"{contract} {edition.version} was removed{stage}"
    hint = "Deprecate it with a sunset, and remove it once that has passed and nobody uses it."
    finding = breaking(told("contract-removed", contract, message, hint, (str(edition), ""), Pointers(place or None)))
    harmless = not used and (recorded or life.stage == "retired")
    return replace(finding, severity=Severity.WARNING) if harmless else finding
