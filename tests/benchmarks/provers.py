"""Containment beside its peers: jsonsubschema and jsoncompat, on the same labelled rows in the same run.

Each peer runs in a virtual environment that is made for it, under `build/`; where it cannot be installed, that is
said. A peer has one second of CPU for a pair. Budgets of ours: median 0.5 ms, 99th percentile 20 ms.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from governance.compatibility.schema import Contained, Reading, Undecided, decide
from tests.benchmarks.containment import DRAFTS
from tests.laws.test_labelled import BREAKING, DISPUTED, SUITES, TRUSTED

PEERS = {"jsonsubschema": "jsonsubschema==0.0.8", "jsoncompat": "jsoncompat==0.3.1"}
HOME = Path("build/peers")
DRIVER = Path(__file__).with_name("prover_driver.py")
Answers = dict[str, tuple[bool | None, float]]
"""By row: whether the new schema accepts all, as the prover says (None: no answer), and CPU seconds."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled pair."""

    id: str
    draft: str | None
    old: Any
    new: Any
    contained: bool


def main() -> None:
    if not BREAKING.is_dir():
        print("skipped: the corpus ../shared is not on this machine")
        return
    rows = list(labelled_rows())
    for row in rows[:200]:
        _ours(row)
    told("treaty", rows, {row.id: _timed(row) for row in rows})
    for name, requirement in PEERS.items():
        answers = peer(name, requirement, rows)
        if isinstance(answers, str):
            print(f"  {name:14} skipped: {answers}")
        else:
            told(name, rows, answers)


def labelled_rows() -> Iterable[Row]:
    """The rows of the public suites whose labels count."""
    disputed = {json.loads(line)["id"] for line in DISPUTED.read_text().splitlines()}
    for suite in SUITES:
        for line in (BREAKING / suite).read_text().splitlines():
            row = json.loads(line)
            label, trusted = row["s1_subtype_of_s2"], row.get("trust") in TRUSTED and not row.get("optional")
            if label is not None and trusted and row["id"] not in disputed:
                yield Row(row["id"], row.get("draft"), row["s1"], row["s2"], label)


def _timed(row: Row) -> tuple[bool | None, float]:
    started = time.process_time()
    answer = _ours(row)
    return answer, time.process_time() - started


def _ours(row: Row) -> bool | None:
    verdict = decide(row.old, row.new, Reading(dialect=DRAFTS.get(row.draft, "2020-12")))
    return None if isinstance(verdict, Undecided) else isinstance(verdict, Contained)


def peer(name: str, requirement: str, rows: list[Row]) -> Answers | str:
    """What a peer says of the rows, or why it was not asked."""
    python = HOME / name / "bin" / "python"
    try:
        if not python.exists():
            _run([sys.executable, "-m", "venv", str(HOME / name)])
        _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement])
        return _asked([str(python), str(DRIVER), name], rows)
    except subprocess.SubprocessError as problem:
        told = (getattr(problem, "stderr", None) or str(problem)).strip()
        return told.splitlines()[-1][:200] if told else "it ended without a word"


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)


def _asked(command: list[str], rows: list[Row]) -> Answers:
    with tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as questions:
        for row in rows:
            questions.write(json.dumps({"id": row.id, "old": row.old, "new": row.new}) + "\n")
        questions.flush()
        done = subprocess.run([*command, questions.name], check=True, capture_output=True, text=True, timeout=3600)
    answers = map(json.loads, done.stdout.splitlines())
    return {answer["id"]: (answer["contained"], answer["seconds"]) for answer in answers}


def told(name: str, rows: list[Row], answers: Answers) -> None:
    """One line: how often it is right, wrong and silent; what a pair costs."""
    tally = Counter(_judged(row, answers[row.id][0]) for row in rows)
    seconds = sorted(answers[row.id][1] for row in rows)
    print(
        f"  {name:14} right {tally['right']:5}, missed breaks {tally['missed']:3}, false alarms {tally['false']:3}, "
        f"no answer {tally['silent']:4} of {len(rows)}; median {statistics.median(seconds) * 1000:.2f} ms CPU, "
        f"p99 {seconds[int(len(seconds) * 0.99)] * 1000:.1f} ms, all {sum(seconds):.1f} s"
    )


def _judged(row: Row, said: bool | None) -> str:
    if said is None:
        return "silent"
    if said == row.contained:
        return "right"
    return "missed" if said else "false"


if __name__ == "__main__":
    main()
