"""Containment: CPU per pair on the public suites and on vendors' components, and of pathological pairs.

Budgets: 10 s for all 4,464 rows, median 0.5 ms once warm, 99th percentile 20 ms; components median 10 ms, none over
5 s; a pathological pair 5 s.
"""

from __future__ import annotations

import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from governance.compatibility.schema import Reading, decide
from tests.builders.shared import BREAKING, VENDORS
from tests.laws.components import component_pairs
from tests.laws.pathological import both_ways

SUITES = (
    "jsonsubschema/manifest.jsonl",
    "apicurio-jsonschema/manifest.jsonl",
    "jsoncompat/manifest.schema.jsonl",
    "containment-testsuite/manifest.draft7.jsonl",
)
DRAFTS = {"draft4": "draft4", "draft7": "draft7", None: "2020-12"}


def main() -> None:
    if not VENDORS.is_dir():
        print("skipped: the corpus ../shared is not on this machine")
    else:
        rows = [json.loads(line) for name in SUITES for line in (BREAKING / name).read_text().splitlines() if line]
        told("public suites", [lambda row=row: _suite(row) for row in rows])
        told("vendors' components", (pair.verdict for pair in component_pairs(700_000)))
    for name, old, new in both_ways():
        seconds, verdict = timed(lambda old=old, new=new: decide(old, new, Reading(dialect="2020-12")))
        print(f"  {name:34} {type(verdict).__name__:10} {seconds:7.3f} s CPU   (budget 5 s)")


def _suite(row: dict[str, Any]) -> object:
    return decide(row["s1"], row["s2"], Reading(dialect=DRAFTS.get(row.get("draft"), "2020-12")))


def timed(question: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and the answer."""
    started = time.process_time()
    answer = question()
    return time.process_time() - started, answer


def told(title: str, questions: Iterable[Callable[[], object]]) -> None:
    """Print total, median, 99th percentile and maximum, and how many of which answer."""
    answers = [timed(question) for question in questions]
    seconds = sorted(each for each, _ in answers)
    tally = Counter(type(answer).__name__ for _, answer in answers)
    print(
        f"{title}: {len(seconds)} pairs, {sum(seconds):.1f} s CPU; median {statistics.median(seconds) * 1000:.2f} ms, "
        f"p99 {seconds[int(len(seconds) * 0.99)] * 1000:.1f} ms, max {seconds[-1]:.2f} s; {dict(tally)}"
    )


if __name__ == "__main__":
    main()
