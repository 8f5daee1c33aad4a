"""The figures that were published, each exactly, and where a notice does not close."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from benefit_share.distribution import Run, distribute
from benefit_share.distribution.run import Division
from benefit_share.errors import Refused
from benefit_share.expressions.quantity import Count, Plus
from benefit_share.files import read_case
from benefit_share.plan import check_plan
from benefit_share.plan.model import Check

RunOf = Callable[[str], Run]


def division(run: Run, step: str, copy: str) -> Division:
    """Return how a step divided in one copy of its pool."""
    found = run.node(step, copy).division
    assert found is not None
    return found


def held(run: Run, account: str, holder: str) -> int:
    """Return the balance of an account after the run."""
    (flow,) = [one for one in run.accounts if (one.account, one.holder) == (account, holder)]
    return flow.closing


def warnings(run: Run) -> list[str]:
    """Return the names of the checks that do not close."""
    return [
        str(dict(one.params)["check"]) for one in run.findings if one.code == "run.check-differs"
    ]


# ---- 莘州街道 ---------------------------------------------------------------------------------


def test_the_greenhouses_reach_151_households_with_314_persons(run_of: RunOf) -> None:
    """All of 194,792.15 goes to them, to the fen."""
    run = run_of("shenzhou-greenhouse")
    members = run.seen.world.roster.members

    assert run.gross == 19_479_215
    assert len(run.given) == 151
    assert sum(len(members[one]) for one in run.given) == 314
    assert sum(run.given.values()) == 19_479_215
    assert run.accounts == ()


def test_the_greenhouse_base_is_200_yuan_a_person(run_of: RunOf) -> None:
    """A base first, the rest by points and coefficient."""
    run = run_of("shenzhou-greenhouse")

    assert run.node("base", "shenzhou").used == 314 * 200_00
    assert run.node("points", "shenzhou").used == 19_479_215 - 314 * 200_00


def test_no_greenhouse_household_gets_more_than_the_limit(run_of: RunOf) -> None:
    """What the limit cuts off is shared again, so nothing is left."""
    run = run_of("shenzhou-greenhouse")
    points = division(run, "points", "shenzhou")

    assert max(run.given.values()) == 1_800_00
    assert {points.ids[place] for place in points.bound} == {
        one for one, amount in run.given.items() if amount == 1_800_00
    }


def test_what_was_recorded_late_does_not_count(run_of: RunOf) -> None:
    """H005 became destitute in November, H157 joined in December: recorded in February."""
    run = run_of("shenzhou-greenhouse")
    world = run.seen.world

    assert world.fact("H005", "category") != "destitute"
    assert "H157" not in run.given


def test_the_budget_paid_and_those_who_left_get_nothing(run_of: RunOf) -> None:
    """Nine households are on the roster without a claim."""
    run = run_of("shenzhou-greenhouse")
    roster = run.seen.world.roster.households

    assert sorted(set(roster) - set(run.given)) == [f"H{number}" for number in range(152, 161)]


# ---- 张寨镇 -----------------------------------------------------------------------------------


def test_twelve_stations_feed_nine_villages(run_of: RunOf) -> None:
    """Somewhat over 200,000 yuan a year, 273 households with 423 persons, 44 posts."""
    run = run_of("zhangzhai-solar")
    rosters = run.seen.world.roster
    posts = [node.division for node in run.nodes if node.step == "posts"]

    assert len(run.case.scope) == 9
    assert sum(asset.kind == "solar_station" for asset in run.case.assets) == 11
    assert [row.amount for row in run.case.funding] == [1_000_000_00]
    assert 200_000_00 < run.gross < 300_000_00
    assert len(run.given) == len(rosters.households) == 273
    assert sum(map(len, rosters.members.values())) == 423
    assert sum(len(one.ids) for one in posts if one is not None) == 44


def test_posts_are_paid_300_to_500_yuan_a_month(run_of: RunOf) -> None:
    """As the town says."""
    run = run_of("zhangzhai-solar")
    wages = {row.columns["wage"] for row in run.case.registers["posts"]}

    assert wages == {300_00, 350_00, 400_00, 450_00, 500_00}


def test_every_village_and_every_station_closes(run_of: RunOf) -> None:
    """In = out in each copy of each pool, and over the whole run."""
    run = run_of("zhangzhai-solar")

    assert all(flow.left == 0 for flow in run.pools)
    assert run.totals.difference == 0
    assert sum(one.amount for one in run.payments) == run.totals.paid


def test_44_posts_are_paid_300_to_500_yuan_a_month(run_of: RunOf) -> None:
    """One person one post; every wage lies between the two that are published."""
    rows = run_of("zhangzhai-solar").case.registers["posts"]

    assert len({row.holder for row in rows}) == len(rows) == 44
    assert {row.columns["wage"] for row in rows} == {300_00, 350_00, 400_00, 450_00, 500_00}


@pytest.mark.parametrize("wage", ["299.99", "500.01"])
def test_a_wage_outside_what_is_published_is_refused(
    wage: str, examples: Path, tmp_path: Path
) -> None:
    """The plan asks it of every row, before anybody is paid."""
    folder = tmp_path / "wage"
    shutil.copytree(examples / "zhangzhai-solar", folder, ignore=shutil.ignore_patterns("result"))
    posts = (folder / "posts.csv").read_text(encoding="utf-8")
    (folder / "posts.csv").write_text(posts.replace(",400.00,", f",{wage},", 1), encoding="utf-8")

    with pytest.raises(Refused) as refused:
        distribute(read_case(folder))

    (fault,) = [one for one in refused.value.findings if one.is_error]
    assert fault.code == "run.register-row"
    assert f"wage: {wage} (≥ 300.00, ≤ 500.00)" in str(fault)


# ---- 张寨镇: the other projects --------------------------------------------------------------


def test_800_mu_at_2000_yuan_are_1600000_yuan(run_of: RunOf) -> None:
    """Every mu of the 800 is paid, and nothing is left."""
    run = run_of("zhangzhai-projects")
    node = run.node("sheds", "sheds800")

    assert (node.before, node.used, node.after) == (1_600_000_00, 1_600_000_00, 0)
    assert run.given["G001"] == 7_000_00  # 3.5 mu
    assert sum(Fraction(row.columns["area"]) for row in run.case.registers["sheds"]) == 800


def test_the_greenhouses_of_60_mu_reach_the_labourless_alone(run_of: RunOf) -> None:
    """60.4 mu × 900 yuan in equal shares; who can work has no share of it, and is told so."""
    run = run_of("zhangzhai-projects")
    shares = division(run, "no_labour", "greenhouse60")

    assert sum(shares.amounts) == 54_360_00
    assert len(shares.ids) == 26
    assert "N27" not in shares.parties
    assert {run.seen.world.party(one).collective for one in shares.parties} == {"v1", "v2", "v3"}


def test_300_people_and_50_jobs_of_the_donkey_farm_and_two_greenhouses(run_of: RunOf) -> None:
    """Wages first, the rest to those of the list of each project."""
    run = run_of("zhangzhai-projects")
    lists = [division(run, "people", one) for one in ("donkeys", "greenhouses2")]
    jobs = [division(run, "jobs", one) for one in ("donkeys", "greenhouses2")]

    assert sum(len(one.ids) for one in lists) == 300
    assert sum(len(one.ids) for one in jobs) == 50
    assert sum(sum(one.amounts) for one in (*lists, *jobs)) == 120_000_00 + 250_000_00


# ---- 东鲁街道 ---------------------------------------------------------------------------------


def test_the_roster_of_the_look_back_has_the_published_counts(run_of: RunOf) -> None:
    """205 households / 398 persons and 9 / 24, on the day of the look-back and as known then."""
    run = run_of("donglu-roster")
    world = run.seen.world
    counts: dict[str, list[int]] = {}
    for one in world.roster.households:
        status = world.facts.on(one, "status", world.day)
        assert status is not None
        counts.setdefault(status.value, []).append(len(world.roster.members.get(one, ())))

    assert {status: (len(sizes), sum(sizes)) for status, sizes in counts.items()} == {
        "policy": (205, 398),
        "borderline": (9, 24),
        "ordinary": (3, 6),
    }


def test_who_was_taken_in_in_july_has_half_a_year(run_of: RunOf) -> None:
    """One person, weight 1.2 for sudden hardship, six months of twelve."""
    shares = division(run_of("donglu-roster"), "families", "donglu")
    weights = dict(zip(shares.ids, shares.asked, strict=True))

    assert weights["L020"] == Fraction("0.6")
    assert weights["L021"] == 3  # two persons, destitute since September
    assert not {"L215", "L216", "L217"} & set(weights)  # left in May, never, after the look-back


def test_a_category_recorded_after_the_day_of_knowledge_does_not_count_yet(run_of: RunOf) -> None:
    """Serious illness since November, recorded in January: the run knows the category before it."""
    run = run_of("donglu-roster")
    size = len(run.seen.world.roster.members["L022"])
    shares = division(run, "families", "donglu")

    assert dict(zip(shares.ids, shares.asked, strict=True))["L022"] == size


def test_the_early_warning_names_who_stays_below_the_line_or_falls(run_of: RunOf) -> None:
    """L001 reaches it by this payout; two do not, and one has less than last year."""
    params = [dict(one.params) for one in run_of("donglu-roster").findings]
    found = [one for one in params if "party" in one]

    assert {(one["check"], one["party"]) for one in found} == {
        ("below_line", "L100"),
        ("below_line", "L209"),
        ("falls", "L150"),
    }


# ---- 大崇村 -----------------------------------------------------------------------------------


def test_a_village_shares_165130_by_668819_points(run_of: RunOf) -> None:
    """51 % stays with the village, 49 % goes to 417 households."""
    run = run_of("dachong-points")
    points = division(run, "points", "dachong")

    assert held(run, "reserve", "dachong") == 171_870_00
    assert sum(points.amounts) == 165_130_00
    assert (len(points.ids), points.total) == (417, 668_819)


def test_12940_points_are_3194_yuan_86(run_of: RunOf) -> None:
    """Published as 3,195 to the yuan."""
    run = run_of("dachong-points")

    assert run.given["mengyuemei"] == 3_194_86
    assert round(Fraction(run.given["mengyuemei"], 100)) == 3_195
    assert sum(amount > 1_000_00 for amount in run.given.values()) == 21


def test_the_rounded_price_would_overspend(run_of: RunOf) -> None:
    """0.25 yuan a point is for the notice board: paid out it would be 2,074.75 too much."""
    run = run_of("dachong-points")
    total = division(run, "points", "dachong").total

    assert total * 25 - 165_130_00 == 2_074_75
    assert 12_940 * 25 == 3_235_00


# ---- 梁堂镇 -----------------------------------------------------------------------------------


def test_sixteen_persons_get_1408_yuan_45_each(run_of: RunOf) -> None:
    """To the fen, without a remainder."""
    run = run_of("qianhezhong-equal")

    assert division(run, "by_person", "p-qianhezhong").amounts == (1_408_45,) * 16


def test_the_other_projects_share_to_the_fen(run_of: RunOf) -> None:
    """Where it does not divide, some get one fen more, and the sum is the project's."""
    run = run_of("qianhezhong-equal")
    wanted = {
        "p-mushroom": {1_120_69: 112, 1_120_68: 4},
        "p-third": {300_95: 16, 300_96: 5},
        "p-fourth": {185_60: 25},
        "p-fifth": {669_70: 7, 669_71: 10},
    }
    seen = {}
    for project in wanted:
        amounts = division(run, "by_person", project).amounts
        seen[project] = {amount: amounts.count(amount) for amount in amounts}
    station = division(run, "by_household", "station").amounts

    assert seen == wanted
    assert (len(station), sum(station), max(station) - min(station)) == (270, 398_000_00, 1)
    assert run.gross - 22_535_20 == 550_345_00


def test_households_are_never_added_to_persons(run_of: RunOf) -> None:
    """The published 449 is 270 households and 179 persons; a plan that adds them is refused."""
    run = run_of("qianhezhong-equal")
    adding = Check(
        "449", that=Plus((Count("households"), Count("members"))), at_least=Count("members")
    )
    _, findings = check_plan(attrs.evolve(run.case.plan, checks=(adding,)))
    projects = {row.about for row in run.case.registers["person_list"]} - {"p-qianhezhong"}
    persons = sum(len(division(run, "by_person", one).ids) for one in projects)

    assert 270 + persons == 449
    assert "plan.units-mixed" in {one.code for one in findings}


# ---- 永吉县 -----------------------------------------------------------------------------------


def test_five_incomes_leave_82_yuan_92(run_of: RunOf) -> None:
    """4,317,282.92 in, 2,170,000 and 2,147,200 out, the rest carried."""
    run = run_of("yongji-residue")

    assert run.gross == 4_317_282_92
    assert [node.used for node in run.nodes] == [2_170_000_00, 2_147_200_00, 82_92]
    assert held(run, "carried", "") == 82_92


# ---- 萨嘎县 -----------------------------------------------------------------------------------


def test_the_notice_closes_in_its_counts_and_its_relief(run_of: RunOf) -> None:
    """944 + 74 + 26 households, 3,493 + 286 + 31 persons, and 13,100 = 25 × 500 + 600."""
    run = run_of("saga-categories")
    relief = division(run, "no_labour", "saga").amounts

    assert len(run.given) == 1_044
    assert {amount: relief.count(amount) for amount in relief} == {500_00: 25, 600_00: 1}
    assert not {name for name in warnings(run) if name.endswith(("households", "persons"))}
    assert "relief_stated" not in warnings(run)


def test_the_notice_does_not_close_in_back_pay_and_total(run_of: RunOf) -> None:
    """1,018 × 139 is 141,502 and not 154,600; 686,563 cannot be reached by its own scale."""
    run = run_of("saga-categories")

    assert warnings(run) == ["back_pay_stated", "dividend_stated"]
    assert run.node("back_pay", "saga").used == 1_018 * 139_00
    assert (686_563_00 - run.node("back_pay", "saga").used) % 100_00 != 0
    assert run.node("regular", "saga").used % 100_00 == 0


def test_the_back_pay_settles_what_was_owed(run_of: RunOf) -> None:
    """Each of the 1,018 households has its 139 yuan, and nothing is owed any more."""
    run = run_of("saga-categories")
    owed = [flow for flow in run.accounts if flow.account == "backpay"]

    assert len(owed) == 1_018
    assert {(flow.opening, flow.closing) for flow in owed} == {(139_00, 0)}


# ---- 文登区 -----------------------------------------------------------------------------------

WENDENG = {
    "W001": "1011.9",  # donations of 95 and 1,400 yuan: 0.9 + 11
    "W002": "1040",  # a donation of 26,000 yuan: 46, limited to 40
    "W003": "1003.5",  # five trainings, limited to 3, and 57 yuan
    "W004": "1040",
    "W005": "1040.1",
    "W006": "1070",  # 90 + 120 + 95 hours: 50, not the sum of tiers; two times blood
    "W007": "975",  # 5 + 10 + 10
    "W008": "950",  # 5 points of 2020 have expired, 50 of 2020 have not
    "W009": "982",  # the larger of one act, and a good act beside it
    "W010": "0",
    "W011": "940",
    "W012": "950",
    "W013": "920",
    "W014": "895",
    "W016": "997",  # a yard, three persons, twice in a quarter
    "W018": "950",  # what another member did goes to the head
    "W021": "1000",  # under objection
    "W022": "970",
    "W023": "1000",  # an honour without approval
    "W024": "1030",  # an honour of the district has expired, one of the city has not
    "W025": "1040",
    "W026": "1060",
    "W027": "980",
    "W028": "950",
}


def test_the_rules_of_wendeng_give_the_points_worked_out_by_hand(run_of: RunOf) -> None:
    """Caps, tiers, brackets, doubling, validity, veto, repair: each in the score of a household."""
    sheet = run_of("wendeng-points").seen.world.sheet
    assert sheet is not None

    assert {one: sheet.totals[one] for one in WENDENG} == {
        one: Fraction(points) for one, points in WENDENG.items()
    }


def test_a_score_on_an_edge_is_read_by_the_convention_of_its_document(run_of: RunOf) -> None:
    """1040 is three stars, 1040.1 is four; 1060 is four stars, and AAA in the district."""
    run = run_of("wendeng-points")
    given = {
        step: dict(zip((found := division(run, step, "village")).ids, found.amounts, strict=True))
        for step in ("stars", "models", "best")
    }

    assert [given["stars"][one] for one in ("W002", "W005", "W026", "W006")] == [
        100_00,
        200_00,
        200_00,
        300_00,
    ]
    assert given["models"] == {"W006": 100_00, "W026": 100_00}
    assert sorted(given["best"]) == ["W002", "W004", "W005", "W006", "W025", "W026"]


def test_the_linter_names_the_five_gaps_of_the_district_bands(run_of: RunOf) -> None:
    """Closed whole numbers leave out the tenths; the bands of the village leave out nothing."""
    gaps = [one for one in run_of("wendeng-points").findings if one.code == "plan.table-gap"]

    assert [one.path for one in gaps] == ["tables.grades"] * 5


def test_a_score_in_a_gap_stops_the_run(run_of: RunOf) -> None:
    """1029.5 points are in no grade, and are never put into one of the two beside it."""
    case = run_of("wendeng-points").case
    honour = next(one for one in case.points if one.item == "honour_city")
    entry = attrs.evolve(honour, id="P999", subject="W029-1", quantity=Fraction("29.5"))

    with pytest.raises(Refused) as refused:
        distribute(attrs.evolve(case, points=(*case.points, entry)))

    assert [one.code for one in refused.value.findings if one.is_error] == ["run.fact-unknown"]


# ---- 后加楼村 ---------------------------------------------------------------------------------


def test_the_uses_of_the_meeting_reach_its_total(run_of: RunOf) -> None:
    """6,000 + 18,000 + 3,000 + 14,500 = 41,500, and nothing is left."""
    run = run_of("houjialou-posts")

    assert run.gross == 41_500_00
    assert [node.used for node in run.nodes] == [6_000_00, 18_000_00, 3_000_00, 14_500_00, 0]
    assert sorted(division(run, "care", "houjialou").amounts) == [4_833_33, 4_833_33, 4_833_34]
    assert warnings(run) == []


def test_14500_yuan_for_each_carer_is_refused(examples: Path, tmp_path: Path) -> None:
    """That reading would need 70,500 yuan: 43,500 are claimed where 14,500 are left."""
    folder = tmp_path / "each"
    shutil.copytree(examples / "houjialou-posts", folder, ignore=shutil.ignore_patterns("result"))
    plan = (folder / "plan.yaml").read_text(encoding="utf-8")
    line = next(one for one in plan.splitlines() if "id: care" in one)
    each = line.replace("14500 yuan", "needed").replace("share: equal", "pay: 14500 yuan")
    (folder / "plan.yaml").write_text(plan.replace(line, each), encoding="utf-8")

    with pytest.raises(Refused) as refused:
        distribute(read_case(folder))

    (short,) = [one for one in refused.value.findings if one.is_error]
    params = dict(short.params)
    assert (short.code, params["step"]) == ("run.short", "care")
    assert (params["needed"], params["there"]) == ("43500.00", "14500.00")


# ---- 二岭村 -----------------------------------------------------------------------------------


def test_20000_yuan_of_the_complaint_are_on_no_list(run_of: RunOf) -> None:
    """80,000 received, 20 × 3,000 paid, 33 of 53 registered households without payment."""
    run = run_of("erling-unaccounted")

    assert run.gross == 80_000_00
    assert set(run.given.values()) == {3_000_00}
    assert (len(run.given), len(run.seen.world.roster.households)) == (20, 53)
    assert held(run, "unaccounted", "erling") == 20_000_00
    assert warnings(run) == ["money_accounted", "all_registered_paid"]


# ---- 少钦大同村 -------------------------------------------------------------------------------


def test_nine_months_of_42_posts_fit_into_60_percent(run_of: RunOf) -> None:
    """195,000 = 78,000 for the village + 117,000, of which 113,400 are paid."""
    run = run_of("huaian-posts")

    assert [node.used for node in run.nodes] == [78_000_00, 117_000_00, 113_400_00, 3_600_00]


def test_twelve_months_of_42_posts_are_refused(examples: Path, tmp_path: Path) -> None:
    """42 × 300 × 12 = 151,200 is more than 117,000, found before anybody is paid."""
    folder = tmp_path / "year"
    shutil.copytree(examples / "huaian-posts", folder, ignore=shutil.ignore_patterns("result"))
    posts = (folder / "posts.csv").read_text(encoding="utf-8")
    (folder / "posts.csv").write_text(posts.replace(",9\n", ",12\n"), encoding="utf-8")

    with pytest.raises(Refused) as refused:
        distribute(read_case(folder))

    (short,) = [one for one in refused.value.findings if one.is_error]
    params = dict(short.params)
    assert (short.code, params["step"]) == ("run.short", "posts")
    assert (params["needed"], params["there"]) == ("151200.00", "117000.00")


# ---- 高县 -------------------------------------------------------------------------------------


def test_138_holders_share_79000_yuan(run_of: RunOf) -> None:
    """A floor of 5 % and 29 % of the profit, 572.46 yuan each and whole to the fen."""
    run = run_of("gaoxian-shares")
    given = list(run.given.values())

    assert run.node("guaranteed", "preferred").used == 50_000_00
    assert sum(given) == 79_000_00
    assert {amount: given.count(amount) for amount in given} == {572_47: 52, 572_46: 86}


def test_the_certificates_and_the_stated_share_do_not_close(run_of: RunOf) -> None:
    """138 × 7,246 is 52 yuan short of a million, which is 29.24 % of the capital and not 29 %."""
    run = run_of("gaoxian-shares")
    faults = [dict(one.params) for one in run.findings if one.code == "run.check-differs"]

    assert warnings(run) == ["certificates", "stated_29"]
    assert [one["seen"] for one in faults] == ["999948.00", "991800.00"]
