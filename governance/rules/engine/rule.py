"""What a rule is: a name, a severity, the nodes it looks at, and a generator of violations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from inspect import cleandoc
from types import UnionType
from typing import Any, TypeAlias, get_args

from catalog.frozen import dataclass
from catalog.model.contract import Contract
from catalog.model.policy import Policy
from catalog.model.service import ContractEntry
from catalog.model.source import Pointer, SourceDocument
from governance.findings import Severity
from governance.rules.engine.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Violation:
    """One defect. `pointer` leads to it in the document of the node that was looked at, or in `document`.

    `facet` tells apart several at one place. `at_most` is a severity that this one never exceeds, whatever the policy.
    """

    message: str
    pointer: Pointer
    hint: str | None = None
    facet: str = ""
    document: SourceDocument | None = None
    at_most: Severity | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside its node: the catalog around it, today, and numbers and names that were agreed.

    `policy` is for such numbers (days of notice, limits of waivers, the correlation header), never for severities.
    """

    around: Surroundings
    policy: Policy
    contract: Contract | None = None
    entry: ContractEntry | None = None
    known_rules: frozenset[str] = field(default=frozenset(), repr=False)


Check: TypeAlias = "Callable[[Any, Context], Iterator[Violation]]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `severity` counts where no profile says otherwise; `on` are the types of nodes that it looks at."""

    id: str
    severity: Severity
    on: tuple[type, ...]
    check: Check = field(repr=False)
    title: str
    rationale: str
    among_others: bool = False
    """Whether it asks the catalog about other things than its node; of documents few rules do."""


def rule(name: str, *, severity: Severity, on: type | UnionType, among_others: bool = False) -> Callable[[Check], Rule]:
    """Makes a Rule of a generator; its docstring is the title and, after an empty line, the rationale."""

    def made(check: Check) -> Rule:
        title, _, rationale = cleandoc(check.__doc__ or "").partition("\n\n")
        types: tuple[type, ...] = get_args(on) if isinstance(on, UnionType) else (on,)
        return Rule(name, severity, types, check, title, rationale, among_others)

    return made
