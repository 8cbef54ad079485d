"""version-not-semver."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.model.contract import Contract
from governance.findings import Severity
from governance.rules.engine.rule import Context, Violation, rule

SEMVER = re.compile(
    r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)"
    r"(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?"
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
"""https://semver.org/spec/v2.0.0.html, item 2, 9 and 10."""
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")


@rule("version-not-semver", severity=Severity.ERROR, on=Contract)
def version_not_semver(contract: Contract, context: Context) -> Iterator[Violation]:
    """A contract's version does not follow its scheme.

    The version is the promise that consumers pin to; a promise that no tool can order or compare is none. Without a
    `version_scheme` it is semver; `date` asks for a day or month, `vendor` for anything at all.
    """
    scheme = context.entry.version_scheme if context.entry else "semver"
    version = (context.entry.label if context.entry and scheme != "semver" else None) or contract.version
    if not version:
        yield Violation("the contract has no version", ("info", "version"), "Begin with 1.0.0, or 0.1.0 for a draft.")
    elif scheme == "semver" and not SEMVER.fullmatch(version):
        hint = "Write MAJOR.MINOR.PATCH, such as 1.4.0, or declare another version_scheme."
        yield Violation(f"version {version!r} is not semver", ("info", "version"), hint)
    elif scheme == "date" and not DAY.fullmatch(version):
        yield Violation(f"version {version!r} is no date", ("info", "version"), "Write YYYY-MM-DD or YYYY-MM.")
