"""`treaty gate` on a real pull request: what it prints, what it writes, and what it refuses."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from catalog.cli.gate_reports import FORMATS
from catalog.cli.main import main
from tests.builders.git import Content, GitRepository, git_repository
from tests.catalog.answers.gate.test_pull_requests import BASE, TABLE, play
from tests.catalog.cli.test_commands import run_json

READS = next(row for row in TABLE if row["pull request"] == "a field that billing reads is removed")
DOCS = next(row for row in TABLE if row["pull request"] == "docs only")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> GitRepository:
    return play(READS, tmp_path_factory.mktemp("broken") / "r")


@pytest.fixture
def asked(broken: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The arguments of a gate on the pull request, run in an empty folder."""
    monkeypatch.setenv("TREATY_CACHE", str(tmp_path / "cache"))
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_RUN_ID"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return ["gate", "--base", "main", "--head", "change", "--catalog", str(broken.path), "--today", "2026-11-25"]


def test_text(asked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(asked) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == "BLOCKED  1 block, 4 warn"
    assert any(line.strip().startswith("hits billing (team ") for line in lines)


def test_docs_pass(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    repository = play(DOCS, tmp_path / "r")
    arguments = ["gate", "--base", "main", "--head", "change", "--catalog", str(repository.path), "--no-cache"]
    assert main(arguments) == 0
    assert capfd.readouterr().out.startswith("PASS")


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """A repository with its catalog in `contracts/`, at the start of a pull request."""
    monkeypatch.setenv("TREATY_CACHE", str(tmp_path / "cache"))
    repository = git_repository(tmp_path / "r", {f"contracts/{path}": text for path, text in BASE.items()})
    repository.git("checkout", "--quiet", "-b", "change")
    return repository


def test_a_pull_request_cannot_put_another_catalog_before_the_one_that_counts(
    change: GitRepository, capfd: pytest.CaptureFixture[str]
) -> None:
    change.commit({"catalog.yaml": BASE["catalog.yaml"]})
    assert main(["gate", "--base", "main", "--head", "change", "--catalog", str(change.path)]) == 2
    assert "catalog.yaml: would hide the catalog of contracts/catalog.yaml" in capfd.readouterr().err


def test_a_contract_that_a_moved_catalog_leaves_behind_is_removed(
    change: GitRepository, capfd: pytest.CaptureFixture[str]
) -> None:
    moved: dict[str | bytes, Content] = {
        path: text for path, text in BASE.items() if not path.startswith(("services/", "vendors/"))
    }
    change.commit(dict.fromkeys(f"contracts/{path!s}" for path in moved))
    change.commit(moved)
    assert main(["gate", "--base", "main", "--head", "change", "--catalog", str(change.path)]) == 1
    assert "orders/v1" in capfd.readouterr().out


def test_what_was_wrong_before_is_not_new_in_uncommitted_work(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATY_CACHE", str(tmp_path / "cache"))
    repository = play(DOCS, tmp_path / "r")
    teams = repository.path / "teams.yaml"
    repository.commit({"vendors/acme/vendor.yaml": 'title: Acme\nproduct: Acme\nowner: nobody\nlive: "7"\n'})
    assert teams.exists()
    for options in ([], ["--no-cache"]):
        assert main(["gate", "--base", "HEAD", "--catalog", str(repository.path), *options]) == 0
        assert capfd.readouterr().out.startswith("PASS")


def test_json_fits_its_schema(asked: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    answer = run_json(asked, capfdbinary, code=1)
    assert answer["verdict"] == "blocked"
    assert [each["name"] for each in answer["inputs"]] == ["base", "head", "tip"]
    first = answer["findings"][0]
    assert (first["rule"], first["status"], first["blocks"]) == ("outbound-property-removed", "new", True)
    assert first["consumers"] == ["billing"]
    assert answer["consumers"][0]["service"] == "billing"
    assert answer["contracts"][0]["from"] == "1.2.0"
    assert answer["contracts"][0]["required_bump"] == "major"


def test_one_run_writes_every_format(asked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    for name in FORMATS:
        asked += ["--report", f"{name}=gate.{name}"]
    assert main(asked) == 1
    assert sorted(os.listdir()) == sorted(f"gate.{name}" for name in FORMATS)
    assert Path("gate.text").read_text().startswith("BLOCKED")
    assert json.loads(Path("gate.json").read_text())["verdict"] == "blocked"
    assert Path("gate.markdown").read_text().startswith("<!-- treaty gate -->\n")
    sarif = json.loads(Path("gate.sarif").read_text())
    rule = sarif["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["help"]["markdown"].startswith("# outbound-property-removed")
    assert Xml.parse("gate.junit").getroot().get("failures") == "2"
    assert Path("gate.github").read_text().startswith("::error file=services/orders/v1/openapi.yaml,line=")
    capfd.readouterr()
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(Path("gate.sarif").stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_printed_is_what_is_written(
    name: str, asked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert main([*asked, "--format", name, "--report", f"{name}=same"]) == 1
    assert capfd.readouterr().out == Path("same").read_text()


def test_rule_pages(asked: list[str]) -> None:
    main([*asked, "--report", "sarif=s", "--rule-pages", "https://git.example/treaty/blob/v1/"])
    (first, *_) = json.loads(Path("s").read_text())["runs"][0]["tool"]["driver"]["rules"]
    assert first["helpUri"] == (
        "https://git.example/treaty/blob/v1/governance/compatibility/pages/outbound-property-removed.md"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "pdf"], "invalid choice: 'pdf'"),
        (["--report", "pdf=x"], "text, json, markdown, sarif, junit, github"),
        (["--report", "sarif"], "FORMAT=FILE"),
        (["--report", "sarif="], "FORMAT=FILE"),
        (["--report", "sarif=no/such/folder/x"], "there is no folder"),
        (["--report", "sarif=."], "is a folder"),
        (["--report", f"sarif={'y' * 300}"], "File name too long"),
        (["--report", "sarif=a", "--report", "json=./a"], "two reports name one file"),
        (["--step-summary"], "GITHUB_STEP_SUMMARY"),
    ],
)
def test_wrong_use_writes_nothing(
    arguments: list[str], said: str, asked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*asked, "--report", "junit=first", *arguments]) == 2
    printed = capfd.readouterr()
    assert said in printed.err
    assert printed.out == ""
    assert os.listdir() == []


def test_a_file_that_cannot_be_written_leaves_every_file_as_it_was(
    asked: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """`/proc` takes no new file, whoever asks."""
    Path("old").write_text("as it was")
    assert main([*asked, "--report", "json=old", "--report", "sarif=/proc/gate.sarif"]) == 2
    assert "/proc" in capfd.readouterr().err
    assert Path("old").read_text() == "as it was"
    assert os.listdir() == ["old"]


def test_a_link_is_followed_and_a_pipe_is_written_to(asked: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    Path("target").write_text("old")
    Path("link").symlink_to("target")
    assert main([*asked, "--report", "json=link", "--report", "text=/dev/null"]) == 1
    assert Path("link").is_symlink()
    assert json.loads(Path("target").read_text())["verdict"] == "blocked"
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_the_summary_of_a_step_is_appended(
    asked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("summary.md").write_text("# Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert main([*asked, "--step-summary", "--format", "github"]) == 1
    text = Path("summary.md").read_text()
    assert text.startswith("# Before\n")
    assert "## Treaty gate: ⛔ blocked" in text
    assert "<!-- treaty gate -->" not in text


@pytest.mark.parametrize(("used", "written"), [(1_040_000, True), (1_048_000, False), (2_000_000, False)])
def test_a_summary_stays_within_what_a_step_may_write(
    used: int, written: bool, asked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("summary.md").write_text("x" * used)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    assert main([*asked, "--step-summary"]) == 1
    size = Path("summary.md").stat().st_size
    assert (size > used) is written
    assert size <= max(used, 1_048_576)


def test_a_comment_says_where_the_run_is(
    asked: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.example")
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    monkeypatch.setenv("GITHUB_RUN_ID", "7")
    from catalog.cli.gate_reports import whole

    assert whole() == "everything is in [the summary of the run](https://git.example/o/r/actions/runs/7)"
