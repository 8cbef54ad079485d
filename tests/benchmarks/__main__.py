"""`make bench`: every measurement in one run, figures beside their budgets. Nothing is asserted.

Times are CPU seconds of this machine, noisy; peers run in the same run on the same input where they are installed.
"""

from __future__ import annotations

import argparse
import importlib
import sys

BENCHES = ("startup", "reading", "containment", "provers", "comparison", "gate", "impact", "portal")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="which to run (default: all)")
    for name in parser.parse_args().names or BENCHES:
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(f"tests.benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
