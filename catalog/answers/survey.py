"""All standing findings of a catalog by rule, contract by contract: at once where there are few, else in the
background, saying how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, Thread

from catalog.answers.background import Jobs
from catalog.answers.canonical import canonical_findings
from catalog.answers.catalog import Catalog, Revision
from catalog.answers.check import ANEW, check_names
from catalog.answers.judged import Judged
from catalog.answers.lately import Lately
from catalog.answers.marks.known import book_of
from catalog.answers.problems import problem_finding
from catalog.answers.rule_book import RuleBook
from catalog.answers.steps import unknown_steps
from catalog.model.service import Service
from catalog.model.vendor import Vendor
from catalog.repository.snapshot import Snapshot
from governance.findings import Finding
from governance.rules.registry import rule_ids

AT_ONCE = 120
"""Contracts that a request may wait for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding with the contract that it was found in (empty for descriptors) and the waiver that covers it."""

    finding: Finding
    contract: str
    waiver: str


@dataclass
class Survey:
    """What was found so far, by rule, open and waived: of `done` contracts of `total`, and of all descriptors once
    those are done. `judged` knows what was found in documents before, `failure` says why a survey in the background
    ended early."""

    snapshot: Snapshot
    book: RuleBook
    total: int
    judged: Judged = ANEW
    jobs: Jobs = field(default_factory=Jobs)
    done: int = 0
    complete: bool = False
    failure: str = ""
    open: dict[str, list[Standing]] = field(default_factory=dict)
    waived: dict[str, list[Standing]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _started: bool = False
    _thread: Thread | None = None

    def run(self) -> None:
        """Look at everything. Findings that several contracts share are told of the first."""
        seen: set[tuple[str, object]] = set()
        for name in sorted(self.snapshot.contracts):
            if self.jobs.ending():
                return
            self._add(name, check_names(self.snapshot, [name], book=self.book, judged=self.judged).findings, seen)
            self.done += 1
        self._add("", tuple(self._others()), seen)
        every = [each.finding for rows in (*self.open.values(), *self.waived.values()) for each in rows]
        self._add("", tuple(self.book.idle_waivers(every)), seen)
        self.complete = True

    def start(self) -> None:
        """Run here where there is little to do, else in the background, once."""
        with self._lock:
            if self._started:
                return
            self._started = True
            if self.total <= AT_ONCE:
                self.run()
                return
            self._thread = self.jobs.start("a survey of findings", self.run, self._fail)

    def wait(self) -> None:
        """Return when all is looked at."""
        if self._thread is not None:
            self._thread.join()

    def _fail(self, error: Exception) -> None:
        """Nobody waits for the thread: the page must be able to say it."""
        self.failure = f"{type(error).__name__}: {error}"

    def _others(self) -> Iterator[Finding]:
        """Of descriptors, canonical schemas and processes, as `treaty check` finds them."""
        snapshot, said = self.snapshot, rule_ids()
        yield from canonical_findings(snapshot)
        yield from unknown_steps(snapshot)
        yield from (problem_finding(each) for each in snapshot.problems if each.rule not in said)
        owners: tuple[Service | Vendor, ...] = (*snapshot.services.values(), *snapshot.vendors.values())
        for owner in owners:
            yield from self.book.of_owner(owner)
        yield from self.book.of_the_rest()

    def _add(self, contract: str, findings: tuple[Finding, ...], seen: set[tuple[str, object]]) -> None:
        for finding, waiver in self.book.excused(findings):
            key = (finding.fingerprint, finding.locations)
            if key not in seen:
                seen.add(key)
                row = Standing(finding, contract, waiver.id if waiver is not None else "")
                (self.waived if row.waiver else self.open).setdefault(finding.rule, []).append(row)


def survey(catalog: Catalog, revision: Revision, today: date, lately: Lately) -> Survey:
    """The survey of a revision on a day, begun where it was not."""
    snapshot, book = catalog.snapshot(revision), book_of(catalog, revision, today, lately)
    key = ("survey", revision.digest, today)
    judged = Judged(lately.lasting)
    found = lately.get(key, lambda: Survey(snapshot, book, len(snapshot.contracts), judged, catalog.jobs))
    found.start()
    return found
