"""The terms of an agreement with what ends soon, and the chain in which it stands."""

import pytest

from coopdesk.catalogue.chain import Chain, Link, Step
from coopdesk.catalogue.facets import Term
from coopdesk.catalogue.period import Period
from tests.builders import a_record
from tests.ui.record_pages import Page, page

STEPS = (
    Step(3, "A/1", "Letter of intent", "agreement", "superseded", Period.parse("2004")),
    Step(
        5, "A/2", "Programme", "programme", "", Period.parse("2006/.."),
        links=(Link("follows", 5, 3),),
    ),
    Step(
        7, "A/3", "Agreement", "agreement", "in_force", Period(), Period.parse("2010-03-01"),
        Period.parse("2027-03-15"), (Link("supersedes", 7, 3), Link("part_of", 7, 5)),
    ),
    Step(9, "A/4", "Protocol", "agreement", "draft", links=(Link("follows", 9, 3),)),
)  # fmt: skip


def chained(more: bool = False) -> Page:
    return page(a_record(id=7, kind="agreement"), chain=Chain(STEPS, more))


def agreed(status: str, *terms: Term) -> Page:
    return page(a_record(kind="agreement", status=status, terms=terms, parties=()))


def test_that_terms_are_told_each_under_its_name() -> None:
    term = Term("The agreement", "2010-03-01", "2010-06", "2099", "tacitly", ("A. B.", "C. D."))
    assert (
        "Terms The agreement Signed 1 March 2010 In force since June 2010 Expires 2099 "
        "Renewal tacitly Signatories A. B. C. D."
    ) in agreed("in_force", term).words


@pytest.mark.parametrize(
    ("status", "expires", "style", "words"),
    [
        ("in_force", "2027-03-15", "warning", "15 March 2027 · in 4 months"),
        ("in_force", "2027", "warning", "2027"),
        ("in_force", "2026-11-20", "danger", "20 November 2026 · 6 days ago"),
        ("in_force", "2030-03-15", "", "15 March 2030 · in 3 years"),
        ("expired", "2026-11-20", "", "20 November 2026"),
    ],
)
def test_that_an_end_that_is_near_or_past_stands_out(
    status: str, expires: str, style: str, words: str
) -> None:
    shown = agreed(status, Term("It", "2010", "", expires))
    assert f"Expires {words}" in shown.words
    marked = {
        name: " ".join(text.split())
        for name, text in shown.styles.items()
        if name in ("warning", "danger")
    }
    assert marked == ({style: words} if style else {})


def test_that_an_end_that_was_put_off_worries_nobody() -> None:
    shown = agreed("in_force", Term("It", expires="2020"), Term("Renewal", expires="2040"))
    assert "danger" not in shown.styles
    assert "Expires 2020 Renewal" in shown.words


def test_that_the_chain_leads_from_step_to_step() -> None:
    shown = chained()
    assert (
        "Chain of agreements ○ Letter of intent Superseded · 2004 ↓ follows "
        "○ Programme since 2006 ↓ part of "
        "● Agreement – this record In force · signed 1 March 2010 · expires "
        "15 March 2027 · in 4 months supersedes: Letter of intent "
        "○ Protocol Draft follows: Letter of intent"
    ) in shown.words
    assert shown.links == ["record:3", "record:5", "record:9"]


def test_that_a_chain_that_is_longer_says_so() -> None:
    assert "more than are shown" not in chained().words
    assert "There are more than are shown." in chained(more=True).words
