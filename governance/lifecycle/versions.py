"""Version schemes: which of two versions is newer, and which is enough for a change (SEMANTICS §6)."""

from __future__ import annotations

import re
from enum import Enum

from catalog.frozen import dataclass

SEMVER = re.compile(
    r"(?P<major>0|[1-9][0-9]{0,8})\.(?P<minor>0|[1-9][0-9]{0,8})\.(?P<patch>0|[1-9][0-9]{0,8})"
    r"(?:-(?P<pre>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?"
)
"""https://semver.org/spec/v2.0.0.html; numbers of more than nine digits count as none."""
DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?")
BUMPS = ("none", "patch", "minor", "major")
"""What a change asks of a version, by weight."""


class Scheme(Enum):
    """How versions of a contract are written. Labels have no order: one differs from another, or not."""

    SEMVER = "semver"
    DATE = "date"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Semantic:
    """A semantic version. `pre` are the identifiers of a pre-release, empty for a release."""

    major: int
    minor: int
    patch: int
    pre: tuple[str, ...] = ()

    @property
    def precedence(self) -> tuple[object, ...]:
        """Sorts as item 11 of the specification says."""
        return (self.major, self.minor, self.patch, not self.pre, tuple(map(_rank, self.pre)))

    @property
    def core(self) -> Semantic:
        """The release that a pre-release leads to."""
        return Semantic(self.major, self.minor, self.patch)

    @property
    def weight(self) -> str:
        """The bump that led to these numbers, as they show it."""
        if self.minor == self.patch == 0:
            return "major"
        return "minor" if self.patch == 0 else "patch"

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def _rank(identifier: str) -> tuple[bool, int, str]:
    """Numbers before words, and by size without reading them as one."""
    if identifier.isdigit():
        digits = identifier.lstrip("0")
        return (False, len(digits), digits)
    return (True, 0, identifier)


def semantic(version: str) -> Semantic | None:
    """The semantic version that a text is; None where it is none."""
    found = SEMVER.fullmatch(version)
    if found is None:
        return None
    major, minor, patch = (int(found[part]) for part in ("major", "minor", "patch"))
    return Semantic(major, minor, patch, tuple((found["pre"] or "").split(".")) if found["pre"] else ())


def scheme_of(declared: str, version: str) -> Scheme:
    """The scheme that can order this version: the declared one, where the version is written in it."""
    if declared == "semver" and semantic(version) is not None:
        return Scheme.SEMVER
    return Scheme.DATE if declared == "date" and DAY.fullmatch(version) else Scheme.LABEL


def is_older(scheme: Scheme, version: str, than: str) -> bool:
    """Whether a version lies before another; False where the scheme cannot say."""
    if scheme is Scheme.SEMVER:
        one, other = semantic(version), semantic(than)
        return one is not None and other is not None and one.precedence < other.precedence
    written = scheme is Scheme.DATE and DAY.fullmatch(version) and DAY.fullmatch(than)
    return bool(written) and version < than


def next_version(scheme: Scheme, last: str, bump: str) -> str:
    """The least version that a change may have after the `last` one, or words where any of many will do."""
    known = semantic(last)
    if scheme is not Scheme.SEMVER or known is None:
        return "a later date" if scheme is Scheme.DATE else "a new label"
    if known.pre and BUMPS.index(bump) <= BUMPS.index(known.weight):
        return str(known.core)
    if bump == "major":
        return str(Semantic(known.major + 1, 0, 0))
    minor = bump == "minor"
    return str(Semantic(known.major, known.minor + minor, 0 if minor else known.patch + 1))


def is_enough(scheme: Scheme, last: str, version: str, bump: str) -> bool:
    """Whether a version says of the change after `last` what it must. A pre-release of the version needed is enough."""
    if scheme is Scheme.LABEL:
        return version != last
    if scheme is Scheme.DATE:
        return is_older(scheme, last, version)
    wanted, said = semantic(next_version(scheme, last, bump)), semantic(version)
    if wanted is None or said is None:
        return False
    return is_older(scheme, last, version) and said.core.precedence >= wanted.precedence
