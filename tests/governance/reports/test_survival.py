"""Whatever a contract says survives in every format, and breaks none."""

from __future__ import annotations

import json
from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from catalog.answers.gate.shape import gate_json
from governance.findings import Location, Side, Witness
from governance.gate.verdict import (
    Compared,
    ContractVerdict,
    ExceptionKind,
    HitConsumer,
    HitWorkflow,
    JudgedFinding,
    UsedException,
    Verdict,
)
from governance.reports.escaping import one_line
from governance.reports.github import verdict_github
from governance.reports.junit import verdict_junit
from governance.reports.markdown import verdict_markdown
from governance.reports.sarif import verdict_sarif
from governance.reports.text import verdict_text
from tests.builders.verdicts import finding, judged, verdict
from tests.governance.reports.test_markdown import page, words

MARKS = st.text(st.sampled_from("|`*_[]()<>&@#%:,\\\n\r\t\x00\x1b\u202e\ud800\u2028'\"~$!-=+. 1aG{}"), max_size=40)
TEXTS = st.one_of(st.text(st.characters(), max_size=40), MARKS).map(lambda text: f"x{text}x")


def told(text: str) -> Verdict:
    """The text wherever a contract or a descriptor can put one."""
    body = {"method": "GET", "path": text, "status": 200, "body": {text: text}}
    about = finding(
        text, address=text, hint=text, affects=(text,), locations=(Location(text, 1, 1),),
        witness=Witness(body, "", text, Side.BASE),
    )  # fmt: skip
    one: JudgedFinding = judged(
        about, contract=text, because=text, owner=text, consumers=(text,), upcoming=None,
        workflows=(HitWorkflow(text, text, (text,), text, text),),
        exception=UsedException(ExceptionKind.ACCEPTANCE, text, text, text, True, (text,)),
    )  # fmt: skip
    contract = ContractVerdict(text, text, text, "major", True, text, text, text, met=False)
    hit = HitConsumer(text, text, text, (text,), (text,), sides=("base",))
    sides = Compared("1" * 40, "2" * 40, "3" * 40, text)
    return verdict(one, contracts=(contract,), notes=(text,), consumers=(hit,), compared=sides)


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


@given(TEXTS)
def test_text(text: str) -> None:
    printed = verdict_text(told(text))
    printed.encode()
    assert squeezed(f"- {one_line(text)} [outbound-property-removed]") in squeezed(printed)
    assert len([line for line in printed.splitlines() if line.startswith("BLOCKED")]) == 1


@given(TEXTS)
def test_markdown(text: str) -> None:
    printed = verdict_markdown(told(text))
    printed.encode()
    html = page(printed)
    assert squeezed(f"breaks: {one_line(text)} · outbound") in squeezed(words(printed))
    assert (html.count("<td>"), html.count("<li>"), html.count("<pre>"), html.count("<summary>")) == (3, 11, 2, 2)


@given(TEXTS)
def test_sarif(text: str) -> None:
    printed = verdict_sarif(told(text), "0.1.0", lambda _: None)
    (result,) = json.loads(printed)["runs"][0]["results"]
    said = result["message"]["text"]
    said = said.replace("\\[", "[").replace("\\]", "]") if "](" in one_line(text) else said
    assert said.startswith(f"{one_line(text)} (new") or "](" in text


@given(TEXTS)
def test_junit(text: str) -> None:
    root = Xml.fromstring(verdict_junit(told(text)).encode())
    assert root[1][0][0].get("message") == one_line(text)
    assert root[1].get("name") == one_line(text)


@given(TEXTS)
def test_annotations(text: str) -> None:
    lines = verdict_github(told(text)).split("\n")
    assert len(lines) == 3
    first = lines[0]
    first.encode()
    head, _, message = first.removeprefix("::error ").partition("::")
    properties = dict(each.split("=", 1) for each in head.split(","))
    assert decoded(properties["file"]) == one_line(text)
    assert decoded(message).split("\n")[0] == one_line(text)


def decoded(text: str) -> str:
    """As the runner reads it."""
    for mark, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(mark, meant)
    return text


@given(TEXTS)
def test_json(text: str) -> None:
    answer = json.loads(json.dumps(gate_json(told(text))))
    assert answer["findings"][0]["message"] == text
