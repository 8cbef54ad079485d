"""The verdict as SARIF 2.1.0, within what GitHub's code scanning takes.

Its limits (docs.github.com, "SARIF results exceed one or more limits"): 25,000 results and rules a run, of which the
first 5,000 results are kept; 1,000 locations a result, of which 100 are shown; 20 tags a rule, of which 10 are shown;
10 MB compressed. A result without a file and a line makes the whole upload refused.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from catalog.model.source import Json
from governance.findings import Location, Severity, Status
from governance.gate.verdict import JudgedFinding, Verdict
from governance.reports.causes import Told, one_by_one
from governance.reports.escaping import clipped, one_line
from governance.reports.selection import level_of, ranked
from governance.reports.telling import advised, headline, standing

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS, MOST_LOCATIONS, MOST_NAMES = 5_000, 100, 100
MOST_COMPRESSED = 9_500_000
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
BASELINE = {Status.EXISTING: "unchanged", Status.NEW: "new"}
LONGEST, LONGEST_PAGE = 2_000, 20_000
NOWHERE = "catalog.yaml"
"""Where a finding stands that has no file of its own."""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What is known of a rule: its page in Markdown, and a URI at which it can be read."""

    markdown: str
    uri: str


Pages = Callable[[str], RulePage | None]


def verdict_sarif(verdict: Verdict, version: str, pages: Pages, *, compressed: int = MOST_COMPRESSED) -> str:
    """A log of one run, worst and new first. What was fixed is no result; what does not fit is counted in a
    notification. `version` is Treaty's own, `compressed` the bytes that the log may have when compressed."""
    told = tuple(each for each in one_by_one(ranked(verdict)) if each.first.finding.status is not Status.FIXED)
    most = MOST_RESULTS
    while True:
        text = json.dumps(_log(verdict, told[:most], told[most:], version, pages), indent=1, ensure_ascii=True) + "\n"
        if len(zlib.compress(text.encode(), 6)) <= compressed or most <= 1:
            return text
        most = min(most, len(told)) * 3 // 4


def _log(verdict: Verdict, kept: Sequence[Told], left: Sequence[Told], version: str, pages: Pages) -> Json:
    names = tuple(dict.fromkeys(each.first.finding.rule for each in kept))
    numbers = {name: number for number, name in enumerate(names)}
    files = {each.name: each.file for each in verdict.contracts}
    seen: Counter[str] = Counter()
    results: list[Json] = []
    for each in kept:
        seen[each.first.finding.fingerprint] += 1
        results.append(_result(each, numbers, files, seen[each.first.finding.fingerprint]))
    firsts = {each.first.finding.rule: each.first for each in reversed(kept)}
    rules: list[Json] = [_rule(firsts[name], pages(name)) for name in names]
    driver: dict[str, Json] = {"name": "Treaty", "version": version, "rules": rules}
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "treaty-gate/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(verdict, left)}],
        "results": results,
        "properties": {"verdict": "blocked" if verdict.blocked else "pass", "today": verdict.today},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _notifications(verdict: Verdict, left: Sequence[Told]) -> list[Json]:
    told: list[tuple[str, str]] = [("note", headline(verdict)), *(("note", note) for note in verdict.notes)]
    if left:
        found = Counter(LEVELS[level_of(each.first)] for each in left)
        counts = ", ".join(f"{found[level]} of level {level}" for level in LEVELS.values() if found[level])
        told.append(("warning", f"{len(left)} further findings are left out of this file: {counts}"))
    return [{"level": level, "message": {"text": _message(text)}} for level, text in told]


def _rule(told: JudgedFinding, page: RulePage | None) -> Json:
    finding = told.finding
    title = _title(page.markdown, finding.rule) if page else finding.rule.replace("-", " ")
    tags = [finding.kind.value, *(each.value for each in (finding.change_class, finding.direction) if each)]
    rule: dict[str, Json] = {
        "id": finding.rule,
        "name": "".join(word.capitalize() for word in finding.rule.split("-")),
        "shortDescription": {"text": title},
        "fullDescription": {"text": title},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": list[Json](tags)},
    }
    if page is None:
        return {**rule, "help": {"text": f"treaty explain {finding.rule}"}}
    help_text = page.markdown[:LONGEST_PAGE]
    return {**rule, "helpUri": page.uri, "help": {"text": help_text, "markdown": help_text}}


def _title(page: str, rule: str) -> str:
    """The first sentence of the page that is no heading."""
    lines = (line.strip() for line in page.splitlines())
    return next((line for line in lines if line and not line.startswith(("#", "<!--", "```", "|"))), rule)[:LONGEST]


def _result(told: Told, numbers: dict[str, int], files: dict[str, str], ordinal: int) -> Json:
    first = told.first
    finding = first.finding
    where, *others = finding.locations or (Location(files.get(first.contract) or NOWHERE),)
    result: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": LEVELS[level_of(first)],
        "message": {"text": _message(_sentence(told))},
        "locations": [_location(where, finding.address)],
        "partialFingerprints": {
            "treatyFinding/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:{ordinal}",
        },
        "properties": _properties(told),
    }
    if others:
        result["relatedLocations"] = [_location(place, "") for place in others[: MOST_LOCATIONS - 1]]
    if finding.status in BASELINE:
        result["baselineState"] = BASELINE[finding.status]
    return {**result, "suppressions": [_suppression(first)]} if first.exception else result


def _sentence(told: Told) -> str:
    first = told.first
    services = tuple(dict.fromkeys(service for _, service in told.consumers))
    parts = [
        clipped(told.message, LONGEST),
        f"({standing(first)}{f', in release {first.upcoming}' if first.upcoming is not None else ''})",
        f"Hits {', '.join(services)}." if services else "",
        f"In workflows {', '.join(flow.id for flow in told.workflows)}." if told.workflows else "",
        f"Because {first.because}." if first.because else "",
        advised(first),
    ]
    return " ".join(clipped(part, LONGEST) for part in parts if part)


def _message(text: str) -> str:
    """SARIF reads `[text](target)` as a link: what a contract says is none."""
    line = one_line(text)
    return line.replace("[", "\\[").replace("]", "\\]") if "](" in line else line


def _location(place: Location, address: str) -> Json:
    region: dict[str, Json] = {"startLine": place.line or 1}
    if place.line and place.column:
        region["startColumn"] = place.column
    uri = quote(_path(place.file), safe="/")
    artifact: dict[str, Json] = {"uri": uri, "uriBaseId": "%SRCROOT%"}
    location: dict[str, Json] = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    if address:
        location["logicalLocations"] = [{"fullyQualifiedName": clipped(address, LONGEST), "kind": "resource"}]
    return location


def _path(file: str) -> bytes:
    """The name's own bytes; a lone surrogate that stands for no byte is spelled out."""
    try:
        return file.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return one_line(file).encode()


def _suppression(told: JudgedFinding) -> Json:
    """Of an exception that the same pull request brings, nobody has said yes yet."""
    given = told.exception
    assert given is not None
    status = "underReview" if given.added_here else "accepted"
    said = clipped(f"{given.kind.value} {given.id} ({given.file}): {given.reason}", LONGEST)
    return {"kind": "external", "status": status, "justification": said}


def _properties(told: Told) -> Json:
    first = told.first
    affects = [clipped(name, LONGEST) for name in told.affects[:MOST_NAMES]]
    return {
        "contracts": [one_line(name) for name in told.contracts[:MOST_NAMES]],
        "affects": list[Json](affects),
        "affectsCount": len(told.affects),
        "consumers": [one_line(service) for _, service in told.consumers[:MOST_NAMES]],
        "blocks": first.blocks,
        "decided": first.finding.decided,
    }
