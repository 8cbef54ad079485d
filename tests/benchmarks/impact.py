"""What `treaty impact` costs for an entity that 2,500 contracts refer to. Budgets: 10 s, asked again 1 s."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.processes import measure, median
from tests.benchmarks.synthetic import write

SIZE = 2500


def main() -> None:
    with TemporaryDirectory(prefix="treaty-bench-") as folder:
        os.environ["TREATY_CACHE"] = str(Path(folder) / "cache")
        repository = write(Path(folder) / "r", SIZE)
        asked = [str(Path(sys.executable).with_name("treaty")), "impact", "customer", "--catalog", str(repository)]
        measure([*asked, "--help"])
        print(f"{SIZE} contracts, cold   {measure([*asked, '--rev', 'main'])}", flush=True)
        print(f"{SIZE} contracts, again  {median([*asked, '--rev', 'main'], 3)}", flush=True)
        print(f"{SIZE} contracts, on disk{measure(asked)}", flush=True)


if __name__ == "__main__":
    main()
