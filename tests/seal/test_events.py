"""Events of the procedure as entries of the journal, and back."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_share.errors import Refused
from benefit_share.procedure import Event
from benefit_share.procedure.events import TYPES
from benefit_share.seal.events import entry_of, event_of, events_of
from benefit_share.seal.journal import Entry, entry_bytes, journal_bytes, read_journal

AT = "2026-12-01T08:00:00Z"
WORDS = st.text("abc村", max_size=3)
EVENTS = st.builds(
    Event,
    type=st.sampled_from(sorted(TYPES)),
    on=st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
    person=WORDS.filter(bool),
    entitled=st.integers(0, 99),
    acknowledged=st.lists(WORDS).map(tuple),
    **dict.fromkeys(
        ("run", "role", "post", "key", "scan_sha256", "stage", "result_sha256", "objection"), WORDS
    ),
)


@given(EVENTS)
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    """Through the bytes of the journal."""
    (entry,) = read_journal(journal_bytes([entry_bytes(entry_of(event, AT, sig="s"))]))

    assert event_of(entry) == event
    assert entry.body["sig"] == "s"


def test_what_is_no_matter_of_the_procedure_is_no_event() -> None:
    """Keys and banks have entries of their own."""
    other = Entry("bank_sent", "bank", AT, {})
    event = Event("filed", "r", dt.date(2026, 12, 1), "a", "county")

    assert events_of([other, entry_of(event, AT), other]) == (event,)


def test_the_first_line_of_a_sealed_record_is_a_proposal_of_its_actor() -> None:
    """It says a run and a manifest alone."""
    line = Entry("run_proposed", "village", AT, {"run_id": "r", "manifest_sha256": "d"})
    day = dt.date(2026, 12, 1)

    assert event_of(line) == Event("run_proposed", "r", day, "village", "", result_sha256="d")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("run_id", 1), ("present", "2"), ("present", True), ("on", 1), ("on", "2026-13-01")),
        *(("acknowledged", "x"), ("acknowledged", [1])),
    ],
)
def test_a_field_of_another_kind_is_refused_and_never_read_as_something(
    key: str, value: object
) -> None:
    """Neither a number as text nor a truth as a number."""
    entry = entry_of(Event("filed", "r", dt.date(2026, 12, 1), "a", "county"), AT)
    with pytest.raises(Refused) as refused:
        event_of(attrs.evolve(entry, body={**entry.body, key: value}))

    assert dict(refused.value.findings[0].params) == {"key": key}
