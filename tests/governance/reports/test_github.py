"""Annotations: ten of a kind, worst and new first, and nothing that a contract says is a command."""

from __future__ import annotations

from governance.findings import Location, Severity, Status
from governance.reports.github import verdict_github
from tests.builders.verdicts import FILE, WAIVED, finding, judged, many, quiet, verdict


def test_an_annotation() -> None:
    first, last = verdict_github(verdict(judged())).splitlines()
    assert first.startswith(
        f"::error file={FILE},line=12,col=5,title=outbound-property-removed in orders/v1::total was"
    )
    assert "%0Ahits billing%0A" in first
    assert last == "::notice title=treaty gate::blocked: 1 block"


def test_ten_of_a_kind_and_the_rest_counted() -> None:
    lines = verdict_github(many(700)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert lines[-1].endswith("180 findings have no annotation here")


def test_what_does_not_block_is_no_error_and_what_was_known_is_not_told() -> None:
    told = verdict(judged(blocks=False), quiet(Status.WAIVED, exception=WAIVED), quiet(Status.EXISTING))
    kinds = [line.split(" ")[0] for line in verdict_github(told).splitlines()]
    assert kinds == ["::warning", "::notice", "::notice"]


def test_notices_are_never_more_than_ten() -> None:
    told = [judged(finding(str(number), severity=Severity.INFO), blocks=False) for number in range(50)]
    lines = verdict_github(verdict(*told)).splitlines()
    assert len(lines) == 10
    assert "41 findings" in lines[-1]


def test_percent_signs_commas_colons_and_line_ends() -> None:
    place = Location("a,b:c%\n::error::x.yaml", 3)
    first = verdict_github(verdict(judged(finding("100%\n::set-output name=x::y", locations=(place,))))).splitlines()[0]
    assert first.startswith("::error file=a%2Cb%3Ac%25\\u000a%3A%3Aerror%3A%3Ax.yaml,line=3,title=")
    assert "::100%25\\u000a::set-output" in first
