"""The verdict as JUnit XML, which most CI servers show: a suite for each contract, a case for each finding."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from governance.findings import Status
from governance.gate.verdict import JudgedFinding, Verdict
from governance.reports.escaping import one_line
from governance.reports.selection import ranked
from governance.reports.telling import advised, exception_line, headline, standing

CATALOG = "the catalog"


def verdict_junit(verdict: Verdict) -> str:
    """What blocks has failed; what an exception lets through is skipped, with the reason; the rest has passed and says
    so. The first case is the verdict itself."""
    root = Xml.Element("testsuites", name="treaty gate")
    _verdict_suite(root, verdict)
    by_contract: dict[str, list[JudgedFinding]] = {each.name: [] for each in verdict.contracts}
    for told in ranked(verdict):
        by_contract.setdefault(told.contract or CATALOG, []).append(told)
    for name, found in by_contract.items():
        _suite(root, name, found)
    suites = list(root)
    for count in ("tests", "failures", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _verdict_suite(root: Xml.Element, verdict: Verdict) -> None:
    failures = str(int(verdict.blocked))
    suite = Xml.SubElement(root, "testsuite", name="verdict", tests="1", failures=failures, errors="0", skipped="0")
    case = Xml.SubElement(suite, "testcase", classname="treaty gate", name="may this pull request ship")
    told = "\n".join(one_line(text) for text in (headline(verdict), *verdict.notes))
    if verdict.blocked:
        Xml.SubElement(case, "failure", message="blocked", type="blocked").text = told
    else:
        Xml.SubElement(case, "system-out").text = told


def _suite(root: Xml.Element, name: str, found: Iterable[JudgedFinding]) -> None:
    suite = Xml.SubElement(root, "testsuite", name=one_line(name))
    cases = [_case(suite, name, told) for told in found]
    if not cases:
        Xml.SubElement(suite, "testcase", classname=one_line(name), name="nothing found")
    suite.set("tests", str(max(1, len(cases))))
    suite.set("failures", str(cases.count("failure")))
    suite.set("errors", "0")
    suite.set("skipped", str(cases.count("skipped")))


def _case(suite: Xml.Element, contract: str, told: JudgedFinding) -> str:
    """The name of the element that says how it went."""
    finding = told.finding
    case = Xml.SubElement(
        suite, "testcase", classname=one_line(contract), name=one_line(f"{finding.rule}: {finding.address}")
    )
    for place in finding.locations[:1]:
        case.set("file", one_line(place.file))
        if place.line:
            case.set("line", str(place.line))
    message = one_line(finding.message)
    if told.blocks:
        Xml.SubElement(case, "failure", message=message, type=finding.rule).text = _details(told)
        return "failure"
    if finding.status in (Status.WAIVED, Status.ACCEPTED):
        Xml.SubElement(case, "skipped", message=one_line(exception_line(told) or message))
        return "skipped"
    Xml.SubElement(case, "system-out").text = _details(told)
    return "system-out"


def _details(told: JudgedFinding) -> str:
    finding = told.finding
    place = str(finding.locations[0]) if finding.locations else ""
    flows = ", ".join(flow.id for flow in told.workflows)
    lines = [
        f"{standing(told)}: {finding.message}",
        place,
        f"hits {', '.join(told.consumers)}" if told.consumers else "",
        f"in workflows {flows}" if flows else "",
        f"because {told.because}" if told.because else "",
        advised(told),
    ]
    return "\n".join(one_line(line) for line in lines if line)
