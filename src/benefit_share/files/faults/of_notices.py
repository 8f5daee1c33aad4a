"""What keeps a notice or a chart from being written."""

from __future__ import annotations

from benefit_share.findings import Kind, Severity

__all__ = ["NOTICE_OTHER_ROWS", "NOTICE_SEALED", "NOT_A_RESULT", "NO_CHARTS"]

NOTICE_SEALED = Kind(
    "notice.not-sealed",
    Severity.ERROR,
    "There is no sealed run in this folder: '{file}' is missing or cannot be read.",
    "Name the folder that 'benefit-share seal' wrote, with public/ and restricted/ in it.",
)
NOTICE_OTHER_ROWS = Kind(
    "notice.other-rows",
    Severity.ERROR,
    "The inputs in this folder do not give the rows that were sealed.",
    "Let nobody change a sealed folder; write the notice with the version that sealed the run.",
)
NO_CHARTS = Kind(
    "charts.not-installed",
    Severity.ERROR,
    "Charts are drawn by the packages altair and vl-convert, which are not installed.",
    'Install them with: pip install "benefit-share[plots]".',
)
NOT_A_RESULT = Kind(
    "charts.not-a-result",
    Severity.ERROR,
    "This is not the summary of an earlier result.",
    "Give the folder that 'benefit-share run' wrote a year before.",
)
