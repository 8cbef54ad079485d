"""A small, good catalog, and the blocks of the rules' pages put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from catalog.answers.catalog import open_catalog
from catalog.answers.check import check_catalog
from catalog.answers.rule_book import RuleBook
from governance.findings import Finding, Kind

BLOCK = re.compile(r"```yaml (?P<kind>bad|good)\n(?P<text>.*?)\n```", re.DOTALL)
NAMED = re.compile(r"# (?P<path>[\w./-]+)\n")
MARK = "#! "
TODAY = date(2026, 11, 25)
OPENAPI, ASYNCAPI = "services/orders/orders/openapi.yaml", "services/orders/orders/asyncapi.yaml"
CATALOG: Mapping[str, str] = {
    "catalog.yaml": "name: Little Works\n",
    "teams.yaml": """\
teams:
  sales: {contact: {email: sales@little.example}, escalation: {phone: "+49 1"}, members: [a.lind, b.moreau]}
  links: {contact: {email: links@little.example}, escalation: {phone: "+49 2"}, members: [c.okafor]}
""",
    "policy/policy.yaml": "approvers: {board: [team/links]}\nwaivers: {approver_group: board}\n",
    "domains/order.yaml": "title: Order\nowner: sales\n",
    "services/orders/service.yaml": """\
layer: process
domain: order
owner: sales
lifecycle: active
contracts: [orders]
slo: {latency_p95_ms: 900, availability: 99.5, freshness_s: 30, throughput_per_min: 60}
""",
    "services/shop/service.yaml": "layer: experience\ndomain: order\nowner: sales\nlifecycle: active\n",
    "services/erp/service.yaml": """\
layer: system
domain: order
owner: links
lifecycle: active
contracts: [records]
slo: {latency_p95_ms: 900, availability: 99.5}
""",
    "services/erp/records/openapi.yaml": "openapi: 3.1.0\ninfo: {title: Records, version: 1.0.0}\npaths: {}\n",
    "vendors/acme/vendor.yaml": """\
title: Acme
product: Acme
owner: links
live: "7"
serves: ["7", "6"]
releases:
  - {label: "6", production: 2025-01-01, deprecated: 2026-01-01, retirement: 2027-06-30}
  - {label: "7", production: 2026-01-01}
contracts: [acme/things]
""",
    "vendors/acme/things/openapi.yaml": "openapi: 3.1.0\ninfo: {title: Things, version: '7'}\npaths: {}\n",
    OPENAPI: "openapi: 3.1.0\ninfo: {title: Orders, version: 1.0.0}\npaths: {}\n",
}

Told = tuple[str, int, str]
"""File, line and message of a finding."""


def block(page: str, kind: str) -> dict[str, str]:
    """The files of a page's block of this kind."""
    found = [each["text"] for each in BLOCK.finditer(page) if each["kind"] == kind]
    assert len(found) == 1, f"{len(found)} blocks are {kind}"
    return dict(_file(part) for part in found[0].split("\n---\n"))


def _file(part: str) -> tuple[str, str]:
    named = NAMED.match(part)
    if named is not None:
        return named["path"], part
    return ASYNCAPI if "asyncapi:" in part else OPENAPI, part


def marked(files: Mapping[str, str]) -> list[Told]:
    """What a block says that is told: several marks above one line are several findings there."""
    return sorted(told for path, text in files.items() for told in _marks(path, text.split("\n")))


def _marks(path: str, lines: list[str]) -> list[Told]:
    marks = [(number, line.strip()) for number, line in enumerate(lines) if line.strip().startswith(MARK)]
    places = (
        next(after for after in range(number, len(lines)) if not lines[after].strip().startswith(MARK))
        for number, _ in marks
    )
    return [(path, place + 1, line.removeprefix(MARK)) for place, (_, line) in zip(places, marks, strict=True)]


def findings_of(files: Mapping[str, str], folder: Path, rule: str, today: date = TODAY) -> tuple[Finding, ...]:
    """What is told of the rule, and of anything that is no rule of policy, in the catalog with these files."""
    kept = {path: text for path, text in CATALOG.items() if path != OPENAPI or ASYNCAPI not in files}
    book = opened({**kept, **files}, folder, today)
    found = check_catalog(book.snapshot, book=book).findings
    return tuple(each for each in found if each.rule == rule or each.kind is not Kind.POLICY)


def opened(files: Mapping[str, str], folder: Path, today: date = TODAY) -> RuleBook:
    """The rules over a catalog of these files."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{text}\n", encoding="utf-8")
    catalog = open_catalog(str(folder), None, folder / "cache")
    return RuleBook(catalog.snapshot(catalog.revision()), today)


def told(findings: tuple[Finding, ...]) -> list[Told]:
    """Their files, lines and messages."""
    return sorted((each.locations[0].file, each.locations[0].line or 0, each.message) for each in findings)
