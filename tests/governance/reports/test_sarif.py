"""SARIF: valid by the official schema, within GitHub's limits, worst and new first."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from governance.findings import Location, Severity, Status
from governance.gate.verdict import Verdict
from governance.reports.sarif import RulePage, verdict_sarif
from tests.builders.verdicts import ADDED, FILE, RULE, WAIVED, finding, judged, many, quiet, verdict

OFFICIAL = Path(__file__).parents[3] / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
PAGE = RulePage("# outbound-property-removed\n\nA property was removed.\n\n## Why\n", "https://docs.example/rule.md")


@pytest.fixture(scope="module")
def official() -> jsonschema_rs.Draft4Validator:
    """The official schema. Its published text has a bracket too many in the pattern of `language`."""
    if not OFFICIAL.exists():
        pytest.skip("the official schema comes with npm's packages: npm ci")
    text = OFFICIAL.read_text().replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}?$")
    return jsonschema_rs.Draft4Validator(json.loads(text), validate_formats=True)


def run_of(told: Verdict, official: jsonschema_rs.Draft4Validator) -> dict[str, Any]:
    """The one run of the log, which the official schema accepts."""
    log = json.loads(verdict_sarif(told, "0.1.0", lambda rule: PAGE if rule == RULE else None))
    assert [f"{error.instance_path}: {error.message}" for error in official.iter_errors(log)] == []
    (run,) = log["runs"]
    return dict(run)


def test_the_schema_would_complain(official: jsonschema_rs.Draft4Validator) -> None:
    log = json.loads(verdict_sarif(verdict(judged()), "0.1.0", lambda _: None))
    assert official.is_valid(log)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not official.is_valid(log)


def test_a_result(official: jsonschema_rs.Draft4Validator) -> None:
    run = run_of(verdict(judged()), official)
    (result,) = run["results"]
    assert (result["ruleId"], result["level"], result["baselineState"]) == (RULE, "error", "new")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == FILE
    assert place["region"] == {"startLine": 12, "startColumn": 5}
    assert "Hits billing. In workflows order-to-cash." in result["message"]["text"]
    assert result["partialFingerprints"]["treatyFinding/v1"] == judged().finding.fingerprint


def test_a_rule_brings_its_page(official: jsonschema_rs.Draft4Validator) -> None:
    (rule,) = run_of(verdict(judged()), official)["tool"]["driver"]["rules"]
    assert rule["helpUri"] == PAGE.uri
    assert rule["help"]["markdown"] == PAGE.markdown
    assert rule["shortDescription"]["text"] == "A property was removed."
    assert len(rule["properties"]["tags"]) <= 20


def test_agreed_exceptions_are_suppressions_from_outside(official: jsonschema_rs.Draft4Validator) -> None:
    waived, added = (
        quiet(Status.WAIVED, exception=WAIVED),
        quiet(Status.ACCEPTED, exception=ADDED, finding={"message": "x"}),
    )
    first, second = (result["suppressions"][0] for result in run_of(verdict(waived, added), official)["results"])
    assert first == {
        "kind": "external", "status": "accepted",
        "justification": "waiver w-1 (contracts/policy/waivers/w-1.yaml): Agreed until the move.",
    }  # fmt: skip
    assert (second["kind"], second["status"]) == ("external", "underReview")


def test_what_was_fixed_is_no_result_and_what_was_known_is_unchanged(official: jsonschema_rs.Draft4Validator) -> None:
    (result,) = run_of(verdict(quiet(Status.FIXED), quiet(Status.EXISTING)), official)["results"]
    assert (result["baselineState"], result["level"]) == ("unchanged", "warning")


def test_every_result_has_a_file_and_a_line(official: jsonschema_rs.Draft4Validator) -> None:
    nowhere, file_only = finding("a", locations=()), finding("b", locations=(Location("a b/ü?.yaml"),))
    elsewhere = judged(finding("c", locations=()), contract="unknown")
    results = run_of(verdict(judged(nowhere), judged(file_only), elsewhere), official)["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert [place["artifactLocation"]["uri"] for place in places] == [FILE, "a%20b/%C3%BC%3F.yaml", "catalog.yaml"]
    assert [place["region"] for place in places] == [{"startLine": 1}] * 3


def test_fingerprints_of_one_file_differ(official: jsonschema_rs.Draft4Validator) -> None:
    same = judged(finding(fingerprint="0" * 16))
    results = run_of(verdict(same, same), official)["results"]
    assert [each["partialFingerprints"]["primaryLocationLineHash"] for each in results] == [
        "0" * 16 + ":1",
        "0" * 16 + ":2",
    ]


def test_six_thousand_findings_stay_within_the_limits_worst_and_new_first(
    official: jsonschema_rs.Draft4Validator,
) -> None:
    run = run_of(many(6000), official)
    assert len(run["results"]) == 5000
    keys = [(each["level"] != "error", each["baselineState"] != "new") for each in run["results"]]
    assert keys[:858] == [(False, False)] * 858
    assert sum(key == (True, False) for key in keys) == 857, "every new warning is kept"
    told = [each["message"]["text"] for each in run["invocations"][0]["toolExecutionNotifications"]]
    assert "1000 further findings are left out of this file: 1000 of level warning" in told


def test_what_does_not_fit_when_compressed_is_left_out() -> None:
    text = verdict_sarif(many(1000), "0.1.0", lambda _: None, compressed=20_000)
    assert len(zlib.compress(text.encode())) <= 20_000
    (run,) = json.loads(text)["runs"]
    kept = len(run["results"])
    assert 0 < kept < 1000
    assert run["results"][0]["level"] == "error"
    left = run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    assert left.startswith(f"{1000 - kept} further findings are left out of this file: ")


def test_many_places_are_cut(official: jsonschema_rs.Draft4Validator) -> None:
    places = tuple(Location(FILE, line) for line in range(1, 2000))
    (result,) = run_of(verdict(judged(finding(locations=places, affects=("GET /a",) * 5000))), official)["results"]
    assert len(result["locations"]) + len(result["relatedLocations"]) == 100
    assert (len(result["properties"]["affects"]), result["properties"]["affectsCount"]) == (100, 5000)


def test_what_a_contract_says_is_no_link(official: jsonschema_rs.Draft4Validator) -> None:
    told = run_of(verdict(judged(finding("see [this](http://evil.example)", severity=Severity.ERROR))), official)
    assert "\\[this\\](http" in told["results"][0]["message"]["text"]
