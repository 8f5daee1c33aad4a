"""Files: the only room that reads and writes them.

Here live storage, the reader of a case folder, limits, the JSON Schema of plans and the whole writing of results;
what a value means, and any arithmetic, never does.
"""

from benefit_share.files.case_folder import Reading, read_case, read_case_findings, read_folder
from benefit_share.files.csv_reader import Limits
from benefit_share.files.plan_file import read_plan
from benefit_share.files.storage import STORAGE, Storage

__all__ = [
    "STORAGE",
    "Limits",
    "Reading",
    "Storage",
    "read_case",
    "read_case_findings",
    "read_folder",
    "read_plan",
]
