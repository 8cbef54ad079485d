"""One contract after another: what stood under its name, what shall stand there, and what the version must be."""

from __future__ import annotations

from catalog.frozen import dataclass
from governance.lifecycle.versions import Scheme, is_enough, is_older, next_version, scheme_of


@dataclass(frozen=True, slots=True)
class Edition:
    """A contract as it reads at one revision: its version, and the digest of its closure."""

    version: str
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.version} {self.digest}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the change asks of the version. `next_version` is None where nothing is asked: of a vendor, of a draft,
    where nothing changed; `met` says that the version is enough."""

    bump: str
    next_version: str | None = None
    met: bool = True


@dataclass(frozen=True, slots=True)
class Succession:
    """A contract on both sides of a change.

    `declared` is the version scheme of the base, `recorded` says that a vendor writes the contract, `exempt` that its
    stage promises nothing. `tip` is the contract on the target where that has gone on in the meantime. `bump` is what
    the change asks for; `decided` is False where that hangs on something undecided. `place` leads to the version, as
    findings point to places.
    """

    contract: str
    before: Edition
    after: Edition
    bump: str = "none"
    decided: bool = True
    declared: str = "semver"
    recorded: bool = False
    exempt: bool = False
    tip: Edition | None = None
    place: str = ""

    @property
    def last(self) -> Edition:
        """The last release of the line: that of the target, where it went on to another version."""
        tip = self.tip
        if tip is None or tip.digest == self.after.digest or tip.version == self.before.version:
            return self.before
        went_back = is_older(scheme_of(self.declared, self.before.version), tip.version, self.before.version)
        return self.before if went_back else tip

    @property
    def scheme(self) -> Scheme:
        """What orders the last release and those to come."""
        return scheme_of(self.declared, self.last.version)

    @property
    def asked(self) -> str:
        """The bump that the version must show: on 0.x a break asks for a minor one."""
        zero = self.scheme is Scheme.SEMVER and self.last.version.startswith("0.")
        return "minor" if zero and self.bump == "major" else self.bump


def requirement(succession: Succession) -> Requirement:
    """What the next version must be, and whether it is."""
    bump = succession.asked
    if succession.recorded or succession.exempt or bump == "none":
        return Requirement(bump)
    scheme, last, after = succession.scheme, succession.last.version, succession.after.version
    return Requirement(bump, next_version(scheme, last, bump), is_enough(scheme, last, after, bump))
