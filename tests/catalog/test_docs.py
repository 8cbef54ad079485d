"""The handbook is complete: every command, setting, rule and page family is in it, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalog.cli.main import COMMANDS
from catalog.portal.app import PAGE_FAMILIES
from catalog.reading import parsed
from governance.validation import meaning
from governance.validation.structure import RULES

DOCS = Path(parsed.__file__).resolve().parents[1] / "docs"
SETTINGS = Path(parsed.__file__).resolve().parents[1] / "portal" / "settings.py"


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text()


@pytest.mark.parametrize("command", [name for name, _, _ in COMMANDS])
def test_every_command_is_documented(command: str) -> None:
    assert f"| `treaty {command}" in page("commands")


def test_no_other_command_is() -> None:
    assert set(re.findall(r"^\| `treaty ([\w-]+)", page("commands"), re.MULTILINE)) == {name for name, _, _ in COMMANDS}


def test_every_setting_is_documented() -> None:
    read = set(re.findall(r'"(TREATY_\w+)"', SETTINGS.read_text()))
    assert read == set(re.findall(r"^\| `(TREATY_\w+)`", page("portal"), re.MULTILINE))


def test_every_rule_of_structure_and_text_is_documented() -> None:
    texts = {getattr(parsed, name) for name in dir(parsed) if name.isupper() and isinstance(getattr(parsed, name), str)}
    documented = set(re.findall(r"^\| `([\w-]+)` \|", page("checks"), re.MULTILINE))
    assert documented >= RULES | texts


def test_every_rule_of_meaning_is_documented() -> None:
    yielded = set(re.findall(r'Violation\(\s*"([\w-]+)"', Path(meaning.__file__).read_text()))
    assert yielded
    assert yielded <= set(re.findall(r"^\| `([\w-]+)` \|", page("checks"), re.MULTILINE))


@pytest.mark.parametrize(
    "family", [family.name for family in PAGE_FAMILIES if family.name not in ("home", "health", "handbook")]
)
def test_every_page_family_is_documented(family: str) -> None:
    assert f"`/<revision>/{family}" in page("portal")


@pytest.mark.parametrize("name", sorted(path.stem for path in DOCS.glob("*.md")))
def test_links_between_pages_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", page(name))
    assert [target for target in targets if not (DOCS / target).exists()] == []
