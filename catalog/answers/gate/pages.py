"""Where a rule is explained: its own page, or its row in the table of checks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from governance.compatibility import pages
from governance.lifecycle import pages as lifecycle
from governance.reports.sarif import RulePage
from governance.rules import pages as policies

CHECKS = "catalog/docs/checks.md"
ROOT = Path(__file__).resolve().parents[3]
ROW = re.compile(r"^\| `([\w-]+)` \| (.+) \|$", re.MULTILINE)


def page_of(rule: str, source: str | None = None) -> RulePage | None:
    """The page of a rule; None where nothing is written about it. `source` is the address of Treaty's source tree;
    without it the page is named, not located."""
    change, policy, life = pages.page_of(rule), policies.page_of(rule), lifecycle.page_of(rule)
    if change is not None:
        return RulePage(change, _uri(source, f"governance/compatibility/pages/{rule}.md", rule))
    if policy is not None:
        return RulePage(policy, _uri(source, f"governance/rules/pages/{rule}.md", rule))
    if life is not None:
        return RulePage(life, _uri(source, f"governance/lifecycle/pages/{rule}.md", rule))
    row = _rows().get(rule)
    return None if row is None else RulePage(f"# {rule}\n\n{row}\n", _uri(source, CHECKS, rule))


def page_names() -> tuple[str, ...]:
    """Every rule that is explained somewhere, sorted."""
    pages_of_rules = (*pages.page_names(), *policies.page_names(), *lifecycle.page_names())
    return tuple(sorted({*pages_of_rules, *_rows()}))


def _uri(source: str | None, path: str, rule: str) -> str:
    return f"{source.rstrip('/')}/{path}" if source else f"urn:treaty:rule:{rule}"


@cache
def _rows() -> dict[str, str]:
    """Rule to meaning, of every table in the handbook's page of checks."""
    return dict(ROW.findall((ROOT / CHECKS).read_text(encoding="utf-8")))
