"""CPU time and peak memory of a whole process."""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BYTECODE = Path(__file__).parents[2] / "build" / "bytecode"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user + system) and peak resident memory in MB."""

    seconds: float
    megabytes: float
    code: int

    def __str__(self) -> str:
        return f"{self.seconds * 1000:8.0f} ms CPU  {self.megabytes:7.0f} MB"


def measure(command: Sequence[str]) -> Cost:
    """Run once, with its output thrown away."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(list(command), stdout=quiet, stderr=quiet, env=_environment()) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def _environment() -> dict[str, str]:
    """Ours, with bytecode kept as it is of installed packages, whatever this machine says: a first run writes it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(BYTECODE), **kept}


def median(command: Sequence[str], runs: int = 7) -> Cost:
    """The median CPU time of several runs, and the worst memory."""
    costs = [measure(command) for _ in range(runs)]
    seconds = statistics.median(cost.seconds for cost in costs)
    return Cost(seconds, max(cost.megabytes for cost in costs), costs[0].code)
