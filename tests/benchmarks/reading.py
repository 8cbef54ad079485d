"""The largest real documents read, listed and dropped, each in a process of its own.

Budgets of the issue: JSON 0.3 s of CPU and 200 MB, YAML 0.6 s, the start of Python included.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

BUDGETS = {".json": 0.3, ".yaml": 0.6}


def main() -> None:
    from tests.builders.shared import SHARED, VENDORS  # not where the measured process pays for it

    if not VENDORS.is_dir():
        print(f"skipped: no documents in {SHARED.name}")
        return
    for suffix, budget in BUDGETS.items():
        path = max(VENDORS.rglob(f"*{suffix}"), key=lambda each: each.stat().st_size)
        print(
            f"{path.relative_to(VENDORS)}, {path.stat().st_size / 1e6:.1f} MB (budget {budget * 1000:.0f} ms, 200 MB)"
        )
        for task in TASKS:
            print(f"  {task:32} {_cost(task, path)}", flush=True)


def _cost(task: str, path: Path) -> str:
    from tests.benchmarks.processes import median

    return str(median([sys.executable, __file__, task, str(path)], runs=5))


def nothing(path: Path) -> None:
    """What Python and the imports cost."""
    import catalog.reading.contract
    import catalog.reading.read  # noqa: F401


def parse_and_walk(path: Path) -> None:
    """Every value of the tree looked at."""
    from catalog.reading.read import read_source

    waiting = [read_source(path.read_bytes(), path.name).tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def parse_and_list(path: Path) -> None:
    """Every operation listed with its parameters and responses."""
    from catalog.reading.contract import read_contract
    from catalog.reading.read import read_source

    contract = read_contract(read_source(path.read_bytes(), path.name), contract_id="largest")
    for operation in contract.operations:
        print(operation.method, operation.path, len(operation.parameters), len(operation.responses))


def parse_and_locate(path: Path) -> None:
    """Ten places found, spread over the document."""
    from catalog.reading.positions import Positions
    from catalog.reading.read import read_source

    document = read_source(path.read_bytes(), path.name)
    places = Positions(document)
    assert isinstance(document.tree, dict)
    paths = document.tree["paths"]
    assert isinstance(paths, dict)
    for name in list(paths)[:: max(1, len(paths) // 10)]:
        print(places.place(("paths", name, "get", "description")).value.start.line)


TASKS: dict[str, Callable[[Path], None]] = {
    "start and imports": nothing,
    "read, walk, drop": parse_and_walk,
    "read, list operations, drop": parse_and_list,
    "read, locate ten places, drop": parse_and_locate,
}

if __name__ == "__main__":
    if len(sys.argv) == 3:
        sys.path.insert(0, str(Path(__file__).parents[2]))
        TASKS[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
