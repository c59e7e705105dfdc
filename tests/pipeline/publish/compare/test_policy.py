import pytest

from pipeline.publish.compare.policy import GRADES, label_of


@pytest.mark.parametrize(
    ("postings", "employers", "largest", "label"),
    [
        (0, 0, 0, "too few"),
        (4, 4, 1, "too few"),
        (5, 2, 2, "too few"),
        (5, 3, 2, "very low"),
        (5, 3, 3, "too few"),
        (9, 9, 1, "very low"),
        (10, 4, 4, "very low"),
        (10, 5, 5, "low"),
        (10, 5, 6, "too few"),
        (29, 9, 5, "low"),
        (30, 5, 6, "medium"),
        (32, 4, 8, "very low"),
        (30, 9, 7, "medium"),
        (30, 9, 8, "low"),
        (99, 9, 24, "medium"),
        (100, 9, 25, "high"),
        (100, 9, 26, "low"),
        (100, 5, 20, "high"),
        (100, 4, 25, "very low"),
        (1000, 4, 400, "very low"),
    ],
)
def test_label(postings, employers, largest, label):
    assert label_of(postings, employers, largest) == label


def test_grades_get_easier():
    needs = [(g.postings, g.employers, 1 - g.largest_share) for g in GRADES]
    assert needs == sorted(needs, reverse=True)
