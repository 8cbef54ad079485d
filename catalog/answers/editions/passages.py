"""The releases of a contract, each with what it changed, for whom, and whether its version says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from catalog.answers.editions.between import Between, between
from catalog.answers.editions.past import Past
from catalog.answers.kept import once
from catalog.answers.lately import Lately
from catalog.errors import CatalogError
from catalog.repository.descriptions import commits_of
from catalog.repository.git import Commit
from catalog.repository.releases import Release
from governance.findings import Effect
from governance.lifecycle.versions import is_enough, next_version, scheme_of

PAGE = 10
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many changes there are, by opinion."""

    breaks: int = 0
    may_break: int = 0
    undecided: int = 0
    safe: int = 0


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release and what it changed since the one before. `name` and `before` ask for both again (see `Past.find`);
    `before` is empty for the first. `enough` says whether the label is what the change needs, None where nobody may
    ask: of a vendor, a draft, a first release, and of what is not decided. `consumers` are the services hit, as they
    are now. `error` says why nothing could be compared."""

    name: str
    label: str
    repeat: int
    commit: str
    date: datetime
    author: str
    subject: str
    before: str = ""
    before_label: str = ""
    breaking: bool | None = False
    counts: Counts = Counts()
    required_bump: str = "none"
    needed: str = ""
    enough: bool | None = None
    consumers: tuple[str, ...] = ()
    workflows: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A release that is not live, compared with what is."""

    label: str
    breaking: bool | None
    counts: Counts
    required_bump: str
    consumers: tuple[str, ...]
    error: str = ""
    workflows: tuple[str, ...] = ()


def passages(past: Past, start: int, lately: Lately, most: int = PAGE) -> tuple[ReleaseRow, ...]:
    """At most `most` releases, newest first, from the `start`-th; only these are compared."""
    return _once(past, ("passages", start, most), lambda: _passages(past, start, lately, most))


def announcements(past: Past, lately: Lately) -> tuple[Announcement, ...]:
    """What each announced release will change of what is live."""
    return _once(past, ("announcements",), lambda: tuple(_announcements(past, lately)))


def _once(past: Past, key: tuple[object, ...], find: Callable[[], T]) -> T:
    """Found once for a snapshot, while no branch moves; of vendors, whose documents are large, it stays."""
    stays = past.entry.owner_kind == "vendor"
    return once(past.snapshot, (*key, past.revision, past.entry.id, past.releases), find, stays=stays)


def _announcements(past: Past, lately: Lately) -> Iterator[Announcement]:
    return (_announcement(past, upcoming.label, lately) for upcoming in past.entry.upcoming)


def _passages(past: Past, start: int, lately: Lately, most: int) -> tuple[ReleaseRow, ...]:
    newest = tuple(reversed(past.releases))
    shown = newest[start : start + most]
    said = _commits(past, shown, lately)
    return tuple(
        _row(past, release, newest[start + place + 1] if start + place + 1 < len(newest) else None, said, lately)
        for place, release in enumerate(shown)
    )


def counts(found: Between) -> Counts:
    """The changes of a comparison, counted."""
    breaks, may, safe = (len(found.answer.having(effect)) for effect in Effect)
    return Counts(breaks, may, len(found.answer.undecided), safe)


def _commits(past: Past, shown: tuple[Release, ...], lately: Lately) -> Mapping[str, Commit]:
    repository = past.catalog.source.repository
    wanted = tuple(dict.fromkeys(release.commit for release in shown))
    if repository is None or not wanted:
        return {}
    return lately.get(("commits", wanted), lambda: {each.id: each for each in commits_of(repository, wanted)})


def _row(
    past: Past, release: Release, before: Release | None, said: Mapping[str, Commit], lately: Lately
) -> ReleaseRow:
    edition, commit = past.released(release), said.get(release.commit)
    about = (
        edition.name, release.label, release.repeat, release.commit, release.date,
        commit.author if commit else "", commit.subject if commit else "",
    )  # fmt: skip
    if before is None:
        return ReleaseRow(*about)
    since = past.released(before)
    try:
        found = between(past, since, edition, lately)
    except CatalogError as error:
        return ReleaseRow(*about, since.name, before.label, None, error=str(error))
    needed, enough = _version(past, before, release, found)
    return ReleaseRow(
        *about, since.name, before.label, found.answer.comparison.breaking, counts(found),
        found.answer.comparison.required_bump, needed, enough,
        tuple(each.service for each in found.consumers), tuple(flow.id for flow in found.workflows),
    )  # fmt: skip


def _version(past: Past, before: Release, release: Release, found: Between) -> tuple[str, bool | None]:
    """The least version that the change needed, and whether the label is enough."""
    entry, comparison = past.entry, found.answer.comparison
    promised = entry.owner_kind != "vendor" and entry.lifecycle.stage not in past.snapshot.policy.stage_exempt
    bump = comparison.required_bump
    if not promised or comparison.breaking is None or bump == "none":
        return "", None
    scheme = scheme_of(entry.version_scheme, before.label)
    if release.label == before.label:
        return next_version(scheme, before.label, bump), bump == "patch"
    return next_version(scheme, before.label, bump), is_enough(scheme, before.label, release.label, bump)


def _announcement(past: Past, label: str, lately: Lately) -> Announcement:
    try:
        found = between(past, past.live, past.announced(label), lately)
    except CatalogError as error:
        return Announcement(label, None, Counts(), "", (), str(error))
    comparison = found.answer.comparison
    services = tuple(each.service for each in found.consumers)
    flows = tuple(flow.id for flow in found.workflows)
    return Announcement(label, comparison.breaking, counts(found), comparison.required_bump, services, workflows=flows)
