"""The folder of a distribution: signatures, what a correction and a voided run leave, damage."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from benefit_share.files.office.acting import Figures, do_beside, do_stage
from benefit_share.files.office.folder import Office
from benefit_share.files.office.journal import LivingJournal
from benefit_share.files.office.proposing import propose
from benefit_share.files.office.recording import Done
from benefit_share.files.office.sign_off import SignOff
from benefit_share.files.sealed.bundles import read_restricted, rerun_of
from benefit_share.procedure.model import Act
from benefit_share.seal.keys import Key, Keyring, signer_from_seed
from benefit_share.verification import verify
from house_office import (
    DISTRIBUTION,
    PLAN,
    RUN_KEY,
    done,
    moment,
    public,
    refused,
    signing,
    written,
)

FROM = dt.date(2021, 1, 1)
ORIGIN = f"benefit-share.example/{DISTRIBUTION}/journal"
SEEDS = {"village": b"v" * 32, "township": b"t" * 32, "county": b"c" * 32, "journal": b"j" * 32}
HOLDERS = {"village": "Wang", "township": "Li", "county": "Zhang", "journal": ORIGIN}


def ring(**changes: Any) -> Keyring:
    """The public keys of the three offices and the journal, some of them changed."""
    made = {
        role: Key(signer_from_seed(seed)[0], role, HOLDERS[role], FROM)
        for role, seed in SEEDS.items()
    }
    return Keyring.of([key for key in {**made, **changes}.values() if key is not None])


def signed(command: str, day: int, role: str = "") -> SignOff:
    """The right person, with the key of a role: their own if none is named."""
    who = signing(command, day)
    return signing(command, day, key=signer_from_seed(SEEDS[role or who.role]))


def proposed(folder: Path, case: Path, keys: Keyring, who: SignOff) -> Done:
    """Propose with a keyring."""
    office = Office(folder, key=signer_from_seed(SEEDS["journal"]))
    return propose(office, case, who, run_key=RUN_KEY, ring=keys)[0]


def stage(folder: Path, act: Act, who: SignOff, **more: Any) -> Done:
    """Do a stage, with the key of the journal."""
    return do_stage(Office(folder, key=signer_from_seed(SEEDS["journal"])), act, who, **more)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The small case."""
    return written(tmp_path / "case")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the distribution."""
    return tmp_path / "office"


def filed(folder: Path, case: Path, first: str = "propose", start: int = 1) -> None:
    """From a proposal to its filing."""
    for command, day in ((first, 0), ("post", 0), ("review", 3), ("file", 3)):
        done(folder, command, start + day, case)


def table(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- signatures


def test_signed_by_every_role_and_the_journal_a_run_reaches_the_level_of_keys(
    folder: Path, case: Path
) -> None:
    """Under the keyring that came on another way; each is told what a signature is worth."""
    keys = ring()
    made = [proposed(folder, case, keys, signed("propose", 1))]
    for act, command, day in (
        (Act.POST, "post", 1),
        (Act.REVIEW, "review", 4),
        (Act.FILE, "file", 4),
    ):
        made.append(stage(folder, act, signed(command, day)))
    files = public(folder / "e1/public")

    assert [one.level for one in made] == ["signed"] * 4
    assert verify(files, keys=keys.document()).level == "L2"
    assert len(json.loads(files["manifest.dsse.json"])["signatures"]) == len(SEEDS) - 1


def test_a_role_whose_key_is_in_the_keyring_signs_or_does_nothing(folder: Path, case: Path) -> None:
    """Else the bundle would fail before everybody who checks it."""
    keys = ring()
    assert refused(lambda: proposed(folder, case, keys, signing("propose", 1))) == ["no-signature"]
    proposed(folder, case, keys, signed("propose", 1))

    assert refused(lambda: stage(folder, Act.POST, signing("post", 1))) == ["no-signature"]


@pytest.mark.parametrize(
    ("role", "changes"),
    [
        ("county", {}),
        ("township", {"township": None}),
        ("township", {"township": {"person": "Qian"}}),
        ("township", {"township": {"valid_from": dt.date(2021, 1, 5)}}),
        ("township", {"township": {"valid_to": dt.date(2021, 1, 3)}}),
        ("township", {"township": {"revoked_at": dt.date(2021, 1, 4)}}),
    ],
)
def test_nobody_signs_with_a_key_that_is_not_theirs_or_not_valid(
    folder: Path, case: Path, role: str, changes: dict[str, Any]
) -> None:
    """Of another role, unknown, of another person, too early, expired, revoked."""
    made = {
        name: value
        and Key(signer_from_seed(SEEDS[name])[0], name, **{
            "person": HOLDERS[name], "valid_from": FROM, **value
        })
        for name, value in changes.items()
    }  # fmt: skip
    proposed(folder, case, ring(**made), signed("propose", 1))
    stage(folder, Act.POST, signed("post", 1))

    assert refused(lambda: stage(folder, Act.REVIEW, signed("review", 4, role))) == [
        "file.key-not-theirs"
    ]


def test_a_plan_may_ask_for_a_signature_of_one_office(folder: Path, tmp_path: Path) -> None:
    """The others sign on paper; the bundle is checked against the keys that it names."""
    text = PLAN.replace(
        "act: file, role: county}",
        "act: file, role: county, blocked_by: [objections, notice, warnings, signature]}",
    )
    case = written(tmp_path / "own", {"plan.yaml": text})
    proposed(folder, case, ring(village=None, township=None), signing("propose", 1))
    assert refused(lambda: done(folder, "post", 1, case)) == ["file.no-journal-key"]
    stage(folder, Act.POST, signing("post", 1))
    stage(folder, Act.REVIEW, signing("review", 4))

    assert refused(lambda: stage(folder, Act.FILE, signing("file", 4))) == ["no-signature"]
    stage(folder, Act.FILE, signed("file", 4))
    verdict = verify(public(folder / "e1/public"))
    assert verdict.holds
    assert verdict.by_name["V9"] == verdict.by_name["V11"] == "PASSED"


# ---- corrections


def test_a_voided_run_is_mirrored_to_the_fen(folder: Path, case: Path) -> None:
    """Line by line the opposite of what was awarded; the journal holds the digest."""
    filed(folder, case)
    done(folder, "void", 5, case)
    rows = table(folder / "e1/restricted/reversal.csv")
    entry = LivingJournal.found(folder / "journal").entries()[-1]

    assert rows == [
        {"household": "h1", "step": "1/all", "amount": "-500.00"},
        {"household": "h2", "step": "1/all", "amount": "-250.00"},
        {"household": "h3", "step": "1/all", "amount": "-250.00"},
    ]
    assert entry.type == "voided"
    assert set(entry.body) >= {"reversal_sha256", "run_id", "person", "role"}
    assert refused(lambda: done(folder, "void", 5, case)) == ["closed"]
    assert done(folder, "propose", 6, case).event.run == f"{DISTRIBUTION}.e2"


def test_a_correction_says_what_it_changes_for_whom(folder: Path, case: Path) -> None:
    """Owed to those who had too little, receivable from those who had too much."""
    filed(folder, case)
    members = (case / "members.csv").read_text("utf-8") + "p5,h3,合成丁,1980-01-01\n"
    right = written(case.parent / "right", {"members.csv": members})
    filed(folder, right, "supersede", 5)
    rows = table(folder / "e2/restricted/differences.csv")

    assert [tuple(row.values()) for row in rows] == [
        ("h1", "1/all", "500.00", "400.00", "-100.00", "receivable"),
        ("h2", "1/all", "250.00", "200.00", "-50.00", "receivable"),
        ("h3", "1/all", "250.00", "400.00", "150.00", "owed"),
    ]
    first = json.loads((folder / "journal/journal.jsonl").read_text("utf-8").splitlines()[3])
    manifest = verify(public(folder / "e2/public"))
    assert manifest.holds
    assert first["body"]["run_id"] == f"{DISTRIBUTION}.e1"


# ---- what blocks


def test_a_warning_is_acknowledged_by_name(folder: Path, tmp_path: Path) -> None:
    """And the manifest says by whom."""
    check = "checks: [{id: most, that: {used: all}, at_most: 1 yuan, otherwise: finding}]\n"
    case = written(tmp_path / "warned", {"plan.yaml": PLAN + check})
    office, who = Office(folder), signing("propose", 1)
    before = refused(lambda: propose(office, case, who, run_key=RUN_KEY))
    assert set(before) == {"warning-unacknowledged"}
    done_, reading = propose(
        office,
        case,
        who,
        run_key=RUN_KEY,
        acknowledged=[one.code for one in read_warnings(case)],
    )

    manifest = json.loads(done_.edition.manifest)["predicate"]
    assert [one["by"] for one in manifest["warnings"]] == ["Wang"] * len(manifest["warnings"])
    assert reading.findings
    assert not refused(lambda: done(folder, "post", 1, case))


def read_warnings(case: Path) -> list[Any]:
    """Return the warnings of a case and its run."""
    from benefit_share.distribution import distribute
    from benefit_share.files import read_folder
    from benefit_share.files.office.standing import warned

    reading = read_folder(case)
    assert reading.case is not None
    return list(warned((*reading.findings, *distribute(reading.case).findings)))


def test_a_meeting_is_recorded_with_its_figures(folder: Path, tmp_path: Path) -> None:
    """Without quorum it is refused, and nothing was written."""
    vote = (
        "    - {id: vote, act: meet, role: meeting, quorum: {present: {at_least: 2/3}}}\n"
        "    - {id: posting"
    )
    case = written(tmp_path / "vote", {"plan.yaml": PLAN.replace("    - {id: posting", vote)})
    done(folder, "propose", 1, case)
    chair = SignOff("Sun", "meeting", moment(1))

    assert refused(lambda: stage(folder, Act.MEET, chair, figures=Figures(9, 5, 5))) == ["quorum"]
    assert stage(folder, Act.MEET, chair, figures=Figures(9, 6, 4)).event.present == len("sixsix")


def test_a_plan_without_a_procedure_is_not_proposed(folder: Path, tmp_path: Path) -> None:
    """Nobody could say what is due."""
    case = written(tmp_path / "none", {"plan.yaml": PLAN.partition("procedure:")[0]})

    assert refused(lambda: done(folder, "propose", 1, case)) == ["missing"]
    assert not folder.exists()


@pytest.mark.parametrize("name", ["plan.yaml", "income.csv", "members.csv"])
def test_an_input_that_was_changed_in_the_office_stops_every_stage(
    folder: Path, case: Path, name: str
) -> None:
    """Even one byte at its end, and even where the result is the same."""
    done(folder, "propose", 1, case)
    path = folder / "e1/restricted/inputs" / name
    path.write_bytes(path.read_bytes() + b"\n")

    assert refused(lambda: done(folder, "post", 1, case)) == ["inputs-changed"]


def test_statements_that_were_changed_in_the_office_stop_every_stage(
    folder: Path, case: Path
) -> None:
    """What the slips are made of is compared with what comes out again."""
    done(folder, "propose", 1, case)
    path = folder / "e1/restricted/statements.jsonl"
    path.write_bytes(path.read_bytes().replace(b"50000", b"50001"))

    assert refused(lambda: done(folder, "post", 1, case)) == ["inputs-changed"]


def test_a_filed_folder_that_was_changed_is_left_for_all_to_see(folder: Path, case: Path) -> None:
    """No command mends it, and it no longer verifies."""
    filed(folder, case)
    path = folder / "e1/public/journal.jsonl"
    data = path.read_bytes().replace(b"Wang", b"Weng", 1)
    path.write_bytes(data)

    assert done(folder, "file", 4, case).again
    assert path.read_bytes() == data
    assert not verify(public(folder / "e1/public")).holds


def test_a_checkpoint_that_names_another_journal_is_refused(folder: Path, case: Path) -> None:
    """The name follows from the distribution, and is not what the checkpoint says it is."""
    done(folder, "propose", 1, case)
    path = folder / "journal/checkpoint.txt"
    path.write_bytes(path.read_bytes().replace(b"benefit-share", b"cenefit-share", 1))

    assert refused(lambda: done(folder, "post", 1, case)) == ["file.journal-damaged"]


def test_an_auditor_computes_the_filed_run_again_to_the_byte(folder: Path, case: Path) -> None:
    """From what the office keeps."""
    filed(folder, case)
    private = folder / "e1/restricted"
    verdict = verify(
        public(folder / "e1/public"),
        restricted=read_restricted(private),
        rerun=rerun_of(private, f"{DISTRIBUTION}.e1"),
    )

    assert (verdict.by_name["A1"], verdict.by_name["A2"]) == ("PASSED", "PASSED")


def test_nothing_is_done_in_a_folder_that_is_none(folder: Path, case: Path) -> None:
    """There is no journal, or nobody has proposed anything."""
    assert refused(lambda: done(folder, "post", 1, case)) == ["file.no-journal"]
    done(folder, "propose", 1, case)
    shutil.rmtree(folder / "e1")
    assert refused(lambda: do_beside(Office(folder), "return", signing("return", 2))) == [
        "file.not-found"
    ]
