"""Which findings a pull request brings, leaves and mends: both sides are judged, and matched by fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from catalog.frozen import replace
from governance.findings import Finding, Status


def matched(before: Iterable[Finding], now: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of now as new or existing, then those of before that are gone as fixed; waived ones stay waived.

    Equal fingerprints are counted: a second violation of one name is new although the first existed. What a waiver
    excused before and excuses no longer is new.
    """
    past = tuple(before)
    left = Counter(finding.fingerprint for finding in past)
    bare = Counter(finding.fingerprint for finding in past if finding.status is not Status.WAIVED)
    for finding in now:
        left[finding.fingerprint] -= 1
        if finding.status is Status.WAIVED:
            yield finding
            continue
        known = bare[finding.fingerprint] > 0
        bare[finding.fingerprint] -= known
        yield replace(finding, status=Status.EXISTING if known else Status.NEW)
    for finding in past:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            yield replace(finding, status=Status.FIXED)


def uncovered(before: Iterable[Finding]) -> frozenset[str]:
    """Fingerprints of what waivers excused before: it is no longer excused where it is new."""
    return frozenset(finding.fingerprint for finding in before if finding.status is Status.WAIVED)
