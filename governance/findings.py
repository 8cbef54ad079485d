"""A finding: one opinion about one place, as every command prints it (DESIGN §8)."""

from __future__ import annotations

from enum import Enum

from catalog.frozen import dataclass
from catalog.model.direction import Direction
from catalog.model.source import Json, sha256_of

FORMAT_VERSION = 1


class Severity(Enum):
    """How much it matters; the policy may change it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst, so that sorting puts it first."""
        return RANKS[self]


RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Kind(Enum):
    """Which question the finding answers."""

    COMPATIBILITY = "compatibility"
    VALIDITY = "validity"
    POLICY = "policy"


class Effect(Enum):
    """What a change does to the other side (SEMANTICS §3)."""

    BREAKS = "breaks"
    MAY_BREAK = "may-break"
    SAFE = "safe"


class ChangeClass(Enum):
    """Where the effect is felt: in messages, in behaviour, or in generated source code only."""

    WIRE = "wire"
    BEHAVIOUR = "behaviour"
    SOURCE = "source"


class Side(Enum):
    """Which of two compared documents."""

    BASE = "base"
    REVISION = "revision"


class Status(Enum):
    """What the gate makes of a finding; None outside the gate."""

    NEW = "new"
    EXISTING = "existing"
    FIXED = "fixed"
    WAIVED = "waived"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column from 1, None where only the file is known."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        file = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in self.file)
        return ":".join(str(part) for part in (file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Pointers:
    """JSON Pointers for display; addresses are the names that last."""

    base: str | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A complete message that one side accepts and the other rejects; `pointer` leads to `value` in it."""

    message: Json
    pointer: str
    value: Json
    accepted_by: Side


@dataclass(frozen=True, slots=True)
class Finding:
    """One opinion. `affects` names every affected operation, `fingerprint` survives unrelated edits."""

    rule: str
    kind: Kind
    severity: Severity
    address: str
    message: str
    fingerprint: str
    hint: str | None = None
    locations: tuple[Location, ...] = ()
    pointers: Pointers = Pointers()
    effect: Effect | None = None
    change_class: ChangeClass | None = None
    decided: bool = True
    direction: Direction | None = None
    affects: tuple[str, ...] = ()
    witness: Witness | None = None
    status: Status | None = None
    digests: tuple[str, str] | None = None
    """Of a change: what stood there before and after, as acceptances name them; see `digest`."""


def fingerprint(*parts: str) -> str:
    """A name of 16 hexadecimal digits for what `parts` name: rule, address, facet, never message or line."""
    return sha256_of("\x1f".join(parts).encode("utf-8", "surrogatepass"))[:16]


def digest(text: str) -> str:
    """`sha256:` and 64 hexadecimal digits of a value's JSON with sorted members; of empty text where nothing stood."""
    return f"sha256:{sha256_of(text.encode('utf-8', 'surrogatepass'))}"


def ordered(findings: tuple[Finding, ...] | list[Finding]) -> tuple[Finding, ...]:
    """Worst first, then by file, line and rule."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, str, int, int, str, str]:
    place = finding.locations[0] if finding.locations else Location("")
    line, column = place.line or 0, place.column or 0
    return (finding.severity.rank, place.file, line, column, finding.rule, finding.address)


def finding_json(finding: Finding) -> dict[str, Json]:
    """The public form; `status`, and the digests that an acceptance names, only where a gate set one."""
    answer: dict[str, Json] = {
        "rule": finding.rule,
        "kind": finding.kind.value,
        "effect": _value(finding.effect),
        "class": _value(finding.change_class),
        "decided": finding.decided,
        "severity": finding.severity.value,
        "direction": _value(finding.direction),
        "address": finding.address,
        "affects": list(finding.affects),
        "pointers": {"base": finding.pointers.base, "revision": finding.pointers.revision},
        "locations": [{"file": place.file, "line": place.line, "column": place.column} for place in finding.locations],
        "message": finding.message,
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
        "witness": _witness_json(finding.witness),
    }
    return answer if finding.status is None else {**answer, **_gate_json(finding)}


def _gate_json(finding: Finding) -> dict[str, Json]:
    before_and_after = finding.digests
    named: Json = None if before_and_after is None else dict(zip(("before", "after"), before_and_after, strict=True))
    return {"status": _value(finding.status), "digests": named}


def _value(member: Enum | None) -> Json:
    return None if member is None else str(member.value)


def _witness_json(witness: Witness | None) -> Json:
    if witness is None:
        return None
    return {
        "message": witness.message,
        "pointer": witness.pointer,
        "value": witness.value,
        "accepted_by": witness.accepted_by.value,
    }
