"""What libyaml refuses is swapped for stand-ins of the same width, and comes back as it was."""

from __future__ import annotations

import pytest

from catalog.model.source import Json
from catalog.reading.limits import DEFAULT
from catalog.reading.positions import Positions
from catalog.reading.read import read_source
from catalog.reading.source_text import SourceText
from catalog.reading.yaml_build import build
from catalog.reading.yaml_swaps import swapped

PAIRS: dict[str, Json] = {
    r'a: "x\ud83d\ude00y"': {"a": "x😀y"},
    r'a: "\uD83D\uDE00\ud83d\ude00\ud83d\ude01"': {"a": "😀😀😁"},
    r"a: x\ud83d\ude00y": {"a": r"x\ud83d\ude00y"},
    r"a: '\uD83D\uDE00 \ud83d\ude00'": {"a": r"\uD83D\uDE00 \ud83d\ude00"},
    'a: |-\n  "\\ud83d\\ude00"': {"a": '"\\ud83d\\ude00"'},
    r'a: "\\ud83d\\ude00 \ud83d\ude00"': {"a": "\\ud83d\\ude00 😀"},
    r'a: "\\\ud83d\ude00"': {"a": "\\😀"},
    r'"\ud83d\ude00": {b: "\ue000\ud83d\ude00\ue001\ue001"}': {"😀": {"b": "\ue000😀\ue001\ue001"}},
    'a: "\ue000\\ud83d\\ude00\u0085"': {"a": "\ue000😀\u0085"},
}


@pytest.mark.parametrize(("text", "tree"), PAIRS.items(), ids=range(len(PAIRS)))
def test_pairs_of_surrogates_are_read_as_json_means_them(text: str, tree: Json) -> None:
    source = SourceText("a.yaml", text.encode(), text)
    assert build(source, DEFAULT).tree == tree
    assert read_source(text.encode(), "a.yaml").tree == tree


def test_every_character_keeps_its_index() -> None:
    text = r'a: "\ud83d\ude00" # ' + "\u0085" + '\nb: [1, "\\ud83d\\ude00", c]\n'
    assert len(swapped(text)[0]) == len(text)
    document = read_source(text.encode(), "a.yaml")
    start, end = Positions(document).find(("b", 2)).value
    assert text[start:end] == "c"


def test_nothing_is_swapped_for_nothing() -> None:
    assert swapped("a: 😀 \\ud83d")[0] == "a: 😀 \\ud83d"
    assert swapped("a: 😀") == ("a: 😀", None)


def test_more_pairs_than_there_are_stand_ins_are_left_as_they_are() -> None:
    pairs = [f"\\ud{high:x}\\ud{low:x}" for high in range(0x800, 0x808) for low in range(0xC00, 0x1000)]
    text = "".join(pairs)
    other, back = swapped(text)
    assert len(other) == len(text)
    assert back is not None
    assert back(other) == text
