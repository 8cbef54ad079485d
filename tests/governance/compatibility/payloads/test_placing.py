"""Values put where they belong."""

import pytest

from catalog.model.source import Json
from governance.compatibility.payloads.local import Step
from governance.compatibility.payloads.placing import LeadsNowhere, joined, placed, replaced, said, without

ORDER: dict[str, Json] = {"id": 1, "lines": [{"sku": "a"}, {"sku": "b"}], "labels": {"known": 1, "other": 2}}
SKU = (Step("property", "lines"), Step("items"), Step("property", "sku"))
LABEL = (Step("property", "labels"), Step("values", known=("known",)))


def test_a_value_takes_the_place_of_another_and_nothing_else_changes() -> None:
    assert placed(ORDER, SKU, None) == {**ORDER, "lines": [{"sku": None}, {"sku": "b"}]}
    assert placed(ORDER, LABEL, "x") == {**ORDER, "labels": {"known": 1, "other": "x"}}
    assert placed(ORDER, (), "x") == "x"
    assert ORDER["lines"] == [{"sku": "a"}, {"sku": "b"}]


def test_the_last_step_need_not_be_there_yet() -> None:
    assert placed(ORDER, (Step("property", "note"),), "x") == {**ORDER, "note": "x"}
    assert placed({"lines": []}, SKU[:2], "x") == {"lines": ["x"]}
    assert placed({"known": 1}, (Step("values", known=("known",)),), "x") == {"known": 1, "key": "x"}


def test_a_variant_is_the_value_itself() -> None:
    assert placed(ORDER, (Step("variant", "big"), Step("property", "id")), 2) == {**ORDER, "id": 2}


@pytest.mark.parametrize(
    ("whole", "steps"),
    [({}, SKU), ({"lines": []}, SKU), ({"lines": {}}, SKU), ([], SKU[:1]), ("text", LABEL), ({"labels": {}}, SKU)],
)
def test_what_leads_nowhere_is_said(whole: Json, steps: tuple[Step, ...]) -> None:
    with pytest.raises(LeadsNowhere):
        placed(whole, steps, 1)


def test_members_are_left_out_added_and_set() -> None:
    line = SKU[:2]
    assert without(ORDER, line, "sku") == {**ORDER, "lines": [{}, {"sku": "b"}]}
    assert without(ORDER, line, "price") == ORDER
    assert joined(ORDER, (), {"id": 2, "note": "x"}) == {**ORDER, "note": "x"}
    assert replaced(ORDER, (), {"id": 2}) == {**ORDER, "id": 2}
    for change in (lambda: without([], (), "a"), lambda: joined(1, (), {}), lambda: replaced(None, (), {})):
        with pytest.raises(LeadsNowhere):
            change()


def test_what_has_no_text_is_given_one() -> None:
    assert said({"a": {}, "b": [], "c": 0}) == {"a": {"": ""}, "b": [""], "c": 0}
