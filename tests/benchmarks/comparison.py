"""`treaty diff` beside oasdiff: the same files in the same run, CPU time and memory, and what each says.

Budgets (issue 5): at least 5 times less CPU over 1 MB, 10 times on the largest; two files of 3 kB within 110 ms of
CPU; not slower than oasdiff from 300 kB up; memory at most 4 times the two parsed trees. oasdiff is looked for in
$PEERS/go/bin and on the path (`../shared/tools/peers.sh` installs it, pinned).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.processes import Cost, median
from tests.builders.shared import BREAKING, VENDORS

TREATY = str(Path(sys.executable).with_name("treaty"))
TREES = "import sys; from pathlib import Path; from catalog.reading.read import read_source; " \
    "kept = [read_source(Path(name).read_bytes(), name).tree for name in sys.argv[1:]]"  # fmt: skip
NOTHING = "import catalog.reading.read"
MB = 1_000_000
LARGE, MIDDLE = 1.0, 0.3


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


def main() -> None:
    peer = oasdiff()
    if peer is None:
        print("oasdiff is not here: ../shared/tools/peers.sh DIR go installs it; PEERS=DIR finds it")
    for pair in sorted(pairs(), key=lambda pair: -pair.megabytes):
        compare(pair, peer)


def oasdiff() -> str | None:
    """The peer's executable."""
    held = os.environ.get("PEERS")
    return shutil.which("oasdiff", path=f"{held}/go/bin") if held else shutil.which("oasdiff")


def pairs() -> Iterator[Pair]:
    """Of each vendor contract the last two releases, where they are over 300 kB; one pair of small files."""
    for folder in sorted(VENDORS.iterdir()) if VENDORS.is_dir() else ():
        files = sorted(path for path in folder.glob("*") if path.suffix in (".json", ".yaml", ".yml"))
        for base, revision in list(pairwise(files))[-1:]:
            pair = Pair(folder.name, base, revision)
            if pair.megabytes >= MIDDLE:
                yield pair
    small = BREAKING / "oasdiff" / "pairs" / "oasdiff-0507"
    if small.is_dir():
        yield Pair("3 kB", small / "base.yaml", small / "revision.yaml")


def compare(pair: Pair, peer: str | None) -> None:
    """One line for us, one for the peer with the ratio."""
    files = [str(pair.base), str(pair.revision)]
    runs = 3 if pair.megabytes >= MIDDLE else 9
    ours = median([TREATY, "diff", *files], runs)
    trees = (
        median([sys.executable, "-c", TREES, *files], 1).megabytes
        - median([sys.executable, "-c", NOTHING], 1).megabytes
    )
    print(f"{pair.name}, {pair.megabytes:.2f} MB")
    print(f"  treaty   {ours}  {_ours(files)}; the trees take {trees:.0f} MB{_budget(pair)}")
    if peer is not None:
        theirs = median([peer, "breaking", *files, "--format", "json"], min(runs, 3))
        print(f"  oasdiff  {theirs}  {_theirs(peer, files)}; {_ratio(ours, theirs)}")


def _budget(pair: Pair) -> str:
    if pair.megabytes < MIDDLE:
        return "   (budget 110 ms)"
    return "   (budget: 5 times less CPU than oasdiff)" if pair.megabytes >= LARGE else "   (budget: no slower)"


def _ratio(ours: Cost, theirs: Cost) -> str:
    if theirs.code not in (0, 1):
        return f"it fails with exit code {theirs.code}"
    return (
        f"{theirs.seconds / ours.seconds:.1f} times our CPU, {theirs.megabytes / ours.megabytes:.1f} times our memory"
    )


def _ours(files: list[str]) -> str:
    answer = json.loads(subprocess.run([TREATY, "diff", *files, "--format", "json"], capture_output=True).stdout)
    breaks = [finding for finding in answer["findings"] if finding["effect"] == "breaks"]
    shown = sum(1 for finding in breaks if finding["witness"] is not None)
    return f"{len(breaks)} breaks, {shown} with a message"


def _theirs(peer: str, files: list[str]) -> str:
    done = subprocess.run([peer, "breaking", *files, "--format", "json"], capture_output=True)
    try:
        return f"{len(json.loads(done.stdout or b'[]'))} changes"
    except ValueError:
        return done.stderr.decode(errors="replace").strip()[:100]


if __name__ == "__main__":
    main()
