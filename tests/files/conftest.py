"""A small whole case, and a way to write it with changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

PLAN = """\
plan: {id: village, version: 1, from: 2020-01-01, to: 2020-12-31, currency: CNY}
facts:
  status: {values: [policy, other], title: {zh: 户类型, en: standing}}
  illness: {of: person, values: [none, serious], none: none}
  income: {type: money, none: "0"}
  able: {of: person, type: boolean, none: "true"}
  since: {type: date, none: 2020-01-01}
  land: {type: number, unit: mu, none: "0"}
figures: [{id: grant, is: decided, unit: yuan, by: collective, clause: "1"}]
registers:
  posts: {holder: person, listed_by: collective,
          columns: {wage: yuan/month, months: month, rate: share, note: text}}
  certificates: {holder: household, about: asset, title: {zh: 收益权证, en: certificates}}
accounts: {carried: {held: collective}, backpay: {owed: claimant}}
points: {items: [{id: work, give: 1}, {id: litter, give: -1, deduction: true}]}
pools: {net: {per: collective, fed_by: {income: {}}, opening: carried}}
steps:
  - {id: all, from: net, take: remaining, among: households,
     who: {status: policy, any_member: {able: true}},
     share: household.size, if_none: refuse, clause: "2"}
"""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "plan.yaml": PLAN,
        "collectives.csv": "id,name\nv1,一村\n",
        "assets.csv": "id,kind,capacity,capacity_unit\na1,greenhouse,12.5,mu\n",
        "income.csv": (
            "id,asset,received_on,kind,amount\n"
            "i1,a1,2020-05-01,rent,1234.50\ni2,a1,2020-06-01,clawback,-10\n"
        ),
        "households.csv": (
            "id,collective,group,head,from,to,status\n"
            "h1,v1,1,张三,,,policy\nh2,v1,1,李四,2019-03-01,,policy\n"
            "h3,v1,2,王五,,2020-06-30,other\n"
        ),
        "members.csv": (
            "id,household,name,born_on,able\n"
            "p1,h1,张三,1970-01-01,是\np2,h1,张小,2001-02-28,\n"
            "p3,h2,李四,1965-12-31,yes\np4,h3,王五,1950-10-10,false\n"
        ),
    }
)
"""A whole case in which there is nothing to find."""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the small case into a folder, with files given as bytes, as text, or None for none."""

    def written(changes: Mapping[str, bytes | str | None] | None = None) -> Path:
        folder = tmp_path / "case"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, content in {**FILES, **(changes or {})}.items():
            if content is not None:
                data = content.encode("utf-8") if isinstance(content, str) else content
                (folder / name).write_bytes(data)
        return folder

    return written


@pytest.fixture
def files() -> Mapping[str, str]:
    """The files of the small case."""
    return FILES
