"""The comment: within its limit, complete about what it leaves out, and not to be written by a contract."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from markdown_it import MarkdownIt

from governance.findings import Status
from governance.gate.verdict import ContractVerdict, JudgedFinding
from governance.reports.markdown import COMMENT_LIMIT, MARKER, verdict_markdown
from tests.builders.verdicts import ADDED, WITNESS, finding, judged, many, quiet, verdict

HOSTILE = (
    "</details><script>x</script> | @octocat #12 GH-7 ![i](http://e.example/x) "
    "`a` **b** $x$ ~~c~~ <!-- --> www.e.example"
)


def page(markdown: str) -> str:
    """The comment as HTML, the way GitHub reads it: tables and raw HTML on."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)


def words(markdown: str) -> str:
    """What a person reads of it."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", page(markdown)))).replace("\u200b", "")


def test_it_begins_with_the_marker_and_the_verdict() -> None:
    text = verdict_markdown(verdict(judged()))
    assert text.startswith(f"{MARKER}\n## Treaty gate: ⛔ blocked\n\n1 block\n")
    assert MARKER not in verdict_markdown(verdict(judged()), marker="")


def test_it_names_consumers_workflows_versions_and_the_message() -> None:
    told = words(verdict_markdown(verdict(judged(finding(witness=WITNESS)))))
    assert "hits billing (team finance): uses GET /orders/{} response.200.body total" in told
    assert "in workflow order-to-cash (status-propagation, team order-domain), step bill" in told
    assert "1.2.0 → 1.2.0, needs 2.0.0 (major)" in told
    assert "shown by GET /orders/1 answers 200" in told
    assert '"body": { "id": "1" }' in told
    assert "before: sha256:aaaa" in told


def test_what_is_hidden_is_counted() -> None:
    text = verdict_markdown(verdict(quiet(Status.EXISTING), quiet(Status.FIXED)), whole="see [it](https://x.example)")
    assert "Not shown: 1 known before, 1 fixed here. See [it](https://x.example)." in text


def ahead(contract: str, label: str, service: str, status: Status = Status.EXISTING) -> JudgedFinding:
    told = replace(finding(), status=status)
    return JudgedFinding(told, contract, False, "the release is announced, not live", "", (service,), upcoming=label)


def test_releases_that_a_pull_request_has_nothing_to_do_with_take_a_line_each() -> None:
    known = (ahead("a/one", "8", "billing"), ahead("a/one", "8", "app"), ahead("b/two", "9", HOSTILE))
    unrelated = replace(verdict(*known, contracts=()), blocked=False)
    text = verdict_markdown(unrelated, whole="see [it](https://x.example)")
    assert text.count("\n- ") == 2
    assert "a/one 8 is announced: 2 changes will hit app, billing" in words(text)
    assert "see [it](https://x.example)" in text
    assert "<script>" not in page(text)
    assert len(text) < len(verdict_markdown(unrelated, marker="")) / 2, "the summary of the run tells all"
    assert "outbound-property-removed" in verdict_markdown(unrelated, everything=True)


@pytest.mark.parametrize("more", [quiet(Status.NEW), ahead("a/one", "9", "app", Status.NEW)])
def test_releases_are_told_whole_beside_anything_else(more: JudgedFinding) -> None:
    said = replace(verdict(ahead("a/one", "8", "billing"), more, contracts=()), blocked=False)
    assert "### Announced by vendors" in verdict_markdown(said)


def test_exceptions_added_here_ask_for_review() -> None:
    text = words(verdict_markdown(verdict(quiet(Status.ACCEPTED, exception=ADDED))))
    assert "added here, needs review by team/finance" in text


@pytest.mark.parametrize("number", [500, 6000])
def test_a_large_verdict_stays_within_the_limit_and_says_what_it_left_out(number: int) -> None:
    text = verdict_markdown(many(number), everything=True, whole="the rest is elsewhere")
    assert len(text.encode()) <= COMMENT_LIMIT
    (left,) = re.findall(r"\*\*(\d+) more findings are left out here\*\*", text)
    shown = len(re.findall(r"^- (?:new|existing), breaks", text, re.MULTILINE))
    assert shown + int(left) == number
    assert shown > 20
    assert "the rest is elsewhere" in text
    assert "### Known before" not in text, "what blocks fills the comment"


@pytest.mark.parametrize("mark", ["@", "&#<|", "`", "\x00", "𝕏"])
def test_hostile_lengths_stay_within_the_limit(mark: str) -> None:
    name = mark * 3000
    told = judged(finding(name, address=name, hint=name, affects=(name,) * 500, rule=name), contract=name, because=name)
    contracts = tuple(ContractVerdict(name, name, name, "major", True, name, name, name, met=False) for _ in range(50))
    text = verdict_markdown(verdict(*[told] * 50, contracts=contracts, notes=(name,) * 100))
    assert len(text.encode()) <= COMMENT_LIMIT
    assert "## Treaty gate: ⛔ blocked" in text
    assert "breaks: " in text, "at least the worst is told"


def test_contracts_write_no_markup_no_links_and_no_mentions() -> None:
    told = judged(finding(HOSTILE, address=HOSTILE, affects=(HOSTILE,)), contract=HOSTILE, because=HOSTILE)
    contract = ContractVerdict(HOSTILE, HOSTILE, HOSTILE, "major", True, HOSTILE, HOSTILE, HOSTILE, met=False)
    text = verdict_markdown(verdict(told, contracts=(contract,), notes=(HOSTILE,)))
    html = page(text)
    ours = {"h2", "h3", "p", "ul", "ol", "li", "strong", "code", "sub", "table", "thead", "tbody", "tr", "th", "td"}
    ours |= {"details", "summary", "pre"}
    assert set(re.findall(r"</?(\w+)", html)) <= ours
    assert html.count("<td>") == 3
    outside_code = re.sub(r"<code.*?</code>", "", html, flags=re.DOTALL)
    assert not re.search(r"@\w|#\d|GH-\d", outside_code)
    assert "http://" not in text.split("```")[0]
    assert "www.e" not in text.split("```")[0]


def test_a_message_cannot_end_its_block() -> None:
    told = judged(finding(witness=WITNESS, address="x ```\n</details> @octocat"))
    html = page(verdict_markdown(verdict(told)))
    assert html.count("<pre>") == 2
    assert html.count("</details>") == 2
