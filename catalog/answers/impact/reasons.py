"""Why nobody is hit, and what an answer does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.answers.impact.landscape import Landscape
from catalog.answers.impact.releases import Ahead
from catalog.answers.impact.shape import ReleaseImpact
from catalog.answers.kept import once
from catalog.graph.edges import Kind
from catalog.model.consumption import Consumption
from catalog.model.problem import Problem
from catalog.repository.inspection import oddities
from catalog.repository.placement import documents_missing
from catalog.repository.snapshot import Snapshot

NAMED = 5
"""How many services are named before the others are counted."""


def why_nobody(landscape: Landscape, releases: tuple[ReleaseImpact, ...]) -> str:
    """One sentence, or one for each contract that a release changes."""
    asked, snapshot = landscape.asked, landscape.snapshot
    match asked.kind:
        case Kind.RELEASE:
            return "; ".join(map(_of_release, releases)) or _unpinned(landscape)
        case Kind.ADDRESS:
            return _elsewhere(asked.contract, snapshot.consumptions_of(asked.contract))
        case Kind.CONTRACT:
            return f"no service declares that it uses {asked.name}, and no workflow goes through it"
        case Kind.ENTITY | Kind.SCHEMA:
            return f"no contract refers to {asked.name}, and no service maps a vendor's field onto it"
        case Kind.WORKFLOW:
            return f"{asked.name} goes through no contract of the catalog"
        case _:
            return f"{asked.name} offers nothing that another service declares to use, or that a workflow goes through"


def unknowns(landscape: Landscape, ahead: tuple[Ahead, ...]) -> Iterator[str]:
    """What may hide somebody who is hit: files that cannot be read, documents that could not be compared."""
    snapshot = landscape.snapshot
    odd, missing = unreadable(snapshot)
    problems = {each.file: each for each in (*odd, *snapshot.documents.failures())}
    for problem in problems.values():
        yield f"{problem.file} cannot be read, and what it says is no part of this answer: {problem.message}"
    for problem in missing:
        yield f"{problem.file}: {problem.message}, and what it would say is no part of this answer"
    failed = frozenset(problems)
    for name in landscape.unread:
        if landscape.snapshot.contracts[name].path not in failed:
            yield f"the document of {name} cannot be read, and what it says is no part of this answer"
    if landscape.asked.files and not landscape.shared_files.placed:
        for path, message in sorted(landscape.shared_files.texts.unread.items()):
            yield f"{path} cannot be read, and what it says is no part of this answer: {message}"
    for each in ahead:
        if each.found.error:
            yield f"{each.found.contract} {each.found.label} could not be compared: {each.found.error}"


def unreadable(snapshot: Snapshot) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What cannot be read as a file, and declared documents that are not there; found once for a snapshot."""
    return once(
        snapshot, ("unreadable",), lambda: (tuple(oddities(snapshot)), tuple(documents_missing(snapshot))), stays=True
    )


def unplaced(landscape: Landscape) -> Iterator[str]:
    """That contracts are told without the addresses of what they refer to."""
    if landscape.asked.files and not landscape.shared_files.placed:
        yield (
            f"{len(landscape.shared_files.referring)} contracts refer to it, as their text shows: they were not read, "
            "so that every use of them is possible; where in them is not told"
        )


def undocumented(landscape: Landscape, ahead: tuple[Ahead, ...]) -> Iterator[str]:
    """The contracts of a vendor that an announced release may change, without a document of it."""
    asked, compared = landscape.asked, {each.entry.id for each in ahead}
    rest = [entry for entry in asked.entries if entry not in compared]
    if asked.kind is Kind.RELEASE and compared and rest:
        yield f"there is no document of {asked.label} for {', '.join(rest)}: what it changes there is not known"


def _of_release(release: ReleaseImpact) -> str:
    if release.error:
        return f"{release.contract} {release.label} could not be compared: {release.error}"
    told = ", ".join(f"{count} {rule}" for rule, count in release.safe[:NAMED])
    users = ", ".join(release.users)
    if not release.idle:
        whom = f" for those who use it ({users})" if users else ", and nobody uses it"
        return f"all {release.changes} changes in {release.contract} {release.label} are safe{whom}: {told}"
    idle, safe = len(release.idle), release.changes - len(release.idle)
    others = f" ({users} {_verb(release.users)} others)" if users else ""
    return (
        f"of {release.changes} changes in {release.contract} {release.label} {safe} are safe ({told}), "
        f"and the {idle} that break or may break are at places that nobody uses{others}"
    )


def _verb(names: tuple[str, ...]) -> str:
    return "uses" if len(names) == 1 else "use"


def _unpinned(landscape: Landscape) -> str:
    asked, snapshot = landscape.asked, landscape.snapshot
    pins = {c.pin for entry in asked.entries for c in snapshot.consumptions_of(entry) if c.pin}
    others = f"; they pin {', '.join(sorted(pins))}" if pins else ""
    return f"the catalog has no document of {asked.name} to compare, and no service pins it{others}"


def _elsewhere(contract: str, consumptions: Iterable[Consumption]) -> str:
    names = tuple(dict.fromkeys(consumption.service for consumption in consumptions))
    if not names:
        return f"no service declares that it uses {contract}, and no workflow goes through the place"
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return (
        f"{', '.join(names[:NAMED])}{more} {_verb(names)} {contract} at other places, and no workflow goes through it"
    )
