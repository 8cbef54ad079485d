"""Runs in a peer's own environment: `prover_driver.py NAME FILE` prints a JSON line for each line of FILE."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECONDS = 1.0
Prover = Callable[[Any, Any], "bool | None"]


class TooSlow(BaseException):
    """A pair took more CPU than is allowed."""


def main(name: str, file: str) -> None:
    answers, sys.stdout = sys.stdout, open(os.devnull, "w")  # noqa: SIM115 - peers print as they go
    prove = PROVERS[name]()
    signal.signal(signal.SIGVTALRM, _give_up)
    for line in Path(file).read_text().splitlines():
        row = json.loads(line)
        started = time.process_time()
        said = _said(prove, row)
        seconds = time.process_time() - started
        answers.write(json.dumps({"id": row["id"], "contained": said, "seconds": seconds}) + "\n")


def _give_up(*_: object) -> None:
    raise TooSlow


def _said(prove: Prover, row: dict[str, Any]) -> bool | None:
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return prove(row["old"], row["new"])
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever a peer fails with, a panic of Rust or an exit too, is no answer
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def jsonsubschema() -> Prover:
    """Mutates what it is given, which is read afresh for each question."""
    prover = importlib.import_module("jsonsubschema")
    return lambda old, new: prover.isSubschema(old, new)


def jsoncompat() -> Prover:
    """A reader that takes the new schema must accept what the old one accepted."""
    prover = importlib.import_module("jsoncompat")
    return lambda old, new: prover.check_compat(json.dumps(old), json.dumps(new), "deserializer")


PROVERS: dict[str, Callable[[], Prover]] = {"jsonsubschema": jsonsubschema, "jsoncompat": jsoncompat}

if __name__ == "__main__":
    main(*sys.argv[1:])
