"""Order and sections of findings."""

from __future__ import annotations

import pytest

from governance.findings import Severity, Status
from governance.reports.selection import Section, level_of, ranked, section_of
from tests.builders.verdicts import finding, judged, quiet, verdict

WARNING = judged(finding("warns", severity=Severity.WARNING), blocks=False)
INFO = judged(finding("informs", severity=Severity.INFO), blocks=False)
UPCOMING = quiet(Status.EXISTING, upcoming="68.0")


@pytest.mark.parametrize(
    ("told", "section", "level"),
    [
        (judged(), Section.BLOCKS, Severity.ERROR),
        (judged(finding(status=Status.EXISTING)), Section.BLOCKS, Severity.ERROR),
        (WARNING, Section.WARNS, Severity.WARNING),
        (judged(blocks=False), Section.WARNS, Severity.WARNING),
        (INFO, Section.INFORMS, Severity.INFO),
        (UPCOMING, Section.ANNOUNCED, Severity.WARNING),
        (quiet(Status.EXISTING), Section.KNOWN, Severity.WARNING),
        (quiet(Status.WAIVED), Section.EXCEPTED, Severity.INFO),
        (quiet(Status.ACCEPTED), Section.EXCEPTED, Severity.INFO),
        (quiet(Status.FIXED), Section.FIXED, Severity.INFO),
    ],
)
def test_every_finding_has_its_section_and_level(told: object, section: Section, level: Severity) -> None:
    assert section_of(told) is section  # type: ignore[arg-type]
    assert level_of(told) is level  # type: ignore[arg-type]


def test_the_worst_and_new_come_first() -> None:
    block, known, fixed = judged(), quiet(Status.EXISTING), quiet(Status.FIXED)
    assert ranked(verdict(fixed, INFO, WARNING, known, block)) == (block, WARNING, known, INFO, fixed)
    old = judged(finding("old", severity=Severity.WARNING, status=Status.EXISTING), blocks=False)
    assert ranked(verdict(old, WARNING)) == (WARNING, old)
