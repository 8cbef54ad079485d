"""Business processes: Arazzo documents over the catalog's contracts."""

from __future__ import annotations

from catalog.frozen import dataclass
from catalog.model.quality import Origin, Slo


@dataclass(frozen=True, slots=True)
class WorkflowSource:
    """A sourceDescription: its name, address as written, type, and the file it means in the tree."""

    name: str
    url: str
    type: str
    path: str


@dataclass(frozen=True, slots=True)
class WorkflowStep:
    """A step. Of `operation_id`, `operation_path`, `channel_path` and `workflow` one is given.

    `source` is the name of the source description it goes to; None where the step does not say and there are several.
    """

    id: str
    origin: Origin
    source: str | None = None
    operation_id: str | None = None
    operation_path: str | None = None
    channel_path: str | None = None
    workflow: str | None = None
    description: str = ""
    compensation: str | None = None
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A business state, the address (with the contract's id) that shows it is reached, and by when in seconds."""

    state: str
    event: str | None = None
    within_s: float | None = None


@dataclass(frozen=True, slots=True)
class Workflow:
    """One workflow of an Arazzo document, with `x-workflow-type`, `x-slo`, `x-owner`, `x-domain`, `x-checkpoints`."""

    id: str
    origin: Origin
    title: str
    description: str = ""
    domain: str = ""
    owner: str = ""
    workflow_type: str | None = None
    slo: Slo | None = None
    sources: tuple[WorkflowSource, ...] = ()
    steps: tuple[WorkflowStep, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
