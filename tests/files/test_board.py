"""The notice for the board as a PDF: every row is on it, and nothing that was not sealed."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from benefit_share.errors import Refused
from benefit_share.files import read_folder
from benefit_share.files.pages.board import board_files
from benefit_share.files.pages.fonts import FontChain
from benefit_share.files.sealed.bundles import read_public
from benefit_share.plan.model import Contact
from benefit_share.procedure import Procedure
from benefit_share.procedure.days import Calendar, Notice
from benefit_share.procedure.model import Act, Stage
from benefit_share.rendering.paper.board import Posting, posting_days
from benefit_share.rendering.words.languages import words_in
from benefit_share.values import Text
from house_map import ROOT
from house_paper import fonts, pages, sealed_folder

noto = pytest.mark.needs("noto-cjk")
EXAMPLE = "zhangzhai-solar"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed run of 273 households in nine villages."""
    return sealed_folder(EXAMPLE, tmp_path_factory.mktemp("board") / "sealed")


def printed(folder: Path, **options: Any) -> Mapping[str, bytes]:
    """Return the PDF files of a sealed folder."""
    with fonts() as chain:
        return board_files(read_public(folder), folder / "restricted", chain, **options)


def refused(folder: Path, change: Any = None) -> list[tuple[str, str]]:
    """Return code and place of what refuses."""
    with fonts() as chain:
        used = chain if change is None else attrs.evolve(chain, characters=change)
        with pytest.raises(Refused) as found:
            board_files(read_public(folder), folder / "restricted", used)
    return [(one.code, Path(one.place).name) for one in found.value.findings]


@noto
@pytest.mark.parametrize(("paper", "language"), [("a3", "zh"), ("a4", "en")])
def test_every_row_stands_on_it_with_its_full_name(folder: Path, paper: str, language: str) -> None:
    """Number, name, amount and check code of each, village by village, and all their sums."""
    papers = pages(printed(folder, paper=paper)[f"board.{language}.pdf"])
    words = " ".join(papers).split()
    rows = [json.loads(line) for line in read_public(folder)["rows.jsonl"].splitlines()]
    case = read_folder(ROOT / "examples" / EXAMPLE).case
    assert case is not None
    names = {one.id: one.name for one in case.members}
    heads = [names[one.head] for one in sorted(case.households, key=lambda one: one.id)]
    sums = Counter({row["group"]: 0 for row in rows})
    for row in rows:
        sums[row["group"]] += row["amount_minor"]

    place = 0
    village = {group: at for at, group in enumerate(sums)}
    pairs = zip(rows, heads, strict=True)
    for row, name in sorted(pairs, key=lambda pair: village[pair[0]["group"]]):
        amount = f"{row['amount_minor'] // 100:,}.{row['amount_minor'] % 100:02}"
        told = [str(row["no"]), name, row["group"], amount, row["commit"][:8]]
        place = words.index(row["commit"][:8], place)
        assert words[place - 4 : place + 1] == told
    for total in sums.values():
        assert f"¥{total // 100:,}.{total % 100:02}" in words
    assert f"¥{sums.total() // 100:,}" in papers[-1]


@noto
def test_each_page_says_which_it_is_and_begins_with_the_heads_of_the_columns(
    folder: Path,
) -> None:
    """A sheet that was taken off the board is missed."""
    papers = pages(printed(folder, paper="a4")["board.zh.pdf"])

    assert len(papers) > 5
    for number, paper in enumerate(papers, start=1):
        assert f"第 {number} 页，共 {len(papers)} 页" in paper
        assert "solar.all9.2020.regular.e1" in paper
    listed = [paper for paper in papers if "核对码" in paper and "村 " in paper]
    assert len(listed) >= len(papers) - 3
    assert all("序号" in paper and "金额" in paper for paper in listed)


@noto
def test_masked_it_names_nobody_that_the_web_does_not_name(folder: Path) -> None:
    """For a place where full names may not hang."""
    full = "".join(pages(printed(folder)["board.zh.pdf"]))
    masked = "".join(pages(printed(folder, is_masked=True)["board.zh.pdf"]))

    assert "合成117" in full
    assert "合成117" not in masked
    assert "合**" in masked


@noto
def test_it_tells_the_money_the_rules_the_days_and_how_to_check(folder: Path) -> None:
    """With the day of posting the days are reckoned, without it they are written in by hand."""
    posted = "".join(pages(printed(folder, posted_on=dt.date(2026, 12, 22))["board.zh.pdf"]))
    by_hand = "".join(pages(printed(folder)["board.zh.pdf"]))

    for text in (
        "公示",
        "¥225,933.16",
        "差异化分配（第七条）",
        "本村村务监督委员会",
        "verify.html",
    ):
        assert text in posted
    assert "2026-12-22 至 2026-12-31" in posted.replace("\n", "")
    assert "2026-12" not in by_hand


@noto
def test_the_same_folder_fonts_and_versions_give_the_same_bytes(folder: Path) -> None:
    """Even a tagged file has no clock in it."""
    assert printed(folder) == printed(folder)


@noto
def test_what_is_not_what_was_sealed_is_not_printed(folder: Path, tmp_path: Path) -> None:
    """A title changed in the inputs, an input lost, and a key of another run."""
    changed, lost, other = (tmp_path / name for name in ("changed", "lost", "other"))
    for copy in (changed, lost, other):
        shutil.copytree(folder, copy)
    plan = changed / "restricted" / "inputs" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("差异化分配", "平均分配"), encoding="utf-8")
    (lost / "restricted" / "inputs" / "income.csv").unlink()
    (other / "restricted" / "run_key.bin").write_bytes(bytes(32))

    assert refused(changed) == [("paper.computed-otherwise", "restricted")]
    assert refused(lost) == [("paper.not-again", "restricted")]
    assert refused(other) == [("paper.computed-otherwise", "restricted")]


@noto
def test_every_row_with_a_character_that_no_font_has_is_named(folder: Path) -> None:
    """And the words of the page and of the picture, in one finding."""
    with fonts() as chain:
        known = chain.characters
    found = refused(folder, known - {ord("九")})

    assert found[0] == ("font.no-glyph-words", "")
    assert found[1] == ("font.no-glyph", "rows.jsonl:9")
    assert len(found) == 1 + 273 // 9
    assert refused(folder, known - {ord("观")}) == [("font.no-glyph-words", "")]


def test_days_are_those_of_the_stages_that_post_else_those_of_the_contact() -> None:
    """Working days are counted by the calendar of the plan; the first day is the posting."""
    words = words_in("en")
    contact = Contact(Text(zh="村", en="village"), days=10)
    posts = Stage("p", Act.POST, "village", notice=Notice(10), objections=Notice(7, working=True))
    procedure = Procedure((posts,), calendar=Calendar((2026,)))
    day = dt.date(2026, 12, 1)

    assert list(posting_days(contact, Posting(), words)) == [
        ("Objections are heard for", "10 days, the day of the posting included", True)
    ]
    assert list(posting_days(contact, Posting(procedure, day), words)) == [
        (
            "Posted for",
            "10 days, the day of the posting included: 2026-12-01 to 2026-12-10",
            False,
        ),
        (
            "Objections are heard for",
            "7 working days, the day of the posting included: 2026-12-01 to 2026-12-09",
            False,
        ),
    ]
    assert list(posting_days(None, Posting(), words)) == []
    with pytest.raises(Refused):
        list(posting_days(contact, Posting(procedure, dt.date(2027, 1, 4)), words))


def test_a_chain_knows_what_it_has() -> None:
    """A character is missing when no family has it."""
    chain = FontChain(Path(), ("a",), frozenset(map(ord, "ab")))

    assert chain.missing(["abc", "d"]) == ("c", "d")
    assert chain.missing([]) == ()
