"""`treaty diff` beside oasdiff: the same files in the same run, CPU time and memory, what each says, and the bars.

Bars (issue 5), where oasdiff finishes: at least 5 times less CPU over 1 MB, 10 times on the largest pair, no more from
300 kB up; two files of 3 kB within 110 ms of CPU; memory beyond the interpreter's at most 4 times the two parsed trees.
oasdiff is looked for in $PEERS/go/bin and on the path (`../shared/tools/peers.sh` installs it, pinned).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from tests.benchmarks.processes import Cost, median
from tests.builders.contracts import corpus_rows
from tests.builders.shared import BREAKING, VENDORS

TREATY = str(Path(sys.executable).with_name("treaty"))
TREES = "import sys; from pathlib import Path; from catalog.reading.read import read_source; " \
    "kept = [read_source(Path(name).read_bytes(), name).tree for name in sys.argv[1:]]"  # fmt: skip
NOTHING = "import catalog.reading.read"
MB = 1_000_000
LARGE, MIDDLE = 1.0, 0.3
LARGEST_BAR, LARGE_BAR, MEMORY_BAR, SMALL_BAR = 10.0, 5.0, 4.0, 0.110


@dataclass(frozen=True, slots=True)
class Pair:
    """Two releases to compare."""

    name: str
    base: Path
    revision: Path

    @property
    def megabytes(self) -> float:
        """Of the larger document."""
        return max(self.base.stat().st_size, self.revision.stat().st_size) / MB


COUNTED = """
import json, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
try:
    print(len(json.loads(done.stdout or b"[]")), "changes")
except ValueError:
    print(done.stderr.decode(errors="replace").strip()[:100])
"""


def main() -> None:
    peer = oasdiff()
    if peer is None:
        print("oasdiff is not here: ../shared/tools/peers.sh DIR go installs it; PEERS=DIR finds it")
    nothing = median([sys.executable, "-c", NOTHING], 3).megabytes
    for number, pair in enumerate(sorted(pairs(), key=lambda pair: -pair.megabytes)):
        times = LARGEST_BAR if number == 0 else LARGE_BAR if pair.megabytes >= LARGE else 1
        compare(pair, peer, times, nothing)


def oasdiff() -> str | None:
    """The peer's executable."""
    held = os.environ.get("PEERS")
    return shutil.which("oasdiff", path=f"{held}/go/bin") if held else shutil.which("oasdiff")


def pairs() -> Iterator[Pair]:
    """Of each vendor contract every step over 1 MB, else the last one over 300 kB; one pair of small files."""
    for contract, rows in groupby(corpus_rows(), lambda row: str(row["contract"])):
        steps = [
            Pair(f"{contract} {old['release']} -> {new['release']}", VENDORS / old["file"], VENDORS / new["file"])
            for old, new in pairwise(rows)
        ]
        yield from [pair for pair in steps if pair.megabytes >= LARGE]
        yield from [pair for pair in steps[-1:] if MIDDLE <= pair.megabytes < LARGE]
    small = BREAKING / "oasdiff" / "pairs" / "oasdiff-0507"
    if small.is_dir():
        yield Pair("3 kB", small / "base.yaml", small / "revision.yaml")


def compare(pair: Pair, peer: str | None, times: float, nothing: float) -> None:
    """One line for us, one for the peer, one for each bar. `times`: how many times less CPU is wanted."""
    files = [str(pair.base), str(pair.revision)]
    is_small = pair.megabytes < MIDDLE
    ours = median([TREATY, "diff", *files], 9 if is_small else 3)
    print(f"{pair.name}, {pair.megabytes:.2f} MB")
    print(f"  treaty   {ours}  {_ours(files)}")
    theirs = median([peer, "breaking", *files, "--format", "json"], 3) if peer is not None else None
    if peer is not None and theirs is not None:
        print(f"  oasdiff  {theirs}  {_theirs(peer, files)}")
    for told, is_met in _bars(pair, ours, theirs, times, nothing):
        print(f"  {'met   ' if is_met else 'MISSED'}   {told}")


def _bars(pair: Pair, ours: Cost, theirs: Cost | None, times: float, nothing: float) -> Iterator[tuple[str, bool]]:
    if pair.megabytes < MIDDLE:
        yield f"{ours.seconds * 1000:.0f} ms of CPU (bar {SMALL_BAR * 1000:.0f})", ours.seconds <= SMALL_BAR
        return
    trees = median([sys.executable, "-c", TREES, str(pair.base), str(pair.revision)], 1).megabytes - nothing
    held = (ours.megabytes - nothing) / trees
    yield f"{held:.1f} times the memory of the trees, {trees:.0f} MB (bar {MEMORY_BAR})", held <= MEMORY_BAR
    if theirs is not None and theirs.code in (0, 1):
        faster = theirs.seconds / ours.seconds
        yield f"{faster:.1f} times less CPU than oasdiff (bar {times:g})", faster >= times


def _ours(files: list[str]) -> str:
    answer = json.loads(subprocess.run([TREATY, "diff", *files, "--format", "json"], capture_output=True).stdout)
    breaks = [finding for finding in answer["findings"] if finding["effect"] == "breaks"]
    shown = sum(1 for finding in breaks if finding["witness"] is not None)
    return f"{len(breaks)} breaks, {shown} with a message"


def _theirs(peer: str, files: list[str]) -> str:
    """Counted elsewhere: a process that has grown lends its size to what it starts, and so to what is measured."""
    command = [sys.executable, "-c", COUNTED, peer, "breaking", *files, "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
