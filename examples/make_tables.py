"""Make the tables of the examples: `python examples/make_tables.py`.

Plain arithmetic, nothing random: the same bytes on every machine, which a test holds against the
committed files. Published figures are written as they were published; everything else is made here
and says so in the `case.yaml` and README of its folder. Names read 合成001, and no table holds an
identity number or an account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

Row = Sequence[object]
T = TypeVar("T")

HERE = Path(__file__).parent


def table(header: str, rows: Iterable[Row]) -> str:
    """Return a table as CSV; no cell here needs quotation marks."""
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


def yuan(fen: int) -> str:
    """Return whole fen as yuan."""
    return f"{fen // 100}.{fen % 100:02}"


def spread(counts: Mapping[T, int], factor: int) -> list[T]:
    """Return each value as often as *counts* says, scattered: place i takes the (i × factor)-th."""
    row = [value for value, count in counts.items() for _ in range(count)]
    return [row[place * factor % len(row)] for place in range(len(row))]


NUMERALS = "一二三四五六七八九"


# ---- 莘州街道: eight greenhouses ---------------------------------------------------------------

ENTITLED = 151
SIZES = {1: 47, 2: 61, 3: 30, 4: 10, 5: 3}  # 151 households, 314 persons
CATEGORIES = {"lifted": 78, "dibao": 41, "destitute": 13, "borderline": 14, "sudden_hardship": 5}


def greenhouse() -> dict[str, str]:
    """The roster, the facts and the points ledger of the flagship: all of it synthetic."""
    sizes = [*spread(SIZES, 67), 2, 3, 2, 1, 2, 4, 1, 3, 2]
    ids = [f"H{number:03}" for number in range(1, len(sizes) + 1)]
    return {
        "assets.csv": table(
            "id,kind,name,commissioned_on,capacity,capacity_unit",
            [("greenhouses", "greenhouse", "智能育苗温室(8座)", "2019-04-30", 8, "piece")],
        ),
        "ownership.csv": table(
            "asset,owner,quantity,unit,from,to",
            [("greenhouses", "shenzhou", 8, "piece", "2019-04-30", "")],
        ),
        "funding.csv": table("asset,source,amount", [("greenhouses", "县级资金", "2000000.00")]),
        "contracts.csv": table(
            "id,asset,kind,from,to,unit_price,due_on",
            [("lease", "greenhouses", "rent", "2019-05-01", "2024-04-30", "24500.00", "")],
        ),
        "income.csv": table(
            "id,asset,contract,received_on,kind,amount,evidence",
            [
                ("r1", "greenhouses", "lease", "2020-06-28", "rent", "98000.00", "合成-银行回单1"),
                ("r2", "greenhouses", "lease", "2020-12-21", "rent", "96792.15", "合成-银行回单2"),
            ],
        ),
        "households.csv": table(
            "id,collective,group,head",
            [
                (one, "shenzhou", f"合成{NUMERALS[place % 8]}村", f"{one}-1")
                for place, one in enumerate(ids)
            ],
        ),
        "members.csv": table(
            "id,household,name,born_on,relation,from,to", _greenhouse_members(ids, sizes)
        ),
        "facts.csv": table(
            "subject,fact,value,from,to,recorded_on,evidence", _greenhouse_facts(ids)
        ),
        "points.csv": table(
            "id,subject,item,on,quantity,recorded_on,evidence", _greenhouse_points(ids)
        ),
    }


def _greenhouse_members(ids: Sequence[str], sizes: Sequence[int]) -> Iterable[Row]:
    relations = ("户主", "配偶", "子女", "子女", "父母")
    born = (1948, 1951, 1979, 2006, 1932)
    for place, (one, size) in enumerate(zip(ids, sizes, strict=True), 1):
        for member in range(size):
            year = min(born[member] + place * 11 % 17, 2019)
            day = f"{year}-{1 + place % 12:02}-{1 + place * 7 % 28:02}"
            name = f"合成{place:03}" + ("" if member == 0 else f"·{member + 1}")
            yield f"{one}-{member + 1}", one, name, day, relations[member], "2019-01-01", ""
    # A death before the record date, and a birth after it: neither is counted on it.
    yield "H010-9", "H010", "合成010·9", "1931-02-03", "父母", "2019-01-01", "2020-08-15"
    yield "H020-9", "H020", "合成020·9", "2021-01-05", "子女", "2021-01-05", ""


def _greenhouse_facts(ids: Sequence[str]) -> Iterable[Row]:
    first, known = "2019-01-01", "2020-01-10"
    categories = spread(CATEGORIES, 40)
    for place, (one, category) in enumerate(zip(ids[:ENTITLED], categories, strict=True), 1):
        status = first if place % 50 else "2020-05-01"  # three were taken in during the year
        yield one, "status", "policy", status, "", max(status, known), "合成-台账"
        if category == "dibao" and place % 9 == 0:  # first borderline, dibao since July
            yield one, "category", "borderline", first, "2020-06-30", known, "合成-台账"
            yield one, "category", "dibao", "2020-07-01", "", "2020-07-06", "合成-批文"
        else:
            yield one, "category", category, first, "", known, "合成-台账"
    # H005 is destitute since November, but that was recorded after the day the run knows of.
    yield ids[4], "category", "destitute", "2020-11-01", "", "2021-02-03", "合成-批文"
    for one in ids[ENTITLED:]:
        ordinary = one not in {"H153", "H154", "H155"}
        if ordinary:
            yield one, "status", "ordinary", first, "", known, "合成-台账"
        elif one == "H154":  # left the list in the middle of the year
            yield one, "status", "policy", first, "2020-06-30", known, "合成-台账"
            yield one, "status", "ordinary", "2020-07-01", "", "2020-07-06", "合成-退出审批"
        else:
            yield one, "status", "policy", first, "", known, "合成-台账"
        if not ordinary:
            yield one, "category", "lifted", first, "", known, "合成-台账"
    yield "H153-2", "budget_paid", "yes", "2020-09-01", "", "2020-09-10", "合成-比对"
    yield "H155-1", "budget_paid", "yes", "2018-03-01", "", known, "合成-比对"
    yield "H157", "status", "policy", "2020-12-01", "", "2021-02-03", "合成-批文"


def _greenhouse_points(ids: Sequence[str]) -> Iterable[Row]:
    rows: list[tuple[str, str, str, object, str]] = []
    for place, one in enumerate(ids, 1):
        rows += [
            (one, "yard", f"2020-{quarter * 3 + 3:02}-25", 1, "合成-评比表")
            for quarter in range(4)
            if (place * 5 + quarter * 3) % 7 > quarter
        ]
        if place * 7 % 13:
            rows.append((one, "work", "2020-12-20", place * 7 % 13, "合成-务工证明"))
        for turn in range(place % 3):
            day = f"2020-{2 + turn * 4 + place % 3:02}-{1 + place % 28:02}"
            rows.append((one, "labour", day, 3 + (place + turn) % 6, "合成-出勤表"))
        if place % 3 == 0:
            day = f"2020-{4 + place % 7:02}-15"
            rows.append((one, "training", day, 1 + place % 5, "合成-签到表"))
        if place % 5 == 0:
            rows.append((one, "help", f"2020-{1 + place % 11:02}-08", 1 + place % 4, "合成-证明"))
        if place % 17 == 0:
            rows.append((one, "litter", f"2020-{3 + place % 9:02}-19", 1, "合成-巡查照片"))
    rows.append(("H020", "honour", "2020-10-17", 10, "合成-街道批示"))
    rows.append(("H001", "training", "2019-12-12", 2, "合成-签到表"))  # of the year before
    ordered = sorted(rows, key=lambda row: (row[2], row[0], row[1]))
    for number, (one, item, day, quantity, evidence) in enumerate(ordered, 1):
        recorded = f"{day[:8]}28" if day[8:] < "28" else day
        yield f"P{number:04}", one, item, day, quantity, recorded, evidence
    # Entered only after the day the run knows of: it does not count.
    yield f"P{len(ordered) + 1:04}", "H002", "help", "2020-12-30", 2, "2021-02-03", "合成-证明"


# ---- 张寨镇: eleven stations in nine villages and a stake --------------------------------------

# Synthetic: village of each station, kW, feed-in and subsidy in fen. v1 and v4 have two each; the
# last is joint, and its owners stand in `JOINT`.
STATIONS = (
    ("v1", 30, 941_732, 788_118),
    ("v1", 20, 618_940, 525_207),
    ("v2", 25, 790_251, 660_374),
    ("v3", 25, 768_813, 648_930),
    ("v4", 20, 611_376, 529_112),
    ("v4", 20, 622_905, 519_846),
    ("v5", 25, 779_467, 655_081),
    ("v6", 20, 607_218, 521_393),
    ("v7", 20, 615_530, 528_460),
    ("v8", 25, 771_994, 651_707),
    ("", 60, 1_864_209, 1_572_653),
)
JOINT = (("v9", 30), ("v2", 15), ("v6", 15))
STAKE = (100_000, 110_000, 120_000, 90_000, 110_000, 130_000, 140_000, 100_000, 100_000)
POSTS = (5, 5, 5, 5, 4, 5, 5, 5, 5)  # 44 in all
POLICY = {1: 153, 2: 90, 3: 30}  # 273 households, 423 persons
NEEDS = {"lifted": 150, "dibao": 78, "destitute": 28, "monitored": 17}


def solar() -> dict[str, str]:
    """The stations, their receipts and the people of nine villages: all of it synthetic."""
    villages = [f"v{number}" for number in range(1, 10)]
    stations = [f"s{number:02}" for number in range(1, len(STATIONS) + 1)]
    sizes = spread(POLICY, 40)
    needs = spread(NEEDS, 100)
    homes = [villages[place % 9] for place in range(len(sizes))]
    ids = [f"Z{place:03}" for place in range(1, len(sizes) + 1)]
    kept = list(zip(ids, homes, sizes, needs, strict=True))
    return {
        "collectives.csv": table(
            "id,name",
            [(one, f"张寨镇合成{NUMERALS[place]}村") for place, one in enumerate(villages)],
        ),
        "assets.csv": table(
            "id,kind,name,commissioned_on,capacity,capacity_unit",
            [
                *(
                    (one, "solar_station", f"{place}号分布式电站", "2017-06-30", kilowatts, "kW")
                    for place, (one, (_, kilowatts, _, _)) in enumerate(
                        zip(stations, STATIONS, strict=True), 1
                    )
                ),
                ("guancheng", "equity", "观城集中式电站入股", "2018-01-01", "", ""),
            ],
        ),
        "funding.csv": table("asset,source,amount", [("guancheng", "扶贫资金", "1000000.00")]),
        "ownership.csv": table(
            "asset,owner,quantity,unit,from,to",
            [
                *(
                    (one, owner, kilowatts, "kW", "2017-06-30", "")
                    for one, (owner, kilowatts, _, _) in zip(stations, STATIONS, strict=True)
                    if owner
                ),
                *((stations[-1], owner, part, "kW", "2017-06-30", "") for owner, part in JOINT),
                *(
                    ("guancheng", one, part, "yuan", "2018-01-01", "")
                    for one, part in zip(villages, STAKE, strict=True)
                ),
            ],
        ),
        "income.csv": table(
            "id,asset,received_on,kind,amount,evidence",
            [
                *(
                    (f"{one}-{kind[0]}", one, day, kind, yuan(fen), "合成-结算单")
                    for one, (_, _, *fens) in zip(stations, STATIONS, strict=True)
                    for kind, day, fen in zip(
                        ("feed_in", "subsidy"), ("2020-12-10", "2020-12-24"), fens, strict=True
                    )
                ),
                ("stake", "guancheng", "2020-12-18", "dividend", "60000.00", "合成-分红单"),
            ],
        ),
        "households.csv": table(
            "id,collective,head,status,category",
            [(one, home, f"{one}-1", "policy", need) for one, home, _, need in kept],
        ),
        "members.csv": table(
            "id,household,name",
            [
                (f"{one}-{member}", one, f"合成{one[1:]}" + (f"·{member}" if member > 1 else ""))
                for one, _, size, _ in kept
                for member in range(1, size + 1)
            ],
        ),
        "posts.csv": table("holder,duty,wage,months,attendance", _posts(kept, villages)),
    }


def _posts(kept: Sequence[tuple[str, str, int, str]], villages: Sequence[str]) -> Iterable[Row]:
    """Yield the posts of each village: its first households of two or three, one person each."""
    duties = ("保洁", "护林", "电站看护", "敬老", "巡查")
    for village, count in zip(villages, POSTS, strict=True):
        fitting = [one for one, home, size, _ in kept if home == village and size > 1][:count]
        for place, one in enumerate(fitting):
            wage = 300 + 50 * (place % 5)
            attendance = "19/20" if place == 1 else 1
            yield f"{one}-2", duties[place], f"{wage}.00", 4 + place % 3, attendance


# ---- 大崇村: points ---------------------------------------------------------------------------

HIGH = 20  # with 蒙月妹 there are 21 households above 1,000 yuan
LOW = 396
POINTS = 668_819
PUBLISHED = 12_940


def dachong() -> dict[str, str]:
    """One household as published; the points of the other 416 add up to the published total."""
    high = [4_180 + 233 * place for place in range(HIGH)]
    low = [345 + 5 * (place * 37 % LOW) for place in range(LOW)]
    missing = POINTS - PUBLISHED - sum(high) - sum(low)
    low = [points + (place < missing) for place, points in enumerate(low)]
    mixed = [*low]
    for place, points in enumerate(high):
        mixed.insert(7 + place * 20, points)
    ids = [f"D{number:03}" for number in range(1, len(mixed) + 1)]
    ledger = [("mengyuemei", PUBLISHED), *zip(ids, mixed, strict=True)]
    heads = ["蒙月妹", *(f"合成{one[1:]}" for one in ids)]
    return {
        "assets.csv": table("编号,种类,名称", [("village", "enterprise", "村集体产业")]),
        "income.csv": table(
            "编号,资产,收款日期,种类,金额",
            [("net", "village", "2021-12-31", "net", "337000.00")],
        ),
        "households.csv": table(
            "户编号,集体,户主",
            [(one, "dachong", head) for (one, _), head in zip(ledger, heads, strict=True)],
        ),
        "points.csv": table(
            "对象,项目,日期,数量", [(one, "year_total", "2021-12-31", many) for one, many in ledger]
        ),
    }


# ---- 梁堂镇 and 前何仲村: equal shares -----------------------------------------------------------

LISTS = (  # id, kind, name, fen, persons on its list; 270 households stand on that of the station
    ("qianhezhong", "village_project", "前何仲村项目", 2_253_520, 16),
    ("mushroom", "mushroom", "食用菌项目", 13_000_000, 116),
    ("third", "town_project", "第三个项目", 632_000, 21),
    ("fourth", "town_project", "第四个项目", 464_000, 25),
    ("fifth", "town_project", "第五个项目", 1_138_500, 17),
)
STATION_LIST = 270


def equal() -> dict[str, str]:
    """Six projects as published; who stands on the lists is synthetic."""
    listed = [project for project, _, _, _, count in LISTS for _ in range(count)]
    ids = [f"Q{number:03}" for number in range(1, STATION_LIST + 1)]
    home = [min(place // 2, STATION_LIST - 1) for place in range(len(listed))]
    living: dict[int, list[str]] = {place: [] for place in range(STATION_LIST)}
    rows = []
    for place, project in enumerate(listed):
        person = f"{ids[home[place]]}-{len(living[home[place]]) + 1}"
        living[home[place]].append(person)
        rows.append((person, project, "2017-01-01", ""))
    for place, inside in living.items():
        if not inside:
            inside.append(f"{ids[place]}-1")
    return {
        "collectives.csv": table(
            "id,name", [("qianhezhong", "前何仲村"), ("liangtang", "梁堂镇其他各村")]
        ),
        "assets.csv": table(
            "id,kind,name",
            [
                ("station", "solar_station", "光伏电站"),
                *((f"p-{one}", kind, name) for one, kind, name, _, _ in LISTS),
            ],
        ),
        "income.csv": table(
            "id,asset,received_on,kind,amount",
            [
                ("station", "station", "2017-12-31", "feed_in", "398000.00"),
                *(
                    (one, f"p-{one}", "2017-12-31", "项目收益", yuan(fen))
                    for one, _, _, fen, _ in LISTS
                ),
            ],
        ),
        "households.csv": table(
            "id,collective,head",
            [
                (one, "qianhezhong" if place < LISTS[0][4] // 2 else "liangtang", f"{one}-1")
                for place, one in enumerate(ids)
            ],
        ),
        "members.csv": table(
            "id,household,name",
            [
                (
                    person,
                    ids[place],
                    f"合成{ids[place][1:]}" + ("" if person.endswith("-1") else "·2"),
                )
                for place, inside in living.items()
                for person in inside
            ],
        ),
        "household_list.csv": table(
            "household,asset,from,to", [(one, "station", "2017-01-01", "") for one in ids]
        ),
        "person_list.csv": table(
            "person,asset,from,to", [(one, f"p-{project}", *days) for one, project, *days in rows]
        ),
    }


# ---- 永吉县: five incomes, two uses, a remainder -------------------------------------------------


def residue() -> dict[str, str]:
    """Five incomes and two decided uses, all published; the amounts are written in 万元."""
    published = (
        ("solar", "solar_station", "光伏电站", "300"),
        ("coldstore", "cold_store", "冷库", "72.679103"),
        ("papaya", "plantation", "木瓜", "37.049189"),
        ("ricemill", "rice_mill", "大米加工", "10"),
        ("machinery", "machinery", "农机", "12"),
    )
    return {
        "assets.csv": table("编号,种类,名称", [row[:3] for row in published]),
        "income.csv": table(
            "编号,资产,收款日期,种类,金额(万元),凭证",
            [(one, one, "2021-01-20", "项目收益", sum_, "公示") for one, _, _, sum_ in published],
        ),
        "decisions.csv": table(
            "决议数,金额,会议纪要",
            [
                ("public", "2170000.00", "县领导小组使用计划(公示期1月22日至31日)"),
                ("families", "2147200.00", "县领导小组使用计划(公示期1月22日至31日)"),
            ],
        ),
    }


# ---- 萨嘎县: category × size --------------------------------------------------------------------

GROUPS = (
    ("lifted", 944, 3_493),
    ("monitored", 74, 286),
)  # category, households, persons: as published
BACK_PAY = "139.00"


def saga() -> dict[str, str]:
    """Households and persons of each category as published; their spread over sizes is synthetic.

    Sizes run 1 to 6 in turn, and the persons still missing live in the households of six: a rule
    that knows nothing of the amounts. Of the 26 without labour the relief of 13,100 leaves one way
    only: 25 of one or two persons, one of three or more.
    """
    rows: list[tuple[str, str, int]] = []
    for category, households, persons in GROUPS:
        sizes = [place % 6 + 1 for place in range(households)]
        large = [place for place, size in enumerate(sizes) if size == 6]
        for turn in range(persons - sum(sizes)):
            sizes[large[turn % len(large)]] += 1
        rows += [("", category, size) for size in sizes]
    rows += [("", "no_labour", size) for size in (*[1] * 22, *[2] * 3, 3)]
    named = [(f"S{place:04}", category, size) for place, (_, category, size) in enumerate(rows, 1)]
    return {
        "assets.csv": table(
            "id,kind,name",
            [("projects", "project", "六个产业项目"), ("relief", "relief_fund", "救助资金")],
        ),
        "income.csv": table(
            "id,asset,received_on,kind,amount",
            [
                ("dividend", "projects", "2022-06-15", "dividend", "686563.00"),
                ("relief", "relief", "2022-06-15", "救助资金", "13100.00"),
            ],
        ),
        "households.csv": table(
            "id,collective,category,persons", [(one, "saga", *rest) for one, *rest in named]
        ),
        "balances.csv": table(
            "account,kind,holder,put_in,taken_out,from_run",
            [
                ("backpay", "owed", one, BACK_PAY, "0.00", "")
                for one, category, _ in named
                if category != "no_labour"
            ],
        ),
    }


# ---- 文登: credit points, person by person ------------------------------------------------------

CREDIT_SIZES = {1: 18, 2: 24, 3: 12, 4: 6}  # 60 households, 126 persons, all synthetic

# Subject, item, day, quantity, evidence, act, state: one mechanism of the rules after the other.
CREDIT: tuple[tuple[str, str, str, object, str, str, str], ...] = (
    # Donations: 0.9 + 11 points; 46 points limited to 40; 0.5 points, and training limited to 3.
    ("W001-1", "gift", "2021-02-11", 95, "", "", ""),
    ("W001-1", "gift", "2021-06-01", 1400, "", "", ""),
    ("W002-1", "gift", "2021-05-12", 26000, "", "", ""),
    *(("W003-1", "training", f"2021-0{month}-05", 1, "", "", "") for month in range(2, 7)),
    ("W003-1", "gift", "2021-09-09", 57, "", "", ""),
    # 1040 is three stars, the tenth more is four.
    ("W004-1", "gift", "2021-05-12", 26000, "", "", ""),
    ("W004-1", "army", "2021-08-01", 1, "", "", ""),
    ("W004-1", "noise", "2021-08-02", 1, "", "", ""),
    ("W005-1", "gift", "2021-04-04", 15, "", "", ""),
    ("W005-1", "blood", "2021-04-05", 4, "", "", ""),
    # Hours of two years: 90 + 120 + 95 = 305, the highest tier; and blood twice.
    ("W006-1", "hours", "2020-02-20", 90, "", "", ""),
    ("W006-1", "hours", "2020-08-15", 120, "", "", ""),
    ("W006-1", "hours", "2021-07-20", 95, "", "", ""),
    ("W006-1", "blood", "2021-03-03", 2, "", "", ""),
    # Littering three times, each within the validity of the one before: 5 + 10 + 10.
    *(("W007-1", "litter", f"2021-0{month}-10", 1, "", "", "") for month in (3, 4, 5)),
    # At most 40 points: a year, expired. More than 40: two years, still valid.
    ("W008-1", "litter", "2020-11-30", 1, "", "", ""),
    ("W008-1", "false_claim", "2020-03-15", 1, "", "", ""),
    # One act, two items: the larger deduction. Beside it a good act of its own.
    ("W009-1", "litter", "2021-06-06", 1, "", "a1", ""),
    ("W009-1", "gambling", "2021-06-06", 1, "", "a1", ""),
    ("W009-1", "flowers", "2021-06-20", 1, "", "", ""),
    # A veto: 0 points, and what was done since is recorded only. The next was put right: -60.
    ("W010-1", "training", "2021-02-02", 1, "", "", ""),
    ("W010-1", "veto", "2021-04-01", 1, "", "", ""),
    ("W010-1", "blood", "2021-09-01", 1, "", "", ""),
    ("W011-1", "veto", "2021-04-01", 1, "", "", "repaired"),
    # Demoted by the district to B, C and D: points off, additions since then frozen.
    ("W012-1", "demoted_b", "2020-02-01", 1, "", "", ""),
    ("W012-1", "blood", "2021-05-05", 1, "", "", ""),
    ("W013-1", "demoted_c", "2020-06-01", 1, "", "", ""),
    ("W014-1", "demoted_d", "2020-09-01", 1, "", "", ""),
    ("W014-1", "litter", "2021-05-05", 1, "", "", ""),
    # What the family did goes to the head, whoever is named; the yard by persons, once a quarter.
    ("W018-2", "parents", "2021-03-08", 1, "", "", ""),
    ("W016", "yard", "2021-01-15", 1, "", "", ""),
    ("W016", "yard", "2021-03-20", 1, "", "", ""),
    # An objection is open; an honour without approval, four with it: the first has expired.
    ("W021-1", "other_bad", "2021-10-10", -30, "", "", "pending"),
    ("W022-1", "other_bad", "2021-10-10", -30, "", "", ""),
    ("W023-1", "honour_district", "2021-03-01", 20, "", "", ""),
    ("W024-1", "honour_district", "2020-03-01", 20, "合成-批文1", "", ""),
    ("W024-1", "honour_city", "2020-05-01", 30, "合成-批文2", "", ""),
    ("W025-1", "honour_province", "2020-05-02", 40, "合成-批文3", "", ""),
    ("W026-1", "honour_nation", "2020-05-03", 60, "合成-批文4", "", ""),
    # Works blocked, with and without gravity.
    ("W027-1", "blocked", "2021-05-20", 1, "", "", ""),
    ("W028-1", "blocked_gravely", "2020-05-20", 1, "", "", ""),
)
STANDING = (("W030", "studying"), ("W031", "moved_out"), ("W032", "investigated"))


def credit() -> dict[str, str]:
    """A village of sixty households under the published rules: every person is synthetic."""
    sizes = spread(CREDIT_SIZES, 7)
    ids = [f"W{number:03}" for number in range(1, len(sizes) + 1)]
    persons = [
        (f"{one}-{member}", one, place, member)
        for place, (one, size) in enumerate(zip(ids, sizes, strict=True), 1)
        for member in range(1, size + 1)
    ]
    return {
        "assets.csv": table("id,kind,name", [("shop", "shop", "合成村集体门面房")]),
        "income.csv": table(
            "id,asset,received_on,kind,amount,evidence",
            [("rent", "shop", "2021-12-20", "rent", "3000.00", "合成-银行回单")],
        ),
        "households.csv": table(
            "id,collective,head", [(one, "village", f"{one}-1") for one in ids]
        ),
        "members.csv": table(
            "id,household,name",
            [
                (person, one, f"合成{place:03}" + ("" if member == 1 else f"·{member}"))
                for person, one, place, member in persons
            ],
        ),
        "facts.csv": table(
            "subject,fact,value,from,to,recorded_on,evidence",
            [
                (one, "standing", value, "2021-01-01", "", "2021-12-20", "合成-村信用议事会")
                for one, value in STANDING
            ],
        ),
        "points.csv": table(
            "id,subject,item,on,quantity,recorded_on,evidence,act,state", _credit_points(persons)
        ),
    }


def _credit_points(persons: Sequence[tuple[str, str, int, int]]) -> Iterable[Row]:
    rows = list(CREDIT)
    for number, (person, _, place, _) in enumerate(persons):
        if place > 33:  # the others do small things, one after the other
            item = ("training", "army", "flowers", "sorting", "dog", "blood", "lamp")[number % 7]
            rows.append((person, item, f"2021-{1 + number % 12:02}-17", 1, "", "", ""))
            if number % 5 == 0:
                rows.append((person, "hours", "2021-10-05", 4 + number, "", "", ""))
            if number % 9 == 0:
                rows.append((person, "gift", "2021-11-11", 20 + number * 10, "", "", ""))
    ordered = sorted(rows, key=lambda row: (row[2], row[0], row[1]))
    for place, (person, item, day, quantity, evidence, act, state) in enumerate(ordered, 1):
        recorded = f"{day[:8]}28"
        yield f"P{place:03}", person, item, day, quantity, recorded, evidence, act, state


# ---- 后加楼村 and 二岭村: uses that must reach the pool ----------------------------------------

WELFARE_POSTS = [*["保洁"] * 12, "电站管护", *["养老护理"] * 3]


def half_year() -> dict[str, str]:
    """Six elders, and sixteen posts held by members of other households."""
    count = 6 + len(WELFARE_POSTS)
    ids = [f"J{number:02}" for number in range(1, count + 1)]
    return {
        "assets.csv": table("id,kind,name", [("station", "solar_station", "村级光伏电站")]),
        "income.csv": table(
            "id,asset,received_on,kind,amount",
            [("half", "station", "2019-06-28", "feed_in", "41500.00")],
        ),
        "households.csv": table(
            "id,collective,head,category",
            [
                (one, "houjialou", f"{one}-1", "no_labour" if place < 6 else "other")
                for place, one in enumerate(ids)
            ],
        ),
        "members.csv": table(
            "id,household,name",
            [(f"{one}-1", one, f"合成{place:03}") for place, one in enumerate(ids, 1)],
        ),
        "posts.csv": table(
            "holder,duty",
            [(f"{one}-1", duty) for one, duty in zip(ids[6:], WELFARE_POSTS, strict=True)],
        ),
    }


def complaint() -> dict[str, str]:
    """Fifty-three registered households, of which the complaint says that twenty were paid."""
    return {
        "assets.csv": table("id,kind,name", [("station", "solar_station", "投诉所称的光伏项目")]),
        "income.csv": table(
            "id,asset,received_on,kind,amount",
            [("year", "station", "2017-12-01", "feed_in", "80000.00")],
        ),
        "households.csv": table(
            "id,collective,paid",
            [
                (f"E{number:02}", "erling", "yes" if number <= 20 else "no")
                for number in range(1, 54)
            ],
        ),
    }


# ---- 少钦大同村: posts against the money for wages ----------------------------------------------


def wages() -> dict[str, str]:
    """Forty-two posts at 300 yuan, for the nine months that the money pays."""
    ids = [f"D{number:02}" for number in range(1, 43)]
    return {
        "assets.csv": table("id,kind,name", [("station", "solar_station", "300千瓦光伏电站")]),
        "income.csv": table(
            "id,asset,received_on,kind,amount",
            [("year", "station", "2020-12-01", "feed_in", "195000.00")],
        ),
        "households.csv": table("id,collective,head", [(one, "datong", f"{one}-1") for one in ids]),
        "members.csv": table(
            "id,household,name",
            [(f"{one}-1", one, f"合成{place:03}") for place, one in enumerate(ids, 1)],
        ),
        "posts.csv": table("holder,wage,months", [(f"{one}-1", "300.00", 9) for one in ids]),
    }


# ---- 高县: certificates that fall short of what they stand for ----------------------------------


def shares() -> dict[str, str]:
    """138 certificates of 7,246 yuan for a million, a guaranteed return and a profit."""
    return {
        "assets.csv": table(
            "id,kind,name",
            [("preferred", "stake", "财政资金优先股"), ("company", "company", "百家蔬果公司")],
        ),
        "contracts.csv": table(
            "id,asset,kind,from,to,rate,principal",
            [("floor", "preferred", "dividend", "2018-01-01", "2018-12-31", "5 %", "1000000.00")],
        ),
        "income.csv": table(
            "id,asset,contract,received_on,kind,amount",
            [
                ("r1", "preferred", "floor", "2018-12-20", "dividend", "50000.00"),
                ("r2", "company", "", "2018-12-20", "profit", "100000.00"),
            ],
        ),
        "households.csv": table(
            "id,collective,certificate",
            [(f"G{number:03}", "gaoxian", "7246.00") for number in range(1, 139)],
        ),
    }


# ---- 东鲁街道: who is on the list, and since when -----------------------------------------------

FILED = {1: 80, 2: 75, 3: 35, 4: 12, 5: 3}  # 205 policy households, 398 persons
BORDERLINE = {2: 4, 3: 4, 4: 1}  # 9 borderline households, 24 persons
REGISTERS = {
    "dibao": 62,
    "lifted": 74,
    "destitute": 23,
    "disabled": 21,
    "serious_illness": 16,
    "none": 9,
}


INCOMES = {"L001": 5_700, "L100": 5_200, "L150": 7_200, "L209": 5_100}
"""Reaching the line with the payout, below it with it, falling against last year, below it."""


def roster() -> dict[str, str]:
    """The published counts on the day of the look-back; everybody in them is synthetic."""
    sizes = [*spread(FILED, 67), *spread(BORDERLINE, 4), 2, 3, 1]
    ids = [f"L{number:03}" for number in range(1, len(sizes) + 1)]
    listed = ids[:214]
    return {
        "assets.csv": table("id,kind,name", [("project", "workshop", "合成扶贫车间")]),
        "income.csv": table(
            "id,asset,received_on,kind,amount,evidence",
            [("r1", "project", "2020-11-20", "rent", "168000.00", "合成-银行回单")],
        ),
        "households.csv": table(
            "id,collective,group,head",
            [
                (one, "donglu", f"合成{NUMERALS[place % 9]}村", f"{one}-1")
                for place, one in enumerate(ids)
            ],
        ),
        "members.csv": table(
            "id,household,name,born_on,from,to", _roster_members(dict(zip(ids, sizes, strict=True)))
        ),
        "facts.csv": table(
            "subject,fact,value,from,to,recorded_on,evidence", _roster_facts(ids, listed)
        ),
        # L020 was taken in by instant aid in July; L215 left the list in May.
        "listed.csv": table(
            "holder,from,to,recorded_on,evidence",
            [
                *(
                    (one, "2020-07-08", "", "2020-07-10", "合成-即时帮扶批文")
                    if one == "L020"
                    else (one, "2020-01-01", "", "2020-01-10", "合成-名册")
                    for one in listed
                ),
                ("L215", "2020-01-01", "2020-05-31", "2020-06-03", "合成-退出审批"),
                # Taken in after the look-back: it counts from the next year on.
                ("L217", "2020-12-03", "", "2020-12-04", "合成-即时帮扶批文"),
            ],
        ),
    }


def _roster_members(sizes: Mapping[str, int]) -> Iterable[Row]:
    for place, (one, size) in enumerate(sizes.items(), 1):
        for member in range(1, size + 1):
            year = (1946, 1952, 1978, 2004, 2005)[member - 1] + place * 11 % 15
            name = f"合成{place:03}" + (f"·{member}" if member > 1 else "")
            first = "2020-03-14" if (one, member) == ("L033", size) else "2019-01-01"
            born = first if first != "2019-01-01" else f"{year}-{1 + place % 12:02}-15"
            yield f"{one}-{member}", one, name, born, first, ""
    # Natural change: one died in April, one was born in March (L033's last member, above).
    yield "L034-9", "L034", "合成034·9", "1931-02-03", "2019-01-01", "2020-04-20"


def _roster_facts(ids: Sequence[str], listed: Sequence[str]) -> Iterable[Row]:
    first, known = "2020-01-01", "2020-01-10"
    kinds = spread(REGISTERS, 97)
    for place, one in enumerate(listed):
        status = "policy" if place < 205 else "borderline"
        kind = kinds[place] if place < 205 else "none"
        if one == "L020":
            yield one, "status", "ordinary", first, "2020-07-07", known, "合成-台账"
            yield one, "status", status, "2020-07-08", "", "2020-07-10", "合成-即时帮扶批文"
            yield one, "category", "sudden_hardship", "2020-07-08", "", "2020-07-10", "合成-台账"
        elif one == "L021":  # first lifted, from the minimum allowance in September to destitute
            yield one, "status", status, first, "", known, "合成-台账"
            yield one, "category", "dibao", first, "2020-08-31", known, "合成-台账"
            yield one, "category", "destitute", "2020-09-01", "", "2020-09-09", "合成-批文"
        elif one == "L022":  # recorded after the day the run knows of: the old category counts
            yield one, "status", status, first, "", known, "合成-台账"
            yield one, "category", "lifted", first, "2020-10-31", known, "合成-台账"
            yield one, "category", "lifted", "2020-11-01", "", known, "合成-台账"
            yield one, "category", "serious_illness", "2020-11-01", "", "2021-01-20", "合成-批文"
        else:
            yield one, "status", status, first, "", known, "合成-台账"
            yield one, "category", kind, first, "", known, "合成-台账"
        income = INCOMES.get(one, 5_900 + place * 37 % 3_100)
        yield one, "income_per_head", income, "", "", "2020-12-01", "合成-收入核算"
        last = 9_000 if one == "L150" else income - place % 7 * 40
        yield one, "income_last_year", last, "", "", known, "合成-收入核算"
    for one in ids[len(listed) :]:
        status = [("ordinary", first, "")]
        if one == "L215":
            status = [("policy", first, "2020-05-31"), ("ordinary", "2020-06-01", "")]
        if one == "L217":
            status = [("ordinary", first, "2020-12-02"), ("policy", "2020-12-03", "")]
        for value, start, end in status:
            recorded = known if start == first else f"{start[:8]}04"
            yield one, "status", value, start, end, recorded, "合成-台账"


# ---- 张寨镇: the other projects, each with a list of its own -----------------------------------

LABOURLESS = 27  # in three villages, nine each
PEOPLE = 150  # households of two: 300 people of the donkey farm and the two greenhouses
GROWERS = ("3.5", "5", "6.5", "5")  # mu, forty times: 160 households, 800 mu


def projects() -> dict[str, str]:
    """Three lists as published by their numbers; who stands on them is synthetic."""
    alone = [f"N{number:02}" for number in range(1, LABOURLESS + 1)]
    pairs = [f"B{number:03}" for number in range(1, PEOPLE + 1)]
    growers = [*pairs[:40], *(f"G{number:03}" for number in range(1, 121))]
    everybody = [*alone, *pairs, *growers[40:]]
    village = {one: f"v{1 + place % 3}" for place, one in enumerate(alone)}
    # N27 is on the list of its village, but found able to work: a condition keeps it out.
    people = [
        *((f"{one}-1", "greenhouse60") for one in alone),
        *((f"{one}-{member}", "donkeys") for one in pairs[:50] for member in (1, 2)),
        *((f"{one}-{member}", "greenhouses2") for one in pairs[50:] for member in (1, 2)),
    ]
    jobs = [(f"{one}-1", "donkeys") for one in pairs[:20]]
    jobs += [(f"{one}-1", "greenhouses2") for one in pairs[50:80]]
    return {
        "collectives.csv": table(
            "id,name", [(f"v{n}", f"张寨镇合成{NUMERALS[n - 1]}村") for n in range(1, 10)]
        ),
        "assets.csv": table(
            "id,kind,name,commissioned_on,capacity,capacity_unit",
            [
                (
                    "greenhouse60",
                    "collective_greenhouse",
                    "集体温室",
                    "2019-03-01",
                    "60.4",
                    "mu",
                ),
                ("sheds800", "arch_shed", "拱棚", "2019-10-01", 800, "mu"),
                ("donkeys", "donkey_farm", "养驴场", "2017-05-01", "", ""),
                ("greenhouses2", "greenhouse", "刘庄、苏村温室", "2017-06-01", 2, "piece"),
            ],
        ),
        "contracts.csv": table(
            "id,asset,kind,from,to,unit_price,due_on",
            [("lease", "greenhouse60", "rent", "2019-03-01", "2024-02-29", "900.00", "")],
        ),
        "income.csv": table(
            "id,asset,contract,received_on,kind,amount,evidence",
            [
                ("r1", "greenhouse60", "lease", "2020-12-10", "rent", "54360.00", "合成-银行回单"),
                ("r2", "sheds800", "", "2020-06-15", "subsidy", "1600000.00", "合成-拨款文"),
                ("r3", "donkeys", "", "2020-12-15", "rent", "120000.00", "合成-银行回单"),
                ("r4", "greenhouses2", "", "2020-12-18", "rent", "250000.00", "合成-银行回单"),
            ],
        ),
        "households.csv": table(
            "id,collective,head",
            [
                (one, village.get(one, f"v{1 + place % 9}"), f"{one}-1")
                for place, one in enumerate(everybody)
            ],
        ),
        "members.csv": table(
            "id,household,name,no_labour",
            [
                (
                    f"{one}-{member}",
                    one,
                    f"合成{one}" + (f"·{member}" if member > 1 else ""),
                    "yes" if one in village and one != "N27" else "no",
                )
                for one in everybody
                for member in (1, 2)[: 2 if one[0] == "B" else 1]
            ],
        ),
        "people.csv": table("holder,about", people),
        "sheds.csv": table(
            "holder,about,area",
            [(one, "sheds800", GROWERS[place % 4]) for place, one in enumerate(growers)],
        ),
        "jobs.csv": table(
            "holder,about,wage,months",
            [
                (one, asset, f"{300 + 50 * (place % 5)}.00", 3 + place % 4)
                for place, (one, asset) in enumerate(jobs)
            ],
        ),
    }


# ---- 柳家铺: rules that change in the middle of a year ------------------------------------------


def two_versions() -> dict[str, str]:
    """Sixty-one households, of which forty worked after June."""
    ids = [f"L{number:02}" for number in range(1, 62)]
    return {
        "assets.csv": table(
            "id,kind,name,commissioned_on,capacity,capacity_unit",
            [("station", "solar_station", "186千瓦光伏电站", "2017-06-30", 186, "kW")],
        ),
        "income.csv": table(
            "id,asset,received_on,kind,amount",
            [
                ("spring", "station", "2019-05-20", "feed_in", "28300.00"),
                ("autumn", "station", "2019-12-10", "feed_in", "44700.00"),
            ],
        ),
        "decisions.csv": table("figure,amount,minute", [("cost", "6200.00", "合成会议记录1号")]),
        "households.csv": table(
            "id,collective,head", [(one, "liujiapu", f"{one}-1") for one in ids]
        ),
        "members.csv": table(
            "id,household,name",
            [(f"{one}-1", one, f"合成{place:03}") for place, one in enumerate(ids, 1)],
        ),
        "work.csv": table(
            "holder,days", [(one, 10 + place * 7 % 31) for place, one in enumerate(ids[:40])]
        ),
    }


EXAMPLES = {
    "shenzhou-greenhouse": greenhouse,
    "zhangzhai-solar": solar,
    "dachong-points": dachong,
    "qianhezhong-equal": equal,
    "yongji-residue": residue,
    "saga-categories": saga,
    "wendeng-points": credit,
    "houjialou-posts": half_year,
    "erling-unaccounted": complaint,
    "huaian-posts": wages,
    "gaoxian-shares": shares,
    "donglu-roster": roster,
    "zhangzhai-projects": projects,
    "lingtai-versions": two_versions,
}
"""The folder of each example, and what makes its tables."""


def main() -> None:
    """Write every table beside its plan."""
    for folder, make in EXAMPLES.items():
        for name, text in make().items():
            (HERE / folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
