"""What `briefing rankers` tells covers the table, best first."""

from briefing.rank import RANKERS, describe_rankers


def test_every_ranker_of_the_table_is_described_with_its_figures():
    rows, measured = describe_rankers()
    assert {row.name for row in rows} == set(RANKERS)
    assert all(row.what and row.rouge for row in rows)
    assert "ROUGE" in measured


def test_the_rankers_are_told_best_first():
    rows, _ = describe_rankers()
    firsts = [row.rouge[0] for row in rows]
    assert firsts == sorted(firsts, reverse=True)
