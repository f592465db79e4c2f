"""What a draw is sure to ask, against every draw that there is."""

from __future__ import annotations

from itertools import chain, combinations, permutations, product

from hypothesis import given
from hypothesis import strategies as st

from scormkit.course.draws import is_sure, least_pick

GROUPS = st.lists(st.integers(1, 3), min_size=1, max_size=4).map(
    lambda sizes: [[f"{group}{number}" for number in range(size)] for group, size in enumerate(sizes)]
)


def every_draw(groups: list[list[str]], pick: int) -> set[frozenset[str]]:
    """All sets of questions that rounds over the groups can end with."""
    drawn = set()
    rounds = max(map(len, groups))
    for turns in permutations(range(len(groups))):
        for orders in product(*(permutations(group) for group in groups)):
            order = [orders[turn][n] for n in range(rounds) for turn in turns if n < len(orders[turn])]
            drawn.add(frozenset(order[:pick]))
    return drawn


@given(groups=GROUPS, data=st.data())
def test_sure_is_what_every_draw_asks(groups: list[list[str]], data: st.DataObject) -> None:
    names = list(chain.from_iterable(groups))
    wanted = data.draw(st.sets(st.sampled_from(names)))
    pick = data.draw(st.integers(1, len(names) + 1))
    assert is_sure(groups, pick, wanted) == all(draw & wanted for draw in every_draw(groups, pick))


@given(groups=GROUPS, data=st.data())
def test_the_least_pick_is_the_first_that_is_sure(groups: list[list[str]], data: st.DataObject) -> None:
    names = list(chain.from_iterable(groups))
    wanted = data.draw(st.sets(st.sampled_from(names), min_size=1))
    least = least_pick(groups, wanted)
    assert is_sure(groups, least, wanted)
    assert least == 1 or not is_sure(groups, least - 1, wanted)


def test_nothing_is_sure_of_a_question_that_is_not_there() -> None:
    assert least_pick([["a"], ["b"]], set()) == 0
    assert not any(is_sure([["a"], ["b"]], pick, set()) for pick in (1, 2, 3))
    assert all(is_sure([["a"]], 1, set(each)) for each in combinations(["a"], 1))
