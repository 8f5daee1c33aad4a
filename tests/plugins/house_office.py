"""A small case with a procedure, and the people who take it from proposal to filing.

Three synthetic households; the village proposes and posts, the township reviews, the county files.
The notice hangs three days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benefit_share.errors import Refused
from benefit_share.files import STORAGE, Storage
from benefit_share.files.office.acting import do_beside, do_stage
from benefit_share.files.office.folder import Office
from benefit_share.files.office.proposing import propose
from benefit_share.files.office.recording import Done
from benefit_share.files.office.sign_off import SignOff
from benefit_share.procedure.model import Act

PLAN = """\
plan: {id: village, version: 1, from: 2020-01-01, to: 2020-12-31, currency: CNY}
pools: {net: {per: collective, fed_by: {income: {}}}}
steps:
  - {id: all, from: net, take: remaining, among: households, share: household.size,
     if_none: refuse, clause: "2"}
procedure:
  stages:
    - {id: proposal, act: propose, role: village}
    - {id: posting, act: post, role: village, notice: {days: 3}}
    - {id: review, act: review, role: township}
    - {id: filing, act: file, role: county}
"""
FILES: Mapping[str, str] = MappingProxyType(
    {
        "plan.yaml": PLAN,
        "collectives.csv": "id,name\nv1,合成村\n",
        "assets.csv": "id,kind,capacity,capacity_unit\na1,greenhouse,12.5,mu\n",
        "income.csv": "id,asset,received_on,kind,amount\ni1,a1,2020-05-01,rent,1000.00\n",
        "households.csv": "id,collective,head\nh1,v1,合成甲\nh2,v1,合成乙\nh3,v1,合成丙\n",
        "members.csv": (
            "id,household,name,born_on\np1,h1,合成甲,1970-01-01\np2,h1,合成小,2001-02-28\n"
            "p3,h2,合成乙,1965-12-31\np4,h3,合成丙,1950-10-10\n"
        ),
    }
)
PEOPLE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "propose": ("Wang", "village"),
        "supersede": ("Wang", "village"),
        "post": ("Wang", "village"),
        "object": ("Zhao", "household"),
        "resolve": ("Li", "township"),
        "review": ("Li", "township"),
        "return": ("Li", "township"),
        "file": ("Zhang", "county"),
        "void": ("Zhang", "county"),
    }
)
DISTRIBUTION = "village.v1.2020.regular"
RUN_KEY = bytes(range(32))


def written(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the case into a folder, with some of its files changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**FILES, **(changes or {})}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def moment(day: int, hour: int = 2) -> str:
    """A time of the year 2021, counted in days from its first."""
    month, of_month = divmod(day - 1, 28)
    return f"2021-{month + 1:02}-{of_month + 1:02}T{hour:02}:00:00Z"


def signing(command: str, day: int, **keys: Any) -> SignOff:
    """Who does what, on which day."""
    person, role = PEOPLE[command]
    return SignOff(person, role, moment(day), **keys)


def done(
    folder: Path, command: str, day: int, case: Path, storage: Storage = STORAGE, **more: Any
) -> Done:
    """Do something in the folder of the distribution, as the right person on a day."""
    office, who = Office(folder, storage), signing(command, day)
    if command in {"propose", "supersede"}:
        replaces = command == "supersede"
        return propose(office, case, who, run_key=RUN_KEY, replaces=replaces)[0]
    if command in {"post", "review", "file"}:
        return do_stage(office, Act[command.upper()], who)
    return do_beside(office, command, who, **more)


def refused(call: Callable[[], object]) -> list[str]:
    """Return the codes with which a call is refused, without the room's name; none if it is not."""
    try:
        call()
    except Refused as refusal:
        return [one.code.removeprefix("procedure.") for one in refusal.findings]
    return []


def public(folder: Path) -> dict[str, bytes]:
    """Return the files of a public folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
