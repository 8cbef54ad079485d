"""What is wrong with a catalog as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.catalog import OPENAPI, SOUND, snapshot

SERVICE = SOUND["services/orders/service.yaml"]
ARAZZO = (
    "arazzo: 1.0.1\ninfo: {title: T, version: 1.0.0}\n"
    "sourceDescriptions: [{name: o, url: ../services/orders/v2/openapi.yaml, type: openapi}]\n"
    "workflows: [{workflowId: w, steps: [{stepId: s, operationId: x}]}]\n"
)


@pytest.mark.parametrize(
    ("changes", "rule", "place", "words"),
    [
        (
            {"services/orders/service.yaml": SERVICE.replace("team/blue", "blu")},
            "descriptor-name-unknown",
            "services/orders/service.yaml:3:8",
            "no team 'blu'",
        ),
        ({"teams.yaml": "teams: [\n"}, "document-unreadable", "teams.yaml", ""),
        ({"vendors/acme/vendor.yaml": "product: [\n"}, "document-unreadable", "vendors/acme/vendor.yaml", ""),
        ({"catalog.yaml": "name: A\nname: B\n"}, "duplicate-key", "catalog.yaml:2:1", "name"),
        ({"terms/order.yaml": "term: [\n"}, "document-unreadable", "terms/order.yaml", ""),
        (
            {"services/orders/service.yaml": SERVICE.replace("[orders/v1]", "[orders/v1, orders/v2]")},
            "contract-document-missing",
            "services/orders/service.yaml:5:24",
            "contract 'orders/v2' has no document",
        ),
        (
            {
                "services/orders/service.yaml": SERVICE.replace("[orders/v1]", "[{id: orders/v1, path: v3.yaml}]"),
                "services/orders/v1/openapi.yaml": None,
            },
            "contract-document-missing",
            "services/orders/service.yaml:5:13",
            "contract 'orders/v1' has no document",
        ),
        (
            {"services/orders/v2/openapi.yaml": OPENAPI},
            "contract-undeclared",
            "services/orders/v2/openapi.yaml",
            "no descriptor",
        ),
        (
            {"services/copy/service.yaml": SERVICE, "services/copy/orders/v1/openapi.yaml": OPENAPI},
            "contract-id-duplicate",
            "services/orders/service.yaml:5:13",
            "services/copy/service.yaml as well",
        ),
        ({"services/lost/notes.txt": "x"}, "descriptor-missing", "services/lost", "no service.yaml"),
        ({"vendors/lost/a/openapi.yaml": OPENAPI}, "descriptor-missing", "vendors/lost", "no vendor.yaml"),
        ({"domain/payment.yaml": "title: P\n"}, "descriptor-misplaced", "domain/payment.yaml", "nothing reads"),
        ({"policy/waiver/w.yaml": "rule: x\n"}, "descriptor-misplaced", "policy/waiver/w.yaml", "nothing reads"),
        (
            {"services/orders/consume.yaml": "consumes: []\n"},
            "descriptor-misplaced",
            "services/orders/consume.yaml",
            "nothing reads",
        ),
        (
            {"services/orders/consumes.yaml": SOUND["services/orders/consumes.yaml"].replace('"7"', '"70"')},
            "descriptor-name-unknown",
            "services/orders/consumes.yaml:3:10",
            "Acme has no release '70'",
        ),
        (
            {"services/orders/service.yaml": f'{SERVICE}vendor: {{product: acme, label: "9"}}\n'},
            "descriptor-name-unknown",
            "services/orders/service.yaml:6:32",
            "no release '9'",
        ),
        ({"workflows/w.arazzo.yaml": ARAZZO}, "descriptor-name-unknown", "workflows/w.arazzo.yaml:3:37", "no contract"),
    ],
)  # fmt: skip
def test_each_slip_is_told_at_its_place(
    tmp_path: Path, changes: dict[str, str | None], rule: str, place: str, words: str
) -> None:
    (problem,) = snapshot(tmp_path, changes).problems
    assert (problem.rule, problem.place) == (rule, place) or problem.place.startswith(f"{place}:")
    assert words in problem.message


def test_a_pin_to_an_announced_release_is_known(tmp_path: Path) -> None:
    text = SOUND["services/orders/consumes.yaml"].replace('"7"', '"8"')
    assert snapshot(tmp_path, {"services/orders/consumes.yaml": text}).problems == ()


HOSTILE = {
    "a flow bomb": "[" * 20_000,
    "an alias bomb": "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)),
    "a very deep map": "".join(f"{' ' * i}a:\n" for i in range(2_000)),
    "a number no float holds": f"name: {'9' * 5_000}\n",
    "UTF-16": "name: Ä\n".encode("utf-16"),
    "a NUL byte": b"name: a\x00b\n",
    "no UTF-8": b"name: \xff\xfe\xfa\n",
    "a tag that makes objects": "name: !!python/object/apply:os.system [ls]\n",
    "keys that are no text": "name: A\n1: x\n[a]: y\n? {b: c}\n: z\n",
    "not a number": "name: .nan\nas_of: .inf\n",
    "two documents": "name: A\n---\nname: B\n",
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("file", ["catalog.yaml", "services/orders/service.yaml", "services/orders/consumes.yaml"])
def test_hostile_descriptors_are_problems_with_a_place(tmp_path: Path, what: str, file: str) -> None:
    content = HOSTILE[what]
    found = snapshot(tmp_path, {file: content})
    told = [problem for problem in found.problems if problem.file == file]
    assert told
    assert all(problem.message and problem.span for problem in told)
    assert "acme" in found.vendors
