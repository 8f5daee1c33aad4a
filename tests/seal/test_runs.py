"""From a finished run to a bundle: parties, totals, waterfall, files."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from benefit_share.distribution import Run, SlicedRun, distribute, run_case
from benefit_share.distribution.case import Balance
from benefit_share.errors import Refused
from benefit_share.files import read_case, read_folder
from benefit_share.files.sealed.sealing import Sealed, engine_of, input_files, seal_run
from benefit_share.households import Payee
from benefit_share.plan.model import Account, Pool
from benefit_share.seal.manifest import Engine
from benefit_share.seal.parties import acknowledged, awarded_parties, parties_of, totals_of
from benefit_share.values import digest
from benefit_share.values.frozen import FrozenMap
from benefit_share.verification import Outcome, verify
from house_case import among, plan_of, step
from house_case import run_of as house_run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ENGINE = Engine("benefit-share", "0.1.0", "0" * 64)
SEALED = (
    "dachong-points",
    "lingtai-versions",
    "shenzhou-greenhouse",
    "wendeng-points",
    "zhangzhai-solar",
)


def run_of(name: str) -> Run:
    """Return the run of an example."""
    case = read_folder(EXAMPLES / name).case
    assert case is not None
    return distribute(case)


def seal(run: Run | SlicedRun, name: str) -> Sealed:
    """Seal it with a key that is no secret."""
    return seal_run(
        run,
        run_key=bytes(32),
        engine=ENGINE,
        inputs=input_files(EXAMPLES / name),
        proposed=("village", "2026-12-01T08:00:00Z"),
    )


def part(sealed: Sealed, folder: str) -> dict[str, bytes]:
    """Return the files of one folder of a bundle."""
    return {
        name.removeprefix(f"{folder}/"): data
        for name, data in sealed.files.items()
        if name.startswith(f"{folder}/")
    }


@pytest.mark.parametrize("name", SEALED)
def test_an_example_is_sealed_so_that_every_check_holds(name: str) -> None:
    """Rows, totals, waterfall and a household's slip; twice the same bytes."""
    run = run_case(read_case(EXAMPLES / name))
    sealed = seal(run, name)
    private = part(sealed, "restricted")
    slip = private[f"slips/{sealed.rows.parties[-1]}.json"]
    detail = private["details.jsonl"].splitlines()[-1]
    verdict = verify(part(sealed, "public"), slip=slip, detail=detail, restricted=private)

    assert Outcome.FAILED not in verdict.by_name.values()
    assert verdict.by_name["H6"] is Outcome.PASSED
    assert verdict.by_name["A1"] is Outcome.PASSED
    assert sealed.files == seal(run, name).files
    assert verdict.fingerprint == sealed.fingerprint


def test_lines_and_pools_of_several_slices_are_told_apart() -> None:
    """A line is keyed `slice/step`, a pool `slice/pool`: both slices have a pool of one name."""
    run = run_case(read_case(EXAMPLES / "lingtai-versions"))
    sealed = seal(run, "lingtai-versions")
    said = json.loads(sealed.manifest)["predicate"]["waterfall"]
    first = json.loads(sealed.rows.statements[0])

    assert [one["step"] for one in first["lines"]] == ["1/homes", "2/work"]
    assert [one["pool"] for one in said["pools"]] == ["1/families", "1/income", "2/income"]
    assert {one["step"] for one in said["steps"]} >= {"1/parts", "2/village"}
    notice = part(sealed, "public")["notice.html"].decode()
    assert "The rules before June 2019" in notice
    assert "The rules since June 2019" in notice


def test_what_is_sealed_of_a_party_is_what_the_case_says_of_it() -> None:
    """Name of the head, group, points, lines, and the payee's numbers, of which little is kept."""
    run = run_of("wendeng-points")
    payee = Payee("W002", "合成002", "11010519491231002X", "62001234")
    paid = attrs.evolve(run, case=attrs.evolve(run.case, payees=(payee,)))
    told = {one.id: one for one in parties_of(paid, dict.fromkeys(awarded_parties(run), "d"))}
    other = told["W004"]

    assert attrs.astuple(told["W002"]) == (
        "W002",
        "合成002",
        True,
        "",
        "1040",
        (("1/stars", 10_000), ("1/best", 15_000)),
        25_000,
        "d",
        "11010519491231002X",
        "62001234",
    )
    assert (other.name, other.id_number, other.account) == ("合成004", "", "")


def test_a_village_is_named_where_there_are_several() -> None:
    """Before the group of the household; alone where it has none; nobody has points here."""
    several = run_of("zhangzhai-solar")
    (one, *_) = parties_of(several, dict.fromkeys(awarded_parties(several), "d"))

    assert (one.id, one.name, one.group, one.points) == ("Z001", "合成001", "张寨镇合成一村", "")


def test_the_totals_of_the_manifest_are_those_of_the_run() -> None:
    """Awarded is the sum of the rows; what is paid is what the run paid."""
    run = run_of("zhangzhai-solar")
    sealed = seal(run, "zhangzhai-solar")
    said = json.loads(sealed.manifest)["predicate"]

    assert said["totals"]["awarded_minor"] == sum(row.amount for row in sealed.rows.rows)
    assert said["totals"]["paid_minor"] == run.totals.paid
    assert said["plan_sha256"] == run.plan_digest
    assert said["synthetic"] is True
    assert said["run_id"] == f"{run.distribution_id}.e1"
    assert {row.group for row in sealed.rows.rows} >= {"张寨镇合成一村", "张寨镇合成二村"}


def test_what_is_held_offset_and_released_is_told_apart() -> None:
    """Kept in the claimant's own name, kept back for the village, and paid out of what was held."""
    steps = (
        among(),
        step("keep", "award", take="10 yuan", to="account.trust"),
        step("recover", "award", take="5 yuan", to="account.kept"),
        step("out", "award", take="remaining", to="payee"),
        step("grown", "trust", take="2 yuan", to="payee"),
        step("still", "trust", take="remaining", to="account.trust"),
    )
    pools = {
        "net": Pool(per="collective", fed_by=FrozenMap()),
        "trust": Pool(per="claimant", opening="trust"),
    }
    plan = plan_of(*steps, pools=pools, accounts={"trust": Account("held", "claimant")})
    run = house_run(plan, balances=(Balance("trust", "held", "h1", 1_000, 0),))
    totals = totals_of(run)

    assert (totals.awarded, totals.held, totals.offset) == (10_000, 3_000, 1_500)
    assert (totals.released, totals.payable) == (200, 5_700)
    sealed = seal_run(run, run_key=bytes(32), engine=ENGINE, inputs={})
    assert verify(part(sealed, "public")).by_name["V8"] is Outcome.PASSED


def test_totals_that_do_not_close_are_refused_and_never_made_to_fit() -> None:
    """One minor unit more paid than awarded."""
    run = run_of("wendeng-points")
    odd = attrs.evolve(run.payments[0], amount=run.payments[0].amount + 1)

    with pytest.raises(Refused) as refused:
        totals_of(attrs.evolve(run, payments=(odd, *run.payments[1:])))

    assert [(one.code, dict(one.params)) for one in refused.value.findings] == [
        ("seal.totals", {"difference": -1})
    ]


def test_a_run_that_awards_nobody_anything_is_sealed_and_says_so() -> None:
    """The list is empty, the waterfall is not, and every reader is told."""
    sealed = seal(run_of("yongji-residue"), "yongji-residue")
    public, private = part(sealed, "public"), part(sealed, "restricted")
    verdict = verify(public, restricted=private)
    (sums,) = (check for check in verdict.checks if check.name == "V6")

    assert verdict.holds
    assert {verdict.by_name[name] for name in ("V5", "V6", "V7", "V8", "V13")} == {Outcome.PASSED}
    assert [one.code for one in sums.findings] == ["verification.no-rows"]
    assert (public["rows.jsonl"], private["statements.jsonl"]) == (b"", b"")
    assert json.loads(sealed.manifest)["predicate"]["totals"]["income_minor"] > 0
    for name in ("notice.html", "README.txt"):
        assert "Nobody is awarded anything" in public[name].decode()


def test_warnings_are_named_with_who_acknowledged_them() -> None:
    """By a digest of their place, which may name a household."""
    from benefit_share.findings import Kind, Severity

    kind = Kind("x.y", Severity.WARNING, "A.", "B.")
    run = attrs.evolve(run_of("wendeng-points"), findings=(kind.at("a"), kind.at("b")))

    assert acknowledged(run, [("x.y", "b", "person")]) == [
        {"code": "x.y", "path_sha256": digest(b"a"), "by": None},
        {"code": "x.y", "path_sha256": digest(b"b"), "by": "person"},
    ]


def test_the_digest_of_the_program_is_that_of_its_own_files() -> None:
    """The same twice; it is what a verdict on a recomputation rests on."""
    engine = engine_of()

    assert engine == engine_of()
    assert (engine.name, len(engine.source_sha256)) == ("benefit-share", 64)
