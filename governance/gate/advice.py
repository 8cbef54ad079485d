"""What to do about a change, by whose contract it is: a vendor takes no advice, those who use the vendor's do."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.frozen import dataclass, replace
from governance.findings import Effect, Finding


@dataclass(frozen=True, slots=True)
class Ahead:
    """A vendor's release that is not live yet; `day` is when it goes live, empty where nobody has said."""

    label: str
    day: str = ""


def announced(finding: Finding, services: Sequence[str], release: Ahead) -> Finding:
    """The finding with what the consumers hit by an announced release must do, and until when."""
    names = ", ".join(services) or "those hit"
    when = f"{release.label} goes live" + (f" on {release.day}" if release.day else "")
    return replace(finding, hint=f"Have {names} stop using the place, or pin another release, before {when}.")


def recorded(finding: Finding, services: Sequence[str], label: str) -> Finding:
    """The finding with what the consumers hit by a recorded release must do; no advice where nobody is hit."""
    if finding.effect is Effect.SAFE or not services:
        return replace(finding, hint=None)
    names, them = ", ".join(services), "its owner" if len(services) == 1 else "their owners"
    advice = f"Have {names} stop using the place and pin {label}, or have {them} accept the change."
    return replace(finding, hint=advice)
