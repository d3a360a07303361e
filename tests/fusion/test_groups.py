import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riwaya.fusion.groups import HOLD, LINK, VETO, groups_of

FAR, NEAR = VETO - 1, LINK + 2


def grouped(
    count: int,
    scores: dict[tuple[int, int], float],
    *,
    same: list[tuple[int, int]] | None = None,
    different: list[tuple[int, int]] | None = None,
    told_apart: dict[int, set[int]] | None = None,
) -> list[list[int]]:
    """Groups from scores; a pair that isn't given scores nothing."""
    pairs = sorted(scores)

    def score(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        several = zip(one.tolist(), other.tolist(), strict=True)
        return np.array([scores.get(pair, HOLD - 1) for pair in several], np.float32)

    groups = groups_of(
        count,
        np.array([a for a, _ in pairs], np.int64),
        np.array([b for _, b in pairs], np.int64),
        np.array([scores[pair] for pair in pairs], np.float32),
        score,
        same=same or (),
        different=different or (),
        told_apart=told_apart or {},
    )
    return [group.rows for group in groups]


def test_what_is_not_alike_stays_apart() -> None:
    assert grouped(3, {}) == [[0], [1], [2]]
    assert grouped(2, {(0, 1): LINK - 0.1}) == [[0], [1]]


def test_what_is_alike_comes_together() -> None:
    assert grouped(3, {(0, 1): NEAR, (1, 2): NEAR, (0, 2): NEAR}) == [[0, 1, 2]]


def test_two_towns_dont_meet_in_a_third_report() -> None:
    """A report that is like both is put with the one that it is more like."""
    assert grouped(3, {(0, 1): NEAR, (1, 2): NEAR + 1, (0, 2): FAR}) == [[0], [1, 2]]


def test_a_chain_holds_only_while_it_is_alike_on_average() -> None:
    chain = {(k, k + 1): NEAR for k in range(5)}
    chain |= {(a, b): -3.0 for a in range(6) for b in range(a + 2, 6)}
    assert max(len(group) for group in grouped(6, chain)) < 6


def test_a_person_puts_together_what_the_machine_keeps_apart() -> None:
    assert grouped(2, {(0, 1): FAR}, same=[(0, 1)]) == [[0, 1]]


def test_a_person_keeps_apart_what_the_machine_puts_together() -> None:
    assert grouped(2, {(0, 1): NEAR}, different=[(0, 1)]) == [[0], [1]]


def test_what_a_person_keeps_apart_doesnt_meet_through_a_third() -> None:
    scores = {(0, 1): NEAR, (1, 2): NEAR + 1, (0, 2): NEAR}
    groups = grouped(3, scores, different=[(0, 2)])
    assert not any({0, 2} <= set(group) for group in groups)


SIDES = {(0, 1): NEAR, (2, 3): NEAR} | {(a, b): FAR for a in (0, 1) for b in (2, 3)}


def test_two_sides_that_a_person_puts_together_are_one_whole() -> None:
    assert grouped(4, SIDES) == [[0, 1], [2, 3]]
    assert grouped(4, SIDES, same=[(0, 2)]) == [[0, 1, 2, 3]]


def test_what_is_like_one_of_two_merged_sides_joins_both() -> None:
    later = SIDES | {(0, 4): NEAR, (1, 4): NEAR, (2, 4): FAR, (3, 4): FAR}
    assert grouped(5, later, same=[(0, 2)]) == [[0, 1, 2, 3, 4]]
    assert grouped(5, SIDES, same=[(0, 2)]) == [[0, 1, 2, 3], [4]]


def test_sides_that_are_kept_apart_dont_meet_in_what_comes_later() -> None:
    alike = {(a, b): NEAR for a in range(5) for b in range(a + 1, 5)}
    groups = grouped(5, alike, same=[(0, 1), (2, 3)], different=[(0, 2)])
    assert sorted(len(group) for group in groups) == [2, 3]
    assert not any({1, 3} <= set(group) for group in groups)


@given(st.integers(3, 7), st.data())
def test_merging_is_the_union_of_what_the_machine_made(count: int, data: st.DataObject) -> None:
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    values = data.draw(st.permutations(range(len(pairs))))
    scores = {pair: float(value) / 2 - 2 for pair, value in zip(pairs, values, strict=True)}
    before = grouped(count, scores)
    one, other = data.draw(st.sampled_from(pairs))
    merged = {frozenset(g) for g in before if one not in g and other not in g}
    merged.add(frozenset(row for g in before if one in g or other in g for row in g))
    after = {frozenset(g) for g in grouped(count, scores, same=[(one, other)])}
    assert after == merged


@given(st.integers(2, 7), st.data())
def test_the_names_of_rows_make_no_difference(count: int, data: st.DataObject) -> None:
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    # Distinct scores: ties are settled by the rows' order, which is that of their keys.
    values = data.draw(st.permutations(range(len(pairs))))
    scores = {pair: float(value) / 2 - 2 for pair, value in zip(pairs, values, strict=True)}
    order = data.draw(st.permutations(range(count)))
    renamed = {
        (min(order[a], order[b]), max(order[a], order[b])): v for (a, b), v in scores.items()
    }
    expected = {frozenset(order[row] for row in group) for group in grouped(count, scores)}
    assert {frozenset(group) for group in grouped(count, renamed)} == expected


def test_two_reports_that_tell_both_apart_keep_them_apart_and_one_doesnt() -> None:
    """Rows 0 and 1 are of one report, 2 and 3 of another; each tells its two rows apart."""
    alike = {(0, 2): NEAR + 3, (1, 3): NEAR + 3, (0, 3): NEAR, (1, 2): NEAR, (0, 1): 0, (2, 3): 0}
    apart = {0: {1}, 1: {0}, 2: {3}, 3: {2}}
    assert grouped(4, alike, told_apart=apart) == [[0, 2], [1, 3]]
    assert grouped(4, alike, told_apart={0: {1}, 1: {0}}) == [[0, 1, 2, 3]]
