import pytest

from govnews.errors import PlanError
from govnews.model import Step
from govnews.mojibake import apply, repair
from govnews.mojibake.plan import compose
from tests.damage import cp1252, gloss, traditional


@pytest.mark.parametrize(
    "plan",
    [
        (Step("gloss", 0, "x", ""),),
        (Step("gloss", 2, "c", ""), Step("gloss", 0, "a", "")),
        (Step("gloss", 0, "ab", ""), Step("gloss", 1, "b", "")),
        (Step("gloss", 2, "cd", ""),),
    ],
    ids=["other characters", "out of order", "overlap", "past the end"],
)
def test_a_plan_that_does_not_fit_is_refused(plan):
    with pytest.raises(PlanError):
        apply(plan, "abc")


def test_an_insertion_and_an_empty_plan():
    assert apply((Step("filled", 1, "", "x"),), "ab") == "axb"
    assert apply((), "ab") == "ab"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([Step("a", 0, "ab", "X")], [Step("b", 1, "c", "Y")]),
        ([Step("a", 1, "bc", "wxyz")], [Step("b", 2, "xy", "")]),
        ([Step("a", 0, "a", ""), Step("a", 3, "d", "DD")], [Step("b", 0, "bcD", "-")]),
        ([Step("a", 2, "", "ii")], [Step("b", 0, "a", "A"), Step("b", 3, "ic", "?")]),
    ],
    ids=["apart", "inside", "across two", "insertion"],
)
def test_two_plans_make_one(first, second):
    before = "abcdef"
    whole = compose(before, first, second)
    assert apply(whole, before) == apply(second, apply(first, before))


def test_damage_under_damage_has_one_plan():
    clean = traditional(
        "经济发展环境不断优化，产业结构加快调整，公共数据有序共享，各级责任层层落实，欢迎群众在网上监督。"
    )
    damaged = cp1252(gloss(clean).encode())
    repaired = repair(damaged)
    assert repaired.text == clean
    assert apply(repaired.plan, damaged) == clean
