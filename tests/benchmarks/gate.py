"""What the gate costs in a large catalog, three contracts changed. Budgets: 15 s cold, 0.4 s warm, 300 MB; with twice
the catalog, warm within 1.2 times.

Cold keeps nothing from before; `unseen` knows who refers to what, as after any other run, and has seen neither side of
the changed documents; `changed` has judged the base's when they came, so that only the change was never seen; `judged`
has judged both, under other commits; warm has given this verdict before. Uncommitted is the change as it lies on disk.
`complete` tells every finding that stood before (JSON, SARIF, JUnit), where the others count them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.processes import Cost, measure, median
from tests.benchmarks.synthetic import change, write

SIZES = (2500, 5000)
CHANGED = (3, 700, 2100)
KEPT = {"cold": (), "unseen": ("verdicts", "judgements"), "judged": ("verdicts",)}
"""What a run finds kept → the folders of the cache that are taken away before it; nothing named: all of it."""


def main() -> None:
    warm = {}
    for size in SIZES:
        with TemporaryDirectory(prefix="treaty-bench-") as folder:
            warm[size] = _measured(Path(folder), size)
    ratio = warm[SIZES[1]].seconds / warm[SIZES[0]].seconds
    print(f"twice the catalog, warm: {ratio:.2f} times (budget 1.2)")


def _measured(folder: Path, size: int) -> Cost:
    """The cost of a warm run."""
    os.environ["TREATY_CACHE"] = str(folder / "cache")
    repository = write(folder / "r", size)
    change(repository, CHANGED)
    gate = [str(Path(sys.executable).with_name("treaty")), "gate", "--base", "main", "--catalog", str(repository)]
    committed = [*gate, "--head", "change"]
    measure([*committed, "--help"])
    for name, forgotten in KEPT.items():
        for kept in forgotten or ("",):
            shutil.rmtree(folder / "cache" / "gate" / kept, ignore_errors=True)
        _print(size, name, measure(committed))
    warm = median(committed)
    _print(size, "warm", warm)
    for name, options in (("changed", ()), ("complete", ("--format", "json"))):
        _judge_base(repository, gate)
        _print(size, name, measure([*committed, *options]))
    subprocess.run(("git", "-C", str(repository), "reset", "--quiet", "--soft", "main"), check=True)
    _print(size, "uncommitted", measure(gate))
    return warm


def _judge_base(repository: Path, gate: list[str]) -> None:
    """Nothing is kept but what the pull requests left that brought the documents of the base."""
    for kept in ("verdicts", "judgements"):
        shutil.rmtree(Path(os.environ["TREATY_CACHE"]) / "gate" / kept, ignore_errors=True)
    change(repository, CHANGED, "earlier", ("description: Generated.", "description: An earlier one."))
    git = ("git", "-C", str(repository), "-c", "user.name=Synthetic", "-c", "user.email=synthetic@example.org")
    command = (*git, "commit-tree", "-m", "base", "-p", "earlier", "main^{tree}")
    base = subprocess.check_output(command, text=True).strip()
    measure([*gate[: gate.index("--base")], "--base", "earlier", "--head", base, "--catalog", str(repository)])
    subprocess.run((*git, "checkout", "--quiet", "change"), check=True)


def _print(size: int, name: str, cost: Cost) -> None:
    print(f"{size} contracts, {name:12}{cost}", flush=True)


if __name__ == "__main__":
    main()
