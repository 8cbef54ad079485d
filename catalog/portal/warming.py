"""What pages need of a whole catalog, found once a new commit is shown: beside the requests, so that none pays."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice, pairwise
from typing import TypeVar

from jinja2 import Environment

from catalog.answers.atlas.ground import ground_of
from catalog.answers.atlas.hubs import hubs
from catalog.answers.calendar.ahead import ahead
from catalog.answers.calendar.events import pins
from catalog.answers.catalog import Revision, today_of
from catalog.answers.changes import changes_of
from catalog.answers.editions.between import prepare
from catalog.answers.editions.passages import announcements, passages
from catalog.answers.editions.past import Past, past_of
from catalog.answers.impact.answer import prepare_impact
from catalog.answers.judged import Judged
from catalog.answers.marks.known import book_of
from catalog.answers.people import domain_sheets, team_sheets
from catalog.answers.referring import referring
from catalog.answers.survey import AT_ONCE
from catalog.errors import CatalogError
from catalog.portal.contracts.contexts import steps_of
from catalog.portal.deprecations.contexts import board
from catalog.portal.exceptions.contexts import waiver_rows
from catalog.portal.handbook.contexts import chapters, handbook_page
from catalog.portal.impact.contexts import prepare_hubs
from catalog.portal.layers.contexts import layers_page
from catalog.portal.markup import chapter
from catalog.portal.memory import settle
from catalog.portal.pages import Portal, contracts_of, services_of
from catalog.repository.snapshot import Snapshot

LOG = logging.getLogger("treaty.warming")
MOST = 100
"""Of what may be many, so many are looked at beside the requests; the rest is when it is asked for."""
HUBS = 400
"""Places that much refers to, whose impact is looked for beside the requests."""
NEWEST = 4
"""Releases of each contract that are compared, each with the one before."""
T = TypeVar("T")
Step = Callable[[Portal, Revision, Snapshot, date], object]
STEPS: tuple[Step, ...] = (
    lambda portal, revision, snapshot, _: services_of(portal, revision, snapshot),
    lambda portal, revision, snapshot, _: contracts_of(portal, revision, lambda: snapshot),
    lambda portal, _, snapshot, __: changes_of(portal.catalog, snapshot),
    lambda portal, revision, snapshot, _: steps_of(portal.catalog, revision, snapshot.root, portal.lately),
    lambda _, __, snapshot, ___: domain_sheets(snapshot),
    lambda _, __, snapshot, ___: team_sheets(snapshot),
    lambda _, __, snapshot, ___: ground_of(snapshot).complete(),
    lambda _, __, snapshot, ___: hubs(snapshot),
    lambda portal, _, snapshot, day: layers_page(snapshot, {}, day, Judged(portal.lately.lasting)),
    lambda _, __, snapshot, day: board(snapshot, {}, day),
    lambda _, __, snapshot, ___: pins(snapshot),
    lambda portal, _, snapshot, __: ahead(portal.catalog, snapshot),
    lambda portal, revision, _, __: referring(portal.catalog, revision, portal.lately),
    lambda portal, revision, snapshot, _: _vendors(portal, revision, snapshot),
    lambda portal, revision, snapshot, day: _waivers(portal, revision, snapshot, day, MOST),
    lambda portal, _, snapshot, __: prepare_impact(portal.catalog, snapshot),
    lambda portal, _, snapshot, day: prepare_hubs(portal.catalog, snapshot, day, HUBS),
)
"""In the order in which people are likely to ask."""


def warm(portal: Portal, templates: Environment, revision: Revision) -> None:
    """Find it all for a revision; what cannot be found is left to the pages, which say why."""
    snapshot = portal.catalog.snapshot(revision)
    if len(snapshot.contracts) > AT_ONCE:
        read_all(templates)
        read_handbook()
    today = today_of(snapshot, portal.settings.today)
    for step in STEPS:
        if portal.catalog.jobs.ending() or not portal.standings.shows(revision):
            return
        try:
            step(portal, revision, snapshot, today)
        except CatalogError as error:
            LOG.info("left to the pages: %s", error)
    if len(snapshot.contracts) > AT_ONCE:
        settle()
    _judge(portal, revision, snapshot, today)
    _waivers(portal, revision, snapshot, today)
    _compare(portal, revision, snapshot)


def _waivers(portal: Portal, revision: Revision, snapshot: Snapshot, today: date, most: int | None = None) -> None:
    """What waivers stand for today."""
    for waiver in _while_shown(portal, revision, islice(snapshot.waivers.values(), most)):
        waiver_rows(portal.catalog, revision, (waiver,), today, portal.lately, stays=True)


def _judge(portal: Portal, revision: Revision, snapshot: Snapshot, today: date) -> None:
    """What is found in the documents of contracts, kept from run to run; minutes at first."""
    if not portal.lately.lasting.keeps:
        return
    judged, book = Judged(portal.lately.lasting), book_of(portal.catalog, revision, today, portal.lately)
    for entry in _while_shown(portal, revision, snapshot.contracts.values()):
        with suppress(CatalogError):  # the pages say why
            judged.prepare(snapshot, entry, book)


def _while_shown(portal: Portal, revision: Revision, entries: Iterable[T]) -> Iterator[T]:
    """One after the other, for as long as the portal runs and shows the revision."""
    for entry in entries:
        if portal.catalog.jobs.ending() or not portal.standings.shows(revision):
            return
        yield entry


def _compare(portal: Portal, revision: Revision, snapshot: Snapshot) -> None:
    """What the newest releases of services changed (of vendors: `_vendors`), kept from run to run; minutes at first."""
    if not portal.lately.lasting.keeps:
        return
    of_services = (entry for entry in snapshot.contracts.values() if entry.owner_kind != "vendor")
    for entry in _while_shown(portal, revision, of_services):
        with suppress(CatalogError):  # the pages say why
            past = Past.of(portal.catalog, revision, entry.id)
            for before, after in pairwise(past.releases[-NEWEST:]):
                prepare(past, past.released(before), past.released(after), portal.lately.lasting)


def _vendors(portal: Portal, revision: Revision, snapshot: Snapshot) -> None:
    """What the last releases of vendors changed, and what those ahead will: documents of vendors are large."""
    for entry in islice((each for each in snapshot.contracts.values() if each.owner_kind == "vendor"), MOST):
        past = past_of(portal.catalog, revision, entry.id, portal.lately)
        passages(past, 0, portal.lately)
        announcements(past, portal.lately)


def read_all(templates: Environment) -> None:
    """Read each template now; those that are known are not read again."""
    for name in templates.list_templates():
        templates.get_template(name)


def read_handbook() -> None:
    """Put every chapter into HTML now."""
    for each in chapters():
        page = handbook_page(each.name)
        assert page is not None
        chapter(page.text)
