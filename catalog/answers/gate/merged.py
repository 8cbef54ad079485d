"""The target as it would be with this change in it: what each side may do alone can break together."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.answers.gate.sides import Sides
from catalog.errors import CatalogError
from catalog.frozen import replace
from catalog.model.policy import Policy
from catalog.repository.git import merged_text
from catalog.repository.indexed import Indexed
from catalog.repository.overlaid import OverlaidTree
from catalog.repository.snapshot import Snapshot
from catalog.repository.tree import WORKTREE
from governance.gate.standing import over_budget
from governance.gate.verdict import Compared, HitConsumer, JudgedFinding, Verdict

READ = (".yaml", ".yml", ".json", "CODEOWNERS")
"""Ends of names of the files that a catalog reads."""
BESIDE = "with what came to the target in the meantime"
CONFLICT = (
    "this change and the target edit the same lines of {}: what they do together was not judged; merge the target"
)


class Conflict(Exception):
    """Both sides edit the same lines of the file."""


def merged_sides(sides: Sides) -> Sides | None:
    """The target, and the target with the change in it; None where nothing came to the target since the merge base.

    Raises:
        Conflict: Git could not merge them either.
    """
    repository, objects = sides.catalog.source.repository, sides.catalog.source.objects
    if sides.tip is sides.base or repository is None or objects is None:
        return None
    files = dict(_files(sides))
    if not files:
        return None
    tree = OverlaidTree(repository, objects, sides.compared.tip, files)
    if isinstance(sides.head, Indexed) and isinstance(sides.tip, Indexed):
        after: Snapshot = Indexed(tree, tree.seen(sides.tip.view), sides.head.parsed)
    else:
        after = Snapshot(tree, sides.head.parsed)
    compared = Compared(sides.compared.tip, WORKTREE, sides.compared.tip, sides.compared.root)
    return replace(
        sides, base=sides.tip, head=after, compared=compared, changed=frozenset(files), notes=(), rules=sides.ruling
    )


def _files(sides: Sides) -> Iterator[tuple[str, bytes | None]]:
    """What the merge makes of the files that the change edits, where that is not what the target has."""
    repository = sides.base.tree.repository
    assert repository is not None
    for path in sorted(path for path in sides.changed if path.endswith(READ)):
        old, ours, theirs = (_data(side, path) for side in (sides.base, sides.tip, sides.head))
        if old == ours != theirs:
            yield path, theirs
        elif old != ours != theirs:
            both = None
            if old is not None and ours is not None and theirs is not None:
                both = merged_text(repository, old, ours, theirs)
            if both is None:
                raise Conflict(path)
            if both != ours:
                yield path, both


def _data(side: Snapshot, path: str) -> bytes | None:
    """What stands at a path; None where no file does that can be read."""
    try:
        return side.tree.read(path).data
    except CatalogError:
        return None


def joined(verdict: Verdict, together: Verdict, policy: Policy) -> Verdict:
    """The verdict with what blocks only together with the target."""
    known = {(told.finding.rule, told.finding.address) for told in verdict.findings}
    more = tuple(
        replace(told, because=told.because or BESIDE)
        for told in together.findings
        if told.blocks and (told.finding.rule, told.finding.address) not in known
    )
    over = () if any(over_budget(verdict.findings, policy)) else tuple(over_budget(together.findings, policy))
    if not more and not over:
        return verdict
    consumers = tuple(_hit_by(more, verdict, together))
    return replace(
        verdict,
        blocked=True,
        findings=(*more, *verdict.findings),
        consumers=(*verdict.consumers, *consumers),
        notes=(*(f"{note} ({BESIDE})" for note in over), *verdict.notes),
    )


def _hit_by(more: tuple[JudgedFinding, ...], verdict: Verdict, together: Verdict) -> Iterator[HitConsumer]:
    told = {(each.contract, each.service) for each in verdict.consumers if each.upcoming is None}
    hit = {(each.contract, name) for each in more for name in each.consumers} - told
    yield from (each for each in together.consumers if each.upcoming is None and (each.contract, each.service) in hit)
