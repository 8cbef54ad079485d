"""JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from governance.findings import Status
from governance.reports.junit import verdict_junit
from tests.builders.verdicts import WAIVED, judged, quiet, verdict


def test_what_blocks_fails_and_what_is_agreed_is_skipped() -> None:
    root = Xml.fromstring(
        verdict_junit(verdict(judged(), quiet(Status.WAIVED, exception=WAIVED), quiet(Status.EXISTING)))
    )
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("4", "2", "1")
    _, suite = root
    assert [case[0].tag for case in suite] == ["failure", "system-out", "skipped"]
    failed = suite[0]
    assert (failed.get("file"), failed.get("line")) == ("contracts/services/orders/v1/openapi.yaml", "12")
    assert "hits billing" in (failed[0].text or "")
    assert "Agreed until the move." in (suite[2][0].get("message") or "")


def test_a_clean_verdict_has_passed() -> None:
    root = Xml.fromstring(verdict_junit(verdict()))
    assert (root.get("tests"), root.get("failures")) == ("2", "0")


def test_blocked_by_a_budget_alone_has_failed() -> None:
    root = Xml.fromstring(verdict_junit(verdict(blocked=True, notes=("the budget is spent",), contracts=())))
    assert root.get("failures") == "1"
    assert root[0][0][0].text == "no contract is touched\nthe budget is spent"
