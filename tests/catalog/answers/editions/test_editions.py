"""Releases of a contract: found by name, each with what it changed, for whom, and whether its version says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.answers.catalog import Catalog, open_catalog
from catalog.answers.editions.between import between, options_for, options_in_words, prepare
from catalog.answers.editions.passages import ReleaseRow, announcements, passages
from catalog.answers.editions.past import Past
from catalog.answers.editions.texts import text_diff
from catalog.answers.lasting import Lasting
from catalog.answers.lately import Lately
from catalog.errors import UnknownName
from tests.builders.catalog import SOUND
from tests.builders.git import GitRepository, git_repository

PATH = "contracts/services/orders/v1/openapi.yaml"


def document(version: str, fields: str, required: str = "") -> str:
    """A contract with one operation that answers with these fields."""
    return (
        f'openapi: 3.1.0\ninfo: {{title: Orders, version: "{version}"}}\npaths:\n  /orders:\n    get:\n'
        "      operationId: list\n      responses:\n        '200':\n          description: ok\n          content:\n"
        "            application/json:\n"
        f"              schema: {{type: object, required: [{required}], properties: {{{fields}}}}}\n"
    )


HISTORY = (
    ("1.0.0", "id: {type: string}, total: {type: number}", "id, total"),
    ("1.1.0", "id: {type: string}, total: {type: number}, note: {type: string}", "id, total"),
    ("1.2.0", "id: {type: string}, note: {type: string}", "id"),
    ("1.2.0", "id: {type: string}, note: {type: string}, memo: {type: string}", "id"),
)
USES = "consumes:\n  - contract: orders/v1\n    uses: [GET /orders response.200.body total]\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    shop = "layer: experience\ndomain: order\nowner: team/blue\nlifecycle: active\n"
    first = {f"contracts/{name}": text for name, text in SOUND.items()} | {
        "contracts/services/shop/service.yaml": shop,
        "contracts/services/shop/consumes.yaml": USES,
    }
    commits = [{PATH: document(*each)} for each in HISTORY]
    return git_repository(tmp_path_factory.mktemp("past"), first | commits[0], *commits[1:])


@pytest.fixture(scope="module")
def catalog(repository: GitRepository, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return open_catalog(str(repository.path), "main", tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def past(catalog: Catalog) -> Past:
    return Past.of(catalog, catalog.revision("main"), "orders/v1")


def rows(past: Past) -> tuple[ReleaseRow, ...]:
    return passages(past, 0, Lately())


def test_each_release_says_what_it_changed_and_for_whom(past: Past) -> None:
    newest, third, second, first = rows(past)
    assert (third.breaking, third.counts.breaks, third.required_bump, third.consumers) == (True, 1, "major", ("shop",))
    assert (second.breaking, second.required_bump, second.consumers) == (False, "minor", ())
    assert (first.before, first.breaking) == ("", False)
    assert (newest.label, newest.repeat, newest.before) == ("1.2.0", 2, third.name)


def test_a_version_that_does_not_say_what_changed_is_told(past: Past) -> None:
    newest, third, second, first = rows(past)
    assert [row.enough for row in (first, second, third, newest)] == [None, True, False, False]
    assert (third.needed, newest.needed) == ("2.0.0", "1.3.0")


def test_who_made_the_release_is_told(past: Past) -> None:
    assert {(row.author, row.subject) for row in rows(past)} == {
        ("Marta Lindqvist", f"commit {number}") for number in range(1, 5)
    }


def test_only_the_releases_asked_for_are_compared(past: Past) -> None:
    known = Lately()
    assert [row.label for row in passages(past, 1, known, most=1)] == ["1.2.0"]
    assert len(known) == 3  # one comparison, its hits, one list of commits


def test_an_announced_release_is_compared_with_what_is_live(catalog: Catalog) -> None:
    past = Past.of(catalog, catalog.revision("main"), "acme/things")
    assert [(each.label, each.breaking, each.error) for each in announcements(past, Lately())] == [("8", False, "")]


@pytest.mark.parametrize(("name", "label"), [("1.0.0", "1.0.0"), ("1.2.0", "1.2.0"), ("main~3", "1.0.0")])
def test_an_edition_is_found_by_label_or_revision(name: str, label: str, past: Past) -> None:
    assert past.find(name).label == label


def test_an_edition_is_found_by_the_commit_that_released_it(past: Past, repository: GitRepository) -> None:
    found = past.find(repository.commits[2][:12])
    assert (found.kind, found.repeat) == ("release", 1)
    assert past.find(found.name) == found


def test_what_is_no_edition_is_refused_with_the_labels_there_are(past: Past) -> None:
    with pytest.raises(UnknownName) as refused:
        past.find("1.0.9")
    assert "1.0.0" in str(refused.value.hint)


def test_the_other_way_round_is_another_comparison(past: Past) -> None:
    known = Lately()
    forth, back = (
        between(past, past.find(a), past.find(b), known) for a, b in (("1.0.0", "1.1.0"), ("1.1.0", "1.0.0"))
    )
    assert forth.answer.comparison.breaking is False
    assert [finding.rule for finding in back.answer.findings] != [finding.rule for finding in forth.answer.findings]


def test_options_are_said_as_arguments_of_diff(past: Past) -> None:
    assert options_in_words(options_for(past)) == ()


def test_texts_stand_side_by_side(past: Past) -> None:
    found = text_diff(past, past.find("1.0.0"), past.find("1.1.0"), "", 0, Lately())
    changed = [row for row in found.rows if row.kind == "changed"]
    assert [(row.old, row.new) for row in changed] == [(2, 2), (12, 12)]
    assert "1.0.0" in changed[0].before
    assert "1.1.0" in changed[0].after
    assert (found.file, found.added, found.removed) == (PATH, 2, 2)


def test_uncommitted_text_is_compared_as_well(repository: GitRepository, tmp_path: Path) -> None:
    copy = repository.clone(tmp_path / "copy")
    copy.write({PATH: document("1.3.0", "id: {type: string}")})
    catalog = open_catalog(str(copy.path), None, tmp_path / "cache")
    past = Past.of(catalog, catalog.revision("worktree"), "orders/v1")
    found = text_diff(past, past.find("1.2.0"), past.live, "", 0, Lately())
    assert [row.after for row in found.rows if row.new == 2 and row.kind == "changed"] == [
        'info: {title: Orders, version: "1.3.0"}'
    ]


def test_the_same_text_is_said_to_be_the_same(past: Past) -> None:
    found = text_diff(past, past.find("1.0.0"), past.find("1.0.0"), "", 0, Lately())
    assert (found.rows, found.note) == ((), "Not one character differs.")


def test_what_was_compared_outlives_the_process(past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editions = past.find("1.1.0"), past.find("1.2.0")
    first = between(past, *editions, Lately(lasting=Lasting(tmp_path, 9)))
    monkeypatch.setattr("catalog.answers.editions.between.compare", None)
    second = between(past, *editions, Lately(lasting=Lasting(tmp_path, 9)))
    assert second.answer.comparison == first.answer.comparison
    assert second.hits == first.hits
    assert first.answer.findings


def test_what_is_prepared_is_known_when_it_is_asked_for(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions, lasting = (past.find("1.1.0"), past.find("1.2.0")), Lasting(tmp_path, 9)
    prepare(past, *editions, lasting)
    monkeypatch.setattr("catalog.answers.editions.between.compare", None)
    prepare(past, *editions, lasting)
    assert between(past, *editions, Lately(lasting=lasting)).answer.findings


def test_what_may_come_from_elsewhere_is_not_kept(repository: GitRepository, tmp_path: Path) -> None:
    said = str(SOUND["catalog.yaml"]) + f"allowed_references: {{'https://example.com/a.yaml': 'sha256:{'0' * 64}'}}\n"
    copy = repository.copy(tmp_path / "r")
    copy.commit({"contracts/catalog.yaml": said})
    catalog = open_catalog(str(copy.path), None, tmp_path / "cache")
    past = Past.of(catalog, catalog.revision("main"), "orders/v1")
    between(past, past.find("1.1.0"), past.find("1.2.0"), Lately(lasting=Lasting(tmp_path / "kept", 9)))
    assert past.snapshot.catalog.allowed_references
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(("revision", "labels"), [("main~3", 1), ("main~1", 3), ("main", 4)])
def test_an_old_revision_knows_no_release_of_later(catalog: Catalog, revision: str, labels: int) -> None:
    past = Past.of(catalog, catalog.revision(revision), "orders/v1")
    assert [release.label for release in past.releases] == [label for label, *_ in HISTORY[:labels]]
