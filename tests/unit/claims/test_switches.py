"""Switching off any honest frame, or any question that the engine asks, changes the verdict of a case."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict

import pytest
from claims_bench import forget
from claims_cases import CASES, Case, engine, judged
from claims_switches import counted, off, questions

import trustgen.claims
from trustgen.claims.excuses import FRAMES

ENGINE = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(trustgen.claims.__path__, "trustgen.claims.")
]
QUESTIONS = questions(ENGINE)
ELSEWHERE = {name for name in QUESTIONS if name.startswith(("policy.", "prefilter."))}
"""What a project's choices soften, and what only saves time: other tests are about them."""
UNDECIDED = {
    "adopted._not_without_ours",
    "aftermath._ours_is",
    "before.is_before",
    "denial.owed_but_not",
    "structure._mapped",
}
"""Questions that no case is known for that hangs on them alone; there may only be fewer."""


def right(case: Case) -> bool:
    """Whether a case is judged as its list says, by the engine as it is now; nothing is remembered of it."""
    forget()
    memory = engine(case.file, case.record)._memory
    memory.clear()
    failed = any(not one.passed and not one.warning for one in judged(case))
    memory.clear()
    return failed == (case.label == "claim")


@pytest.mark.slow
def test_a_verdict_hangs_on_every_question_that_the_engine_asks() -> None:
    asked = {name: function for name, function in QUESTIONS.items() if name not in ELSEWHERE}
    said_yes: dict[str, list[Case]] = defaultdict(list)
    with counted(asked) as yes:
        for case in sorted(CASES, key=lambda one: len(one.text)):
            yes.clear()
            if right(case):
                for name in yes:
                    said_yes[name].append(case)
    idle = set()
    for name, function in asked.items():
        with off(function):
            if all(right(case) for case in said_yes[name]):
                idle.add(name)
    assert idle - UNDECIDED == set()
    assert UNDECIDED - idle == set()  # a question that a case hangs on by now leaves the list


def test_every_frame_asks_one_of_these_questions() -> None:
    assert {id(frame.test) for frame in FRAMES} <= {id(function) for function in QUESTIONS.values()}


def test_a_function_that_is_switched_off_answers_no_and_is_put_back() -> None:
    denied = QUESTIONS["denial.denied"]
    case = next(case for case in CASES if case.text == "We hold no certifications today.")
    assert right(case)
    with off(denied):
        assert not right(case)
    with counted({"denial.denied": denied}) as yes:
        assert right(case)
        assert yes == {"denial.denied": 1}
    assert right(case)
