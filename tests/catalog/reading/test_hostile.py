"""Documents made to hurt: each is refused within two seconds, with the limit or the mistake and its place."""

from __future__ import annotations

import sys
import threading

import pytest

from catalog.errors import LimitExceeded, UnreadableDocument
from catalog.reading.limits import DEFAULT
from catalog.reading.positions import locate
from catalog.reading.read import read_source
from tests.builders.patience import patience

DEEP = 10_000
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 9)
)
MERGE_BOMB = "a0: &a0 {k: v}\n" + "".join(
    f"a{level}: &a{level}\n" + "".join(f"  k{copy}: {{<<: *a{level - 1}}}\n" for copy in range(9))
    for level in range(1, 9)
)
HOSTILE: dict[str, tuple[str, bytes, str, str]] = {
    "JSON arrays": ("a.json", b"[" * DEEP + b"]" * DEEP, "a.json:1:257", "more than 256 deep"),
    "JSON objects": ("a.json", b'{"a":' * DEEP + b"1" + b"}" * DEEP, "a.json:1:1281", "more than 256 deep"),
    "JSON never closed": ("a.json", b'{"a":\n' * DEEP, "a.json:257:1", "more than 256 deep"),
    "large JSON arrays": ("a.json", b"[" * 200_000 + b"]" * 200_000, "a.json:1:257", "more than 256 deep"),
    "YAML flow": ("a.yaml", b"a: " + b"[" * DEEP + b"]" * DEEP, "a.yaml:1:", "deep"),
    "YAML flow objects": ("a.yaml", b"{a: " * DEEP + b"}" * DEEP, "a.yaml:1:1025", "more than 256 deep"),
    "YAML block lists": ("a.yaml", b"- " * DEEP + b"a", "a.yaml:1:513", "more than 256 deep"),
    "YAML block lists, tabbed": ("a.yaml", b"-  " * 100_000 + b"a", "a.yaml:1:769", "more than 256 deep"),
    "YAML explicit keys": ("a.yaml", b"? " * DEEP + b"a", "a.yaml:1:3", "key that is an array or object"),
    "YAML block objects": (
        "a.yaml",
        b"".join(b" " * level + b"a:\n" for level in range(3_000)),
        "a.yaml:257:257",
        "more than 256 deep",
    ),
    "alias bomb": ("a.yaml", BOMB.encode(), "a.yaml:7:", "aliases add more than 1,000,000 values"),
    "merge bomb": ("a.yaml", MERGE_BOMB.encode(), "a.yaml:", "aliases add more than 1,000,000 values"),
    "an alias inside what it names": ("a.yaml", b"a: &a {b: [*a]}", "a.yaml:1:12", "inside what it names"),
    "a merge of itself": ("a.yaml", b"a: &a\n  <<: *a\n", "a.yaml:2:7", "inside what it names"),
    "a deep chain of aliases": (
        "a.yaml",
        b"a0: &a0 []\n" + b"".join(b"a%d: &a%d [*a%d]\n" % (n, n, n - 1) for n in range(1, DEEP)),
        "a.yaml:256:",
        "more than 256 deep",
    ),
    "100 MB": ("a.json", b" " * 100_000_000, "a.json", "larger than 67,108,864 bytes"),
    "100 MB of YAML": ("a.yaml", b"a" * 100_000_000, "a.yaml", "larger than 67,108,864 bytes"),
    "60 MB of brackets": ("a.json", b"[" + b"[]," * 20_000_000 + b"[]]", "a.json:1:1", "more than 5,000,000 values"),
    "60 MB of lines": ("a.yaml", b"-\n" * 30_000_000, "a.yaml:1:1", "more than 5,000,000 values"),
    "binary": ("a.yaml", b"\x89PNG\r\n\x1a\n\x00\x00", "a.yaml:1:1", "not UTF-8"),
    "binary in ASCII": ("a.yaml", b"GIF89a\x01\x00\x01", "a.yaml:1:7", "control character (U+0001)"),
    "NUL": ("a.json", b'{"a": "\x00"}', "a.json:1:8", "is binary"),
    "Latin-1": ("a.yaml", b"title: caf\xe9\n", "a.yaml:1:11", "byte 0xe9"),
    "UTF-16": ("a.json", '{"a": 1}'.encode("utf-16"), "a.json:1:1", "UTF-16"),
    "UTF-16 without mark": ("a.json", '{"a": 1}'.encode("utf-16-le"), "a.json:1:1", "UTF-16"),
    "UTF-16 YAML": ("a.yaml", "a: 1".encode("utf-16-be"), "a.yaml:1:1", "UTF-16"),
    "UTF-32": ("a.yaml", "a: 1".encode("utf-32"), "a.yaml:1:1", "UTF-32"),
    "truncated JSON": ("a.json", b'{"paths": {"/a": {"get": {"resp', "a.json:1:27", "ends too early"),
    "large truncated JSON": ("a.json", b'{"a": [\n' + b'{"b": "c"},\n' * 1_000_000, "a.json:1000002:1", "too early"),
    "large broken JSON": ("a.json", b'{"a": [' + b'{"b": "c"}, ' * 1_000_000 + b"]}", "a.json:1:", "not valid JSON"),
    "truncated YAML": ("a.yaml", b"a:\n  b: 'c", "a.yaml:2:8", "ends too early"),
    "a million digits": ("a.json", b'{"a": ' + b"9" * 1_000_000 + b"}", "a.json:1:7", "4,300 digits"),
    "a million digits in YAML": ("a.yaml", b"a: " + b"9" * 1_000_000, "a.yaml:1:4", "4,300 digits"),
    "a huge exponent": ("a.json", b'{"a": 1e999999999}', "a.json:1:7", "4,300 digits"),
    "a huge exponent in YAML": ("a.yaml", b"a: 1e999999999", "a.yaml:1:4", "4,300 digits"),
    "two documents": ("a.yaml", b"a: 1\n---\nb: 1\n", "a.yaml:2:1", "second YAML document"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_in_time_with_its_place(kind: str) -> None:
    name, data, place, words = HOSTILE[kind]
    with patience(), pytest.raises(UnreadableDocument) as refused:
        read_source(data, name)
    assert str(refused.value.place).startswith(place)
    assert words in refused.value.message


@pytest.mark.parametrize(
    "kind", ["YAML flow", "YAML block lists", "alias bomb", "truncated YAML", "a million digits in YAML"]
)
def test_without_yaml_rs_it_is_refused_too(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml_rs", None)
    test_it_is_refused_in_time_with_its_place(kind)


MEGA = 1_000_000
HEAVY: dict[str, bytes] = {
    "a token of digits and underscores": b"a: " + b"0_" * MEGA,
    "a line of number signs": b"#" * MEGA + b"\na: 1",
    "numbers in prose": b"a: |\n" + b"  see [x](y), 0x1\n" * 50_000,
    "spaces": b"a:" + b" " * MEGA + b"012",
    "exclamation marks": b"a: " + b"!" * MEGA,
    "escapes": b'{"' + b"\\" * MEGA + b'": 1}',
    "a quote and spaces": b'{"a"' + b" " * MEGA + b": 1}",
    "sources to merge": b"".join(b"a%d: &a%d {k%d: 1}\n" % (n, n, n) for n in range(9_000))
    + b"m: {<<: [" + b", ".join(b"*a%d" % n for n in range(9_000)) + b"]}",
}  # fmt: skip


@pytest.mark.parametrize("kind", HEAVY)
def test_what_is_only_large_is_read_in_time(kind: str) -> None:
    with patience():
        document = read_source(HEAVY[kind], "a.yaml")
        locate(document, ("nothing",))


@pytest.mark.parametrize("text", ["{" + '"a": 1, ' * 100_000 + '"a": 2}', "a: 1\n" * 50_000, "- 012\n" * 50_000])
def test_problems_without_end_are_cut_and_that_is_said(text: str) -> None:
    with patience():
        problems = read_source(text.encode(), "a.yaml").problems
    assert len(problems) == 1001
    assert problems[-1].rule == "more-problems"


def test_a_limit_says_its_name_and_value() -> None:
    with pytest.raises(LimitExceeded, match=r"\(limit depth: 256\)"):
        read_source(b"[" * DEEP, "a.json")


@pytest.mark.parametrize("text", ["[" * 256 + "]" * 256, "- " * 256 + "a", "{a: " * 256 + "1" + "}" * 256])
def test_the_greatest_depth_is_read_even_on_a_deep_stack_and_in_a_small_thread(text: str) -> None:
    threading.stack_size(512 * 1024)
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(_from_below(300, text)))
    threading.stack_size(0)
    thread.start()
    thread.join()
    assert found == [256]


def _from_below(frames: int, text: str) -> int:
    """The depth read by a caller that is itself so many frames deep, and the place of the innermost node found."""
    if frames:
        return _from_below(frames - 1, text)
    document = read_source(text.encode(), "a.yaml")
    pointer: tuple[str | int, ...] = ()
    node = document.tree
    depth = 0
    while isinstance(node, dict | list):
        depth += 1
        pointer = (*pointer, "a" if isinstance(node, dict) else 0)
        node = node.get("a") if isinstance(node, dict) else (node[0] if node else None)
    assert locate(document, pointer).value.start.line == 1
    return depth


def test_the_limits_are_what_the_messages_say() -> None:
    assert (DEFAULT.bytes, DEFAULT.depth, DEFAULT.alias_nodes, DEFAULT.digits) == (67_108_864, 256, 1_000_000, 4300)
