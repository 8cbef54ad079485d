"""`treaty impact`: text, JSON by the shipped schema, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.cli.impact_text import grouped
from catalog.cli.main import main
from tests.builders.landscape import landscape
from tests.catalog.cli.test_commands import run_json


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(landscape(tmp_path_factory.mktemp("impact") / "r").path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["impact", *arguments]) == 0
    return capsys.readouterr().out


def test_a_release_is_told_with_service_field_workflow_and_owner(
    catalog: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    text = printed(capsys, "acme", "8", "--catalog", catalog)
    assert "release acme 8 at worktree\n  Spring, of acme, team links, announced, in production 2027-02-01" in text
    assert "Hit: 1 service directly, 3 through others, 1 workflow, 2 teams." in text
    assert "HITS  number was removed [outbound-property-removed], breaks" in text
    assert "crm uses acme/accounts GET /accounts/{} response.200.body number" in text
    assert "do: Have crm stop using the place, or pin another release, before 8 goes live on 2027-02-01." in text
    assert "  crm (system, team links): certain, it declares that it uses the place" in text
    assert "  orders (process, team sales): likely, number is mapped to customer/v1 customerId\n    through crm" in text
    assert "order-to-cash (status-propagation, fresh within 900 s, team sales), step read: through others" in text
    assert "  sales (#sales): services orders, portal; workflows order-to-cash" in text


def test_paths_shows_each_from_its_beginning(
    catalog: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    short = printed(capsys, "acme 8", "--catalog", catalog)
    whole = printed(capsys, "acme 8", "--paths", "--catalog", catalog)
    changes = "acme 8 changes acme/accounts"
    assert (short.count(changes), whole.count(changes)) == (1, 5)
    assert "--paths shows every path" in short
    assert "--paths" not in whole


def test_nobody_hit_is_said_with_the_reason(catalog: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(printed(capsys, "acme", "9", "--catalog", catalog).split())
    assert "Nobody is hit: of 4 changes in acme/accounts 9" in text
    assert "1 break or may break at places that nobody uses" in text


@pytest.mark.parametrize("place", ["acme 8", "acme", "crm", "orders/v2 GET /orders", "customer", "sales", "acme 6"])
def test_json(place: str, catalog: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run_json(["impact", place, "--catalog", catalog, "--rev", "main"], capfdbinary)
    assert answer["place"]["name"]
    assert answer["hit"] is bool(answer["services"] or answer["workflows"] or answer["contracts"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["crn"], "did you mean 'crm'?"),
        (["crm", "--kind", "thing"], "one of service"),
        (["crm", "--depth", "0"], "is not a number from 1 up"),
        (["crm", "--rev", "nowhere"], "nowhere"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, catalog: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impact", *arguments, "--catalog", catalog]) == 2
    assert said in capsys.readouterr().err


def test_fields_of_one_body_are_told_together() -> None:
    place = "orders/v2 GET /orders response.200.body"
    assert grouped((f"{place} items[].id", f"{place} total", "orders/v2 POST /orders", "no address: 'x")) == (
        f"{place} {{items[].id, total}}", "orders/v2 POST /orders", "no address: 'x",
    )  # fmt: skip


def test_an_answer_is_given_again_as_long_as_nothing_has_changed(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("TREATY_CACHE", str(cache))
    repository = landscape(tmp_path / "r")
    asked = ["impact", "customer", "--catalog", str(repository.path), "--format", "json"]

    def told(*further: str) -> bytes:
        assert main([*asked, *further]) == 0
        return capfdbinary.readouterr().out

    first = told()
    assert (told(), len(list((cache / "impact").iterdir()))) == (first, 1)
    for file in (cache / "impact").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    assert told() == first, "what is damaged is as good as none"
    assert told("--depth", "1") != first
    repository.write({"services/portal/consumes.yaml": "consumes: []\n"})
    assert told() != first
    assert told("--rev", "HEAD") != told(), "uncommitted work is no part of a commit's answer"
