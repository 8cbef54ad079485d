"""What starting the command costs. Budget: `treaty --help` within 60 ms of CPU."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.processes import median


def main() -> None:
    treaty = str(Path(sys.executable).with_name("treaty"))
    print(f"python -c pass     {median([sys.executable, '-c', 'pass'])}")
    print(f"treaty --help      {median([treaty, '--help'])}   (budget 60 ms)")
    print(f"treaty --version   {median([treaty, '--version'])}")


if __name__ == "__main__":
    main()
