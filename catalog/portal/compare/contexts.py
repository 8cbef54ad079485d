"""What the page of two editions of a contract shows: by meaning, or side by side as text."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.comparison.answer import comparison_json
from catalog.answers.editions.between import Between, between, options_for, options_in_words, with_lines
from catalog.answers.editions.passages import Counts, counts
from catalog.answers.editions.past import Edition, Past, past_of
from catalog.answers.editions.texts import PAGE as ROWS
from catalog.answers.editions.texts import TextDiff, text_diff
from catalog.answers.editions.told import ChangeGroup, sections, told
from catalog.answers.lately import Lately
from catalog.errors import CatalogError, UnknownName
from catalog.model.source import Json
from catalog.portal.pager import Pager, asked_page, pager
from catalog.portal.problems import WrongParameter
from governance.gate.verdict import HitConsumer, HitWorkflow

GROUPS = 40
VIEWS = ("meaning", "text")


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition to choose from."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ByMeaning:
    """`diff` is what `command` answers with `--format json`; `groups` tell the same by root cause, GROUPS a page."""

    breaking: bool | None
    required_bump: str
    counts: Counts
    title: str
    groups: tuple[ChangeGroup, ...]
    pager: Pager
    consumers: tuple[HitConsumer, ...]
    workflows: tuple[HitWorkflow, ...]
    diff: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two editions of a contract. One of `meaning` and `text` is there, as `view` says."""

    contract: str
    view: str
    base: Edition
    revision: Edition
    command: str
    choices: tuple[Choice, ...]
    meaning: ByMeaning | None
    text: TextDiff | None
    text_pager: Pager | None


def compare_page(
    catalog: Catalog, revision: Revision, contract_id: str, asked: Mapping[str, str], lately: Lately
) -> ComparePage:
    """The page for `from`, `to`, `view` and `file`; without `to` the newest release, without `from` the one before.

    Raises:
        UnknownName: no such contract or edition, or nothing to compare with. WrongParameter: no such view.
    """
    view = asked.get("view") or "meaning"
    if view not in VIEWS:
        raise WrongParameter(f"there is no view {view!r}", hint=f"views are {', '.join(VIEWS)}")
    past = past_of(catalog, revision, contract_id, lately)
    base, after = _editions(past, asked.get("from") or "", asked.get("to") or "")
    words = ("treaty", "diff", base.place, after.place, *options_in_words(options_for(past)))
    meaning = None
    if view == "meaning":
        meaning = _by_meaning(with_lines(between(past, base, after, lately), past, lately))
    text, pages = _as_text(past, base, after, asked.get("file") or "", lately) if view == "text" else (None, None)
    return ComparePage(contract_id, view, base, after, shlex.join(words), _choices(past), meaning, text, pages)


def _editions(past: Past, base: str, revision: str) -> tuple[Edition, Edition]:
    after = past.find(revision) if revision else _newest(past)
    if base:
        return past.find(base), after
    earlier = [each for each in past.releases if after.kind != "release" or each.commit != after.commit]
    if after.kind == "release" and after.commit in [each.commit for each in past.releases]:
        place = [each.commit for each in past.releases].index(after.commit)
        earlier = list(past.releases[:place])
    if not earlier:
        raise UnknownName(f"{past.entry.id} has no release before {after.name}", hint="name one with ?from=")
    return past.released(earlier[-1]), after


def _newest(past: Past) -> Edition:
    return past.released(past.releases[-1]) if past.releases else past.live


def _choices(past: Past) -> tuple[Choice, ...]:
    """Announced releases, then those that were, newest first."""
    ahead = [Choice(each.label, f"{each.label} (announced)") for each in past.entry.upcoming]
    been = [past.released(each) for each in reversed(past.releases)]
    here = [Choice(past.live.name, f"as at {past.live.name}")] if _is_new(past) else []
    return (*ahead, *here, *(Choice(each.name, _said(each)) for each in been))


def _is_new(past: Past) -> bool:
    """Whether the revision that is looked at reads as no release does; what cannot be read is nothing to compare."""
    try:
        return past.live.digest not in {release.closure for release in past.releases}
    except CatalogError:
        return False


def _said(edition: Edition) -> str:
    again = "" if edition.name == edition.label else f", content {edition.repeat}"
    return f"{edition.label}{again}"


def _by_meaning(found: Between) -> ByMeaning:
    groups = [(effect, group) for effect, held in sections(found) for group in held]
    pages = pager(len(groups), GROUPS)
    answer = found.answer
    return ByMeaning(
        answer.comparison.breaking,
        answer.comparison.required_bump,
        counts(found),
        answer.revision.contract.title or answer.base.contract.title,
        tuple(told(found, effect, group) for effect, group in pages.of(groups)),
        pages,
        found.consumers,
        found.workflows,
        comparison_json(answer),
    )


def _as_text(past: Past, base: Edition, after: Edition, file: str, lately: Lately) -> tuple[TextDiff, Pager]:
    start = (asked_page() - 1) * ROWS
    found = text_diff(past, base, after, file, start, lately)
    return found, pager(found.total, ROWS)
