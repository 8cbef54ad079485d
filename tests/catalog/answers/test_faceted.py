"""Long lists narrowed down by words and values."""

from __future__ import annotations

from catalog.answers.faceted import Faceted

ROWS = (
    ("orders", "process", "blue"),
    ("pricing", "process", "red"),
    ("portal", "experience", "blue"),
    ("loose", "", ""),
)


def rows() -> Faceted[tuple[str, str, str]]:
    def values(row: tuple[str, str, str]) -> dict[str, tuple[str, ...]]:
        return {"layer": (row[1],) if row[1] else (), "owner": (row[2],) if row[2] else ()}

    return Faceted(ROWS, lambda row: row[0], values)


def test_everything_passes_no_filter_in_the_given_order() -> None:
    chosen = rows().choose("", {"layer": "", "unknown": "x"})
    assert chosen.rows == ROWS
    assert [(choice.name, choice.count) for choice in chosen.facets["layer"]] == [("experience", 1), ("process", 2)]


def test_filters_and_words_combine() -> None:
    assert rows().choose("or", {"owner": "blue"}).rows == (ROWS[0], ROWS[2])
    assert rows().choose("OR D", {}).rows == (ROWS[0],)
    assert rows().choose("", {"layer": "process", "owner": "blue"}).rows == (ROWS[0],)
    assert rows().choose("", {"layer": "nowhere"}).rows == ()


def test_a_facet_counts_what_its_other_choices_would_show() -> None:
    chosen = rows().choose("", {"layer": "process"})
    assert {choice.name: choice.count for choice in chosen.facets["layer"]} == {"process": 2, "experience": 1}
    assert {choice.name: choice.count for choice in chosen.facets["owner"]} == {"blue": 1, "red": 1}


def test_what_is_chosen_stays_among_the_choices() -> None:
    chosen = rows().choose("zebra", {"layer": "process"})
    assert [(choice.name, choice.count) for choice in chosen.facets["layer"]] == [("process", 0)]
