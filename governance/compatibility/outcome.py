"""What is asked of a comparison, and what it answers."""

from __future__ import annotations

from catalog.frozen import dataclass, field
from governance.compatibility.tolerances import Tolerances
from governance.findings import Finding


@dataclass(frozen=True, slots=True)
class Options:
    """`perspective` is `provider` or `client`: the side that the documents are written from."""

    tolerances: Tolerances = field(default_factory=Tolerances)
    perspective: str = "provider"
    path_versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`breaking` is None where something is undecided and nothing else breaks. `untold` counts safe changes that are
    not among the findings, because nobody asked what they are."""

    breaking: bool | None
    required_bump: str
    findings: tuple[Finding, ...]
    untold: int = 0
