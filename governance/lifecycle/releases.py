"""Does the version say what changed, and does a released one keep its meaning (RULES: VER002 to VER004)."""

from __future__ import annotations

from collections.abc import Iterator

from catalog.frozen import dataclass, replace
from governance.findings import Finding, Pointers, Severity
from governance.lifecycle.advice import MEANS_ELSE, set_version
from governance.lifecycle.succession import Edition, Requirement, Succession, requirement
from governance.lifecycle.telling import told
from governance.lifecycle.versions import Scheme, is_older, semantic


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release that had the version of the head: `bump` is what the head changed since, `commit` where it stood,
    `decided` that a change of meaning is certain."""

    edition: Edition
    commit: str
    bump: str
    decided: bool = True


def version_findings(succession: Succession, earlier: Earlier | None = None) -> Iterator[Finding]:
    """What is wrong with the version of the head; drafts may have any, and a vendor's is the vendor's own."""
    if succession.exempt:
        return
    if not succession.recorded:
        back = tuple(_went_back(succession))
        yield from back
        yield from (each for each in _too_low(succession) if not back or each.rule == "breaking-without-major")
    yield from _mutated(succession, earlier)


def _went_back(succession: Succession) -> Iterator[Finding]:
    before, after = succession.before.version, succession.after.version
    if is_older(succession.scheme, after, before):
        message = f"the version went back from {before} to {after}"
        yield _told("version-went-back", succession, message, _ahead(succession))


def _too_low(succession: Succession) -> Iterator[Finding]:
    needed = requirement(succession)
    if needed.met or succession.bump not in MEANS_ELSE:
        return
    breaks = succession.bump == "major" and succession.scheme is Scheme.SEMVER
    rule = "breaking-without-major" if breaks else "changed-without-bump"
    finding = _told(rule, succession, _why(succession, needed), set_version(succession.contract, needed.next_version))
    yield replace(finding, decided=succession.decided)


def _why(succession: Succession, needed: Requirement) -> str:
    after, last = succession.after.version, succession.last.version
    what = "a breaking change" if succession.bump == "major" else "a change of what may be said"
    if not succession.decided:
        what = "a change that may break, which could not be decided,"
    asks = f"{what} after {last or 'no version'} needs {needed.next_version}"
    if after == last:
        return f"{asks}; the version is still {after or 'none'}"
    if succession.scheme is Scheme.SEMVER and semantic(after) is None:
        return f"{asks}; {after or 'an empty text'} is no semantic version"
    return f"{asks}; {after} is not enough"


def _mutated(succession: Succession, earlier: Earlier | None) -> Iterator[Finding]:
    version, wordy = succession.after.version, Severity.INFO
    if earlier is None or not version or earlier.bump == "none":
        return
    facts = (str(earlier.edition), str(succession.after))
    where = f" at {earlier.commit[:12]}" if earlier.commit else ""
    if earlier.bump == "patch":
        message = f"words of {version} changed after it was released{where}; its meaning did not"
        yield _told("released-version-mutated", succession, message, "", facts, wordy)
        return
    if succession.recorded:
        message = f"the vendor's release {version} reads otherwise than it did{where}"
        hint = "If the vendor changed it in place, say so in vendor.yaml; its consumers see what changed."
        yield _told("released-version-mutated", succession, message, hint, facts, wordy)
        return
    message = f"{version} was released{where} and means something else now: a released version never changes"
    finding = _told("released-version-mutated", succession, message, _ahead(succession), facts)
    yield replace(finding, decided=earlier.decided)


def _ahead(succession: Succession) -> str:
    """What to set the version to, whatever little changed."""
    asked = succession if succession.asked in MEANS_ELSE else replace(succession, bump="patch")
    return set_version(succession.contract, requirement(asked).next_version)


def _told(
    rule: str,
    succession: Succession,
    message: str,
    hint: str,
    facts: tuple[str, str] | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    both = facts or (str(succession.last), str(succession.after))
    pointers = Pointers(succession.place or None, succession.place or None)
    return told(rule, succession.contract, message, hint, both, pointers, severity)


def lost(contract: str, edition: Edition, commit: str, place: str) -> Finding:
    """A release that the history of the target had, and has no more."""
    name = edition.version or "a release without version"
    message = f"{name} was released at {commit[:12]}, which is gone from the history"
    hint = f"Bring {commit[:12]} back into the branch, or release that meaning again under its version."
    return told(
        "release-lost", contract, message, hint, (str(edition), ""), Pointers(None, place or None), facet=commit
    )
