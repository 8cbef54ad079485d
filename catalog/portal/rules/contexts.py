"""What the pages of rules show: what each means, where it fails now, and what excuses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.exceptions import WaiverRow
from catalog.answers.gate.pages import page_names, page_of
from catalog.answers.lately import Lately
from catalog.answers.survey import Survey, survey
from catalog.errors import UnknownName
from catalog.portal.exceptions.contexts import waiver_rows
from catalog.portal.findings.contexts import FindingRow, finding_row
from catalog.portal.pager import Pager, pager
from governance.rules.registry import RULES

SHORTEST, PARAGRAPH = 3, "\n\n"


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the catalog was judged when the page was made; `failure` says why there will be no more."""

    done: int
    total: int
    complete: bool
    failure: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the list. `severity` is its default, empty where that depends; `open` and `waived` count what was
    found so far."""

    rule: str
    summary: str
    severity: str
    open: int
    waived: int
    waivers: int


@dataclass(frozen=True, slots=True)
class RuleList:
    """Rules that contain the words, those with most open findings first, then those with most waived; `total` are all
    of them."""

    words: str
    rules: tuple[RuleRow, ...]
    pager: Pager
    total: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule: `text` is its page in Markdown, `severity` its default, `levels` what profiles of the catalog's policy
    say of it. `findings` are those of this page, open ones first."""

    rule: str
    text: str
    severity: str
    levels: Mapping[str, str]
    findings: tuple[FindingRow, ...]
    open: int
    waived: int
    pager: Pager
    waivers: tuple[WaiverRow, ...]
    progress: Progress


def rule_list(catalog: Catalog, revision: Revision, words: str, today: date, lately: Lately) -> RuleList:
    """The rules that this request asks for."""
    found = survey(catalog, revision, today, lately)
    excused = Counter(waiver.rule for waiver in catalog.snapshot(revision).waivers.values())
    rows = [
        RuleRow(
            rule,
            summary,
            severity_of(rule),
            len(found.open.get(rule, ())),
            len(found.waived.get(rule, ())),
            excused[rule],
        )
        for rule, summary in summaries()
        if all(word in f"{rule} {summary}".lower() for word in words.lower().split())
    ]
    rows.sort(key=lambda row: (-row.open, -row.waived, row.rule))
    pages = pager(len(rows))
    return RuleList(words, pages.of(rows), pages, len(summaries()), _progress(found))


def rule_page(catalog: Catalog, revision: Revision, rule: str, today: date, lately: Lately) -> RulePage:
    """The page of a rule; UnknownName where there is none."""
    page = page_of(rule)
    if page is None:
        near = get_close_matches(rule, page_names(), n=3, cutoff=0.5)
        raise UnknownName(f"there is no rule {rule!r}", hint=f"did you mean {', '.join(near)}?" if near else None)
    snapshot, found = catalog.snapshot(revision), survey(catalog, revision, today, lately)
    waived = tuple(found.waived.get(rule, ()))
    standing = (*found.open.get(rule, ()), *waived)
    pages = pager(len(standing))
    own = tuple(sorted((each for each in snapshot.waivers.values() if each.rule == rule), key=lambda each: each.id))
    return RulePage(
        rule,
        page.markdown,
        severity_of(rule),
        _levels(catalog, revision, rule),
        tuple(finding_row(each.finding, each.contract, each.waiver) for each in pages.of(standing)),
        len(standing) - len(waived),
        len(waived),
        pages,
        tuple(waiver_rows(catalog, revision, own, today, lately)),
        _progress(found),
    )


def severity_of(rule: str) -> str:
    """The default severity of a rule about catalogs; empty for others, whose findings say it."""
    return next((each.severity.value for each in RULES if each.id == rule), "")


@cache
def summaries() -> tuple[tuple[str, str], ...]:
    """Every rule with the first sentence of its page."""
    texts = ((rule, page.markdown) for rule in page_names() if (page := page_of(rule)) is not None)
    return tuple((rule, _first(text)) for rule, text in texts)


def _first(text: str) -> str:
    parts = [part.strip() for part in text.split(PARAGRAPH) if len(part.strip()) > SHORTEST]
    return " ".join(parts[1].split()) if len(parts) > 1 else ""


def _levels(catalog: Catalog, revision: Revision, rule: str) -> dict[str, str]:
    policy = catalog.snapshot(revision).policy
    said = {"every profile": policy.rules[rule]} if rule in policy.rules else {}
    own = {name: profile.rules[rule] for name, profile in policy.profiles.items() if rule in profile.rules}
    return {**said, **own}


def _progress(found: Survey) -> Progress:
    return Progress(found.done, found.total, found.complete, found.failure)
