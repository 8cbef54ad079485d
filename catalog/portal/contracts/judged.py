"""How many findings contracts have: judged beside the requests where the catalog is large, and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from catalog.answers.catalog import Catalog, Revision
from catalog.answers.lately import Lately
from catalog.answers.marks.known import checked
from catalog.answers.survey import AT_ONCE
from catalog.errors import CatalogError
from governance.findings import Finding, Severity, Status

MOST_COUNTS = 30_000


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """Open findings by severity, and how many are waived."""

    error: int
    warning: int
    info: int
    waived: int


NONE = FindingCounts(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ContractFindings:
    """A contract that has findings, and how many; `error` says why it could not be judged."""

    contract: str
    counts: FindingCounts
    error: str = ""


def contract_findings(
    catalog: Catalog, revision: Revision, contracts: Iterable[str], today: date, lately: Lately
) -> tuple[tuple[ContractFindings, ...], int]:
    """Those of the contracts that have findings, the most errors first; and how many contracts are still being judged,
    beside the requests, since there are many in the catalog."""
    kept: Lately = lately.get("counts of findings", lambda: Lately(MOST_COUNTS))
    names = tuple(dict.fromkeys(contracts))
    keys = [(revision.digest, name, today) for name in names]
    judge = [partial(_count, catalog, revision, name, today, lately) for name in names]
    unknown = [pair for pair in zip(keys, judge, strict=True) if kept.known(pair[0]) is None]
    if unknown and len(catalog.snapshot(revision).contracts) > AT_ONCE:
        kept.get(("judging", *keys), lambda: catalog.jobs.start("judging", partial(_judge, catalog, kept, unknown)))
    else:
        _judge(catalog, kept, unknown)
    found = [each for key in keys if isinstance(each := kept.known(key), ContractFindings)]
    shown = [each for each in found if each.error or each.counts != NONE]
    ordered = sorted(shown, key=lambda each: (-each.counts.error, -each.counts.warning, each.contract))
    return tuple(ordered), len(keys) - len(found)


Judging = tuple[Hashable, Callable[[], ContractFindings]]


def _judge(catalog: Catalog, kept: Lately, unknown: Iterable[Judging]) -> None:
    for key, make in unknown:
        if not catalog.jobs.ending():
            kept.get(key, make)


def _count(catalog: Catalog, revision: Revision, name: str, today: date, lately: Lately) -> ContractFindings:
    try:
        return ContractFindings(name, finding_counts(checked(catalog, revision, name, today, lately).findings))
    except CatalogError as error:
        return ContractFindings(name, NONE, str(error))


def counts_of(
    catalog: Catalog, revision: Revision, contract_id: str, today: date, lately: Lately
) -> tuple[FindingCounts, int]:
    """The counts of one contract; 1 while it is being judged.

    Raises:
        CatalogError: it cannot be judged.
    """
    found, judging = contract_findings(catalog, revision, (contract_id,), today, lately)
    if found and found[0].error:
        return finding_counts(checked(catalog, revision, contract_id, today, lately).findings), 0
    return (found[0].counts if found else NONE), judging


def finding_counts(findings: tuple[Finding, ...]) -> FindingCounts:
    """The findings, counted."""
    open_ones = Counter(each.severity for each in findings if each.status is not Status.WAIVED)
    waived = sum(each.status is Status.WAIVED for each in findings)
    error, warning, info = (open_ones[severity] for severity in Severity)
    return FindingCounts(error, warning, info, waived)
