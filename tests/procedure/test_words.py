"""The words of a record of the procedure: one closed list, in both languages."""

from __future__ import annotations

import pytest

from benefit_share.procedure import Act
from benefit_share.procedure.events import TYPES
from benefit_share.procedure.words import (
    EVENTS,
    MEETINGS,
    EventUnknown,
    MeetingUnknown,
    event_of,
    meeting_of,
    of_event,
)


def test_every_type_of_the_procedure_is_a_word_for_itself() -> None:
    """What the journal calls an event may stand in a record, and so may the act of a plan."""
    assert set(EVENTS) >= TYPES
    for type_ in TYPES:
        assert event_of(type_) == type_
    for act in Act:
        assert event_of(act.name) == act.value


def test_a_word_means_one_event() -> None:
    """Or a record could be read in two ways."""
    words = [word for one, also in EVENTS.items() for word in (one, *also)]
    meetings = [word for one, also in MEETINGS.items() for word in (one, *also)]

    assert len(words) == len(set(words))
    assert len(meetings) == len(set(meetings))


def test_every_event_has_words_of_both_languages() -> None:
    """A clerk writes Chinese, a program English."""
    for one, also in EVENTS.items():
        assert any(not word.isascii() for word in also), one


@pytest.mark.parametrize(
    ("word", "event"),
    [
        ("村提方案", "run_proposed"),
        ("Township review", "reviewed"),
        ("county-filing", "filed"),
        (" 公示 ", "notice_posted"),
        ("村民代表会议", "meeting_recorded"),
        ("退修", "returned"),
    ],
)
def test_words_of_the_glossary_are_known(word: str, event: str) -> None:
    """However they are spaced or capitalised."""
    assert event_of(word) == event


@pytest.mark.parametrize(
    ("word", "nearest"), [("postd", "posted"), ("县级备按", "县级备案"), ("审合", "审核")]
)
def test_an_unknown_word_is_refused_with_the_nearest(word: str, nearest: str) -> None:
    """In the language in which it was written."""
    with pytest.raises(EventUnknown) as refused:
        event_of(word)

    assert refused.value.nearest == nearest
    assert word not in str(refused.value)
    assert all(one.isascii() == word.isascii() for one in refused.value.accepted.split(", "))


def test_the_word_for_a_vote_may_say_who_met() -> None:
    """Members and representatives have quorums of their own."""
    assert of_event("村民代表会议") == "representatives"
    assert of_event("members meeting") == "members"
    assert of_event("表决") == ""
    assert (meeting_of("代表会议"), meeting_of("")) == ("representatives", "")
    with pytest.raises(MeetingUnknown) as refused:
        meeting_of("村民代表会议吧")
    assert refused.value.nearest == "村民代表会议"
