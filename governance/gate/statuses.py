"""Which findings a pull request brings, leaves and mends: both sides are judged, and matched by fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from governance.findings import Finding, Status


def matched(before: Iterable[Finding], now: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of now as new or existing, then those of before that are gone as fixed.

    Equal fingerprints are counted: a second violation of one name is new although the first existed.
    """
    past = tuple(before)
    left = Counter(finding.fingerprint for finding in past)
    for finding in now:
        known = left[finding.fingerprint] > 0
        left[finding.fingerprint] -= known
        yield replace(finding, status=Status.EXISTING if known else Status.NEW)
    for finding in past:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            yield replace(finding, status=Status.FIXED)
