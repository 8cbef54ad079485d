"""A contract is taken out."""

from __future__ import annotations

import pytest

from catalog.model.quality import Lifecycle
from governance.findings import ChangeClass, Effect, Severity
from governance.lifecycle.removal import removed
from governance.lifecycle.succession import Edition

EDITION = Edition("1.2.0", "a")


def test_it_breaks_on_the_wire_and_can_be_accepted() -> None:
    found = removed("orders", EDITION, Lifecycle("active"), used=False, recorded=False)
    assert (found.effect, found.change_class, found.severity) == (Effect.BREAKS, ChangeClass.WIRE, Severity.ERROR)
    assert found.message == "orders 1.2.0 was removed while active"
    assert found.digests is not None


@pytest.mark.parametrize(
    ("stage", "used", "recorded", "severity"),
    [
        ("retired", False, False, Severity.WARNING), ("retired", True, False, Severity.ERROR),
        ("active", False, True, Severity.WARNING), ("active", True, True, Severity.ERROR),
        ("deprecated", False, False, Severity.ERROR),
    ],
)  # fmt: skip
def test_who_uses_it_counts(stage: str, used: bool, recorded: bool, severity: Severity) -> None:
    assert removed("orders", EDITION, Lifecycle(stage), used, recorded).severity is severity
