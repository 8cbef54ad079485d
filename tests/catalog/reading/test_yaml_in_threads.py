"""YAML is read in threads that come and go, whichever thread was the first to read any."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import threading
from catalog.reading.yaml_plain import fast_way_is_ready
from catalog.reading.read import read_source

if sys.argv[1] == "ready":
    fast_way_is_ready()
TEXT = b"a: 1\\nb:\\n - x\\n - {y: 2}\\n"
trees = []
for turn in range(6):
    thread = threading.Thread(target=lambda: trees.append(read_source(TEXT, "a.yaml").tree))
    thread.start()
    thread.join()
assert trees == [{"a": 1, "b": ["x", {"y": 2}]}] * 6, trees
"""


def test_read_first_in_a_thread_that_ends() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, "not"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_made_ready_before_threads_start() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, "ready"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
