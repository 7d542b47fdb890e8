"""The list of problems: which refused texts may be meant for another key."""

from __future__ import annotations

import pytest

from hamtimer.core.notation.mistakes import Mistake, NotUnderstood
from hamtimer.core.session_file.kinds import choice
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Scalar

PLACE = Scalar(3, 5, "some text", plain=True)


@pytest.mark.parametrize(
    ("mistake", "not_understood"),
    [
        (NotUnderstood("this form is unknown", "write 10"), True),
        (Mistake('"this is not much" is too short', "write more"), False),
    ],
)
def test_a_reader_says_whether_it_understood_a_text(
    mistake: Mistake, *, not_understood: bool
) -> None:
    report = Report("legs.yaml")
    report.refuse(PLACE, mistake)
    assert report.is_not_understood(PLACE) is not_understood


def test_a_word_close_to_a_known_one_is_understood() -> None:
    for word, not_understood in (("alternatin", False), ("sometimes", True)):
        report, node = Report("legs.yaml"), Scalar(1, 1, word, plain=True)
        choice("each", "alternating").read(node, report)
        assert report.is_not_understood(node) is not_understood
