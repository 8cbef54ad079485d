"""What the gate says, before anybody renders it (DESIGN §1, §8)."""

from __future__ import annotations

from enum import Enum

from catalog.frozen import dataclass
from governance.findings import Finding, Status

CLOSED = frozenset((Status.FIXED, Status.WAIVED, Status.ACCEPTED))
"""Statuses that ask nothing of the author."""


class ExceptionKind(Enum):
    """Which kind of agreed exception."""

    WAIVER = "waiver"
    ACCEPTANCE = "acceptance"


@dataclass(frozen=True, slots=True)
class UsedException:
    """A waiver or acceptance that lets a finding pass. `added_here`: the same pull request brings it, so that
    `reviewers` (members of the approver group, or owners of the consumers hit) must look at it."""

    kind: ExceptionKind
    id: str
    file: str
    reason: str
    added_here: bool = False
    reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HitWorkflow:
    """A business process that goes through an affected place; `workflow_type` names its class of objectives. `via` is
    the consumer whose contracts it goes through, where it does not go through the place itself."""

    id: str
    workflow_type: str
    steps: tuple[str, ...] = ()
    owner: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class HitConsumer:
    """A service that uses affected places of `contract`, as `consumes.yaml` at base, head or tip says.

    `addresses` are the used places, complete with the contract's id; `evidence` says how the use is known; `sides`
    names where it is declared: base, head, tip. `upcoming` is the label of the announced vendor release that hits it;
    None where the pull request does.
    """

    service: str
    owner: str
    contract: str
    addresses: tuple[str, ...]
    evidence: tuple[str, ...]
    strict: bool = False
    sides: tuple[str, ...] = ()
    upcoming: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """A finding with its status, whom it hits, and whether it blocks. `because` says why it does or does not, where
    that is not plain from effect and status."""

    finding: Finding
    contract: str = ""
    blocks: bool = False
    because: str = ""
    owner: str = ""
    consumers: tuple[str, ...] = ()
    workflows: tuple[HitWorkflow, ...] = ()
    exception: UsedException | None = None
    upcoming: str | None = None
    """Label of the announced vendor release that the finding is about; None for what this pull request changes."""


@dataclass(frozen=True, slots=True)
class ContractVerdict:
    """A contract that the pull request touches. `from_version` is None for a new contract, `to_version` for one that
    is gone; `required_bump` is major, minor, patch or none. `next_version` is the least that the version must be, or
    words where many will do, and None where nothing is asked; `met` says that the version is enough. `recorded`: a
    vendor writes the contract, so that its version is not ours to choose."""

    name: str
    from_version: str | None
    to_version: str | None
    required_bump: str
    breaking: bool | None = False
    owner: str = ""
    file: str = ""
    next_version: str | None = None
    met: bool = True
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Full commit ids: the merge base, the head (`worktree` for uncommitted work) and the target's tip. `root` is the
    folder of the catalog in the repository, empty where it is the repository itself."""

    base: str
    head: str
    tip: str
    root: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`findings` worst and new first; `notes` are remarks on the run itself (a shallow clone, a cache not used).
    `known` counts further findings that stood before and stay: who needs them asks for everything."""

    blocked: bool
    findings: tuple[JudgedFinding, ...]
    consumers: tuple[HitConsumer, ...]
    contracts: tuple[ContractVerdict, ...]
    compared: Compared
    today: str
    notes: tuple[str, ...] = ()
    known: int = 0

    @property
    def blocking(self) -> tuple[JudgedFinding, ...]:
        """Those that keep the pull request from merging."""
        return tuple(judged for judged in self.findings if judged.blocks)

    @property
    def upcoming(self) -> tuple[JudgedFinding, ...]:
        """What announced vendor releases will do to us."""
        return tuple(judged for judged in self.findings if judged.upcoming is not None)
