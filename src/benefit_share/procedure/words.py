"""The words by which a record of a procedure calls its events and meetings, in both languages.

One closed list: the types of the journal, the acts of a plan, and what people write in minutes.
A word outside it is refused with the nearest known one, for an event that nobody recognises would
be an event that did not happen.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

import attrs

from benefit_share.findings import Kind, Severity
from benefit_share.procedure import events
from benefit_share.procedure.model import Act
from benefit_share.values import ValueFault
from benefit_share.values.frozen import FrozenMap

__all__ = [
    "CHANGED",
    "EVENTS",
    "MEETINGS",
    "MEMBERS",
    "REPRESENTATIVES",
    "EventUnknown",
    "MeetingUnknown",
    "event_of",
    "meeting_of",
    "of_event",
]

CHANGED: Final = "changed"
"""The proposal was changed; in the journal that is another run."""

RESULT_POSTED: Final = "result_posted"
"""The result was posted, after the filing."""

MEMBERS: Final = "members"
REPRESENTATIVES: Final = "representatives"

MEETINGS: Final[Mapping[str, tuple[str, ...]]] = FrozenMap(
    {
        MEMBERS: (
            *("members_meeting", "villagers_meeting"),
            *("村民会议", "村民大会", "成员大会", "成员会议"),
        ),
        REPRESENTATIVES: (
            *("representatives_meeting",),
            *("村民代表会议", "村民代表大会", "成员代表会议", "成员代表大会", "代表会议"),
        ),
    }
)
"""Who meets, and the words for it; more than half of the members must come, two thirds of the
representatives."""

EVENTS: Final[Mapping[str, tuple[str, ...]]] = FrozenMap(
    {
        Act.PROPOSE.value: (
            *("proposed", "propose", "village_proposal"),
            *("村提方案", "村级提案", "提出方案", "拟定方案", "方案提出", "提出"),
        ),
        Act.MEET.value: (
            *("voted", "vote", "meet", "meeting", *MEETINGS[MEMBERS][:2]),
            *MEETINGS[REPRESENTATIVES][:1],
            *("表决", "会议表决", "会议", "民主决议"),
            *MEETINGS[MEMBERS][2:],
            *MEETINGS[REPRESENTATIVES][1:],
        ),
        Act.POST.value: (
            *("posted", "post", "notice", "posting"),
            *("公示", "方案公示", "张贴公示", "张贴"),
        ),
        events.OBJECT: ("object", "异议", "提出异议"),
        events.RESOLVE: ("resolved", "resolve", "异议处理", "异议答复", "答复异议"),
        CHANGED: ("change", "变更", "方案变更", "修改方案", "调整方案"),
        events.RETURN: ("return", "return_for_correction", "退修", "退回"),
        Act.REVIEW.value: (
            *("review", "township_review"),
            *("审核", "审查", "审批", "镇审核", "镇级审核", "乡审核", "乡镇审核", "乡镇级审核"),
            *("街道审核", "乡镇、街道审核"),
        ),
        Act.FILE.value: (
            "file",
            "filing",
            "county_filing",
            "备案",
            "县级备案",
            "县备案",
            "区级备案",
        ),
        "notice_ended": ("公示结束", "公示期满"),
        "bank_sent": ("batched", "sent_to_bank", "生成发放清册", "报送银行"),
        "bank_result": ("paid", "发放", "支付", "银行回单"),
        RESULT_POSTED: ("结果公示",),
        "archived": ("归档",),
        events.SUPERSEDE: ("supersede", "替代", "被替代"),
        events.VOID: ("void", "作废", "撤销"),
    }
)
"""Each event by its type in the journal, where that has one, and the words for it."""


def _known(words: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return FrozenMap({word: one for one, also in words.items() for word in (one, *also)})


_EVENTS: Final = _known(EVENTS)
_MEETINGS: Final = _known(MEETINGS)


@attrs.define(slots=False)
class EventUnknown(ValueFault):
    """A word that is no event of a procedure.

    Attributes:
        nearest: the known word most like it.
        accepted: one word for each event.
    """

    kind: ClassVar[Kind] = Kind(
        "procedure.event-unknown",
        Severity.ERROR,
        "This is no event of a procedure; the nearest is '{nearest}'.",
        "Write one of: {accepted}; other words for them stand in the reference of the audit.",
    )
    nearest: str
    accepted: str


@attrs.define(slots=False)
class MeetingUnknown(ValueFault):
    """A word that does not say who met.

    Attributes:
        nearest: the known word most like it.
        accepted: one word for each kind of meeting.
    """

    kind: ClassVar[Kind] = Kind(
        "procedure.meeting-unknown",
        Severity.ERROR,
        "This is no kind of meeting; the nearest is '{nearest}'.",
        "Write one of: {accepted}.",
    )
    nearest: str
    accepted: str


def event_of(text: str, /) -> str:
    """Return the type of the event that a word means.

    Args:
        text: a word of either language; capitals, spaces and hyphens make no difference.

    Raises:
        EventUnknown: with the nearest word that is known.
    """
    found = _EVENTS.get(_plain(text))
    if found is None:
        raise EventUnknown(_nearest(text, _EVENTS), _first(EVENTS, text))
    return found


def meeting_of(text: str, /) -> str:
    """Return who met: `members`, `representatives`, or nothing for an empty text.

    Raises:
        MeetingUnknown: with the nearest word that is known.
    """
    found = _MEETINGS.get(_plain(text)) if text else ""
    if found is None:
        raise MeetingUnknown(_nearest(text, _MEETINGS), _first(MEETINGS, text))
    return found


def of_event(text: str, /) -> str:
    """Return who met, where the word for the event says it, else nothing."""
    return _MEETINGS.get(_plain(text), "")


def _plain(text: str) -> str:
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def _nearest(text: str, known: Iterable[str]) -> str:
    """Return the known word most like *text*, of the script it is written in."""
    alike = [word for word in known if word.isascii() == text.isascii()]
    return difflib.get_close_matches(_plain(text), alike, 1, 0)[0]


def _first(words: Mapping[str, tuple[str, ...]], text: str) -> str:
    """Return one word for each, in the script of *text*."""
    ascii_ = text.isascii()
    return ", ".join(
        next(word for word in (*also, one) if word.isascii() == ascii_)
        for one, also in words.items()
    )
