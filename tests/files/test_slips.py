"""The slips as PDF files: opened, painted, and their QR codes read, as a household would."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from benefit_share.distribution import Case
from benefit_share.errors import Refused
from benefit_share.files.pages.fonts import FontChain, font_chain
from benefit_share.files.pages.slips import slip_files
from benefit_share.plan.model import Contact
from benefit_share.rendering import capitals, statement_from_json
from benefit_share.seal.slips import slips_of
from benefit_share.values import Text
from house_paper import BOLD, RARE, REGULAR, SealedRun, fonts, heights, pages, qr_codes, sealed

noto = pytest.mark.needs("noto-cjk")
painting = pytest.mark.needs("noto-cjk", "poppler")

HOSTILE = (
    '#let x = "王"',
    "$ a + b $",
    "*粗* _斜_",
    "[方] ] [",
    "\\u{41} \\n",
    "@label <label>",
    "\"双\" '单' `码`",
    "#panic() //注释",
    "= 标题",
    "合成·买买提--…~",
)
"""Names that a typesetter would take for commands, if it read them as such."""


@pytest.fixture(scope="module")
def run() -> SealedRun:
    """A sealed run of ten households."""
    return sealed("wendeng-points")


def found(run: SealedRun, chain: FontChain, paper: str = "a5") -> list[str]:
    """Return what refuses the slips, as code and household."""
    with pytest.raises(Refused) as refused:
        slip_files(run.public, run.restricted, chain, paper=paper)
    return [f"{one.place}: {one.code} {dict(one.params)}" for one in refused.value.findings]


@noto
@pytest.mark.parametrize("example", ["wendeng-points", "houjialou-posts", "erling-unaccounted"])
def test_every_household_finds_its_name_amount_and_capitals(example: str) -> None:
    """Each page is that of one household, once above and once on the receipt."""
    made = sealed(example)
    slips = {slip.party: slip for slip in slips_of(made.public, made.restricted)}
    told = {party: statement_from_json(json.loads(slip.detail)) for party, slip in slips.items()}
    order = sorted(told.values(), key=lambda one: (one.collective, one.group, slips[one.party].no))
    with fonts() as chain:
        files = slip_files(made.public, made.restricted, chain)

    assert sorted(files) == ["slips.en.pdf", "slips.zh.pdf"]
    for pdf in files.values():
        papers = pages(pdf)
        assert len(papers) == len(slips)
        for paper, statement in zip(papers, order, strict=True):
            slip, yuan = slips[statement.party], divmod(statement.payable, 100)
            words = paper.split()
            assert words.count(statement.party) == 2
            assert paper.count(slip.name) >= 2
            assert paper.count(f"¥{yuan[0]:,}.{yuan[1]:02}") >= 2
            assert paper.count(capitals(statement.payable)) == 2
            assert slip.fingerprint in paper
            assert slip.check in words


@painting
@pytest.mark.parametrize(("paper", "on_a_page"), [("a5", 1), ("a4", 4)])
def test_the_code_is_read_from_the_painted_page(run: SealedRun, paper: str, on_a_page: int) -> None:
    """At 100 points an inch, which the cheapest printer and telephone reach."""
    slips = sorted(slips_of(run.public, run.restricted), key=lambda slip: slip.no)
    with fonts() as chain:
        pdf = slip_files(run.public, run.restricted, chain, paper=paper)["slips.zh.pdf"]
    read = [code for page in range(1, len(pages(pdf)) + 1) for code in qr_codes(pdf, page, dpi=100)]

    assert len(pages(pdf)) == -(-len(slips) // on_a_page)
    assert sorted(read) == sorted(slip.code for slip in slips)


@noto
def test_the_same_run_fonts_and_versions_give_the_same_bytes(run: SealedRun) -> None:
    """No clock, no chance, no name of a folder is in the file."""
    made = []
    for _ in range(2):
        with fonts() as chain:
            made.append(slip_files(run.public, run.restricted, chain))

    assert made[0] == made[1]


@noto
def test_no_name_is_taken_for_a_command() -> None:
    """What would be markup in a template stands on the paper as it was written."""
    made = sealed("wendeng-points", HOSTILE)
    with fonts() as chain:
        files = slip_files(made.public, made.restricted, chain)
    text = "\n".join(pages(files["slips.zh.pdf"]))

    for name in HOSTILE:
        assert name.strip() in text


@noto
@pytest.mark.needs("babelstone-han")
def test_a_name_without_a_glyph_is_refused_by_its_row_and_printed_with_one_more_font() -> None:
    """All such names at once, by the code point, before anything is printed."""
    made = sealed("wendeng-points", ("王𠮷㛃", "张䶮", "合成𫠠", "李四", "合成𠎦"))
    with fonts() as chain:
        refused = found(made, chain)
    with fonts(REGULAR, BOLD, RARE) as chain:
        files = slip_files(made.public, made.restricted, chain)
    text = "\n".join(pages(files["slips.zh.pdf"]))

    assert [line.partition(" {")[0] for line in refused] == [
        "statements.jsonl:3: font.no-glyph",
        "statements.jsonl:5: font.no-glyph",
    ]
    assert "U+2B820" in refused[0]
    assert "𫠠" not in "".join(refused)
    for name in ("王𠮷㛃", "张䶮", "合成𫠠", "合成𠎦"):
        assert text.count(name) == 2


@noto
def test_a_font_without_chinese_refuses_the_words_too(run: SealedRun) -> None:
    """A paper of boxes is never made."""
    with fonts() as chain:
        latin = FontChain(chain.folder, chain.families, frozenset(range(128)))
        refused = found(run, latin)

    assert "font.no-glyph-words" in refused[0]
    assert sum("font.no-glyph " in line for line in refused) == 10


@noto
def test_one_slip_can_be_printed_again_and_a_stranger_has_none(run: SealedRun) -> None:
    """A lost slip is the same slip."""
    slip = slips_of(run.public, run.restricted)[2]
    with fonts() as chain:
        one = slip_files(run.public, run.restricted, chain, households=(slip.party,))
        with pytest.raises(Refused) as refused:
            slip_files(run.public, run.restricted, chain, households=("nobody", slip.party))

    (paper,) = pages(one["slips.zh.pdf"])
    assert slip.name in paper
    assert [one.code for one in refused.value.findings] == ["paper.no-such-slip"]


@noto
def test_many_slips_are_several_files(run: SealedRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each household stands in one of them."""
    monkeypatch.setattr("benefit_share.files.pages.slips.BATCH", 4)
    with fonts() as chain:
        files = slip_files(run.public, run.restricted, chain)

    assert sorted(files) == [f"slips-{n}.{one}.pdf" for n in (1, 2, 3) for one in ("en", "zh")]
    assert [len(pages(files[f"slips-{n}.zh.pdf"])) for n in (1, 2, 3)] == [4, 4, 2]


@noto
@pytest.mark.parametrize(("paper", "length"), [("a5", 200), ("a4", 100)])
def test_the_longest_name_makes_the_rest_smaller_and_is_not_cut_off(
    paper: str, length: int
) -> None:
    """All two hundred characters that can be sealed stand whole, above and on the receipt."""
    name = "".join(chr(0x4E00 + place) for place in range(length))
    made = sealed("wendeng-points", (name,))
    with fonts() as chain:
        text = pages(slip_files(made.public, made.restricted, chain, paper=paper)["slips.zh.pdf"])
        party = slips_of(made.public, made.restricted)[0].party
        alone = slip_files(made.public, made.restricted, chain, paper=paper, households=(party,))
    placed = {said: height for height, said in heights(alone["slips.zh.pdf"], 0)}
    above = min(height for said, height in placed.items() if said.startswith("此条只给您本人"))
    tear, foot = placed["沿此线撕下交回"], placed["签字或按手印"]

    assert above > tear + 4
    assert foot > {"a5": 28, "a4": 421}[paper]
    assert text[0].replace("\n", "").count(name) == 2
    assert len(text) == {"a5": 10, "a4": 3}[paper]


def _verbose(case: Case) -> Case:
    """An office that says how to object in two thousand characters."""
    how = Text(zh="说" * 2_000, en="say" * 600)
    contact = attrs.evolve(case.plan.contact or Contact(how), how=how)
    return attrs.evolve(case, plan=attrs.evolve(case.plan, contact=contact))


@noto
def test_a_slip_with_more_text_than_its_paper_is_refused_by_its_row() -> None:
    """Nothing is cut off, and no second page begins."""
    made = sealed("wendeng-points", change=_verbose)
    with fonts() as chain:
        refused = found(made, chain, "a4")

    assert refused[0].startswith("statements.jsonl:1: paper.does-not-fit")


def test_without_a_font_nothing_is_looked_for() -> None:
    """The finding says which font to give, and where it comes from."""
    with pytest.raises(Refused) as refused, font_chain(()):
        pass
    (finding,) = refused.value.findings

    assert finding.code == "font.none"
    assert "--font-path" in finding.advice


def test_what_is_no_font_is_refused_by_its_name(tmp_path: Path) -> None:
    """A folder without one, a file of another kind, and a damaged font."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "name.txt").write_text("x", encoding="utf-8")
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00" + bytes(60))

    def said(*names: str) -> list[tuple[str, str]]:
        with pytest.raises(Refused) as refused, font_chain([tmp_path / name for name in names]):
            pass
        return [(one.code, Path(one.place).name) for one in refused.value.findings]

    assert said("empty", "name.txt") == [
        ("font.no-file", "empty"),
        ("font.no-file", "name.txt"),
    ]
    assert said("broken.ttf") == [("font.unreadable", "broken.ttf")]
    assert said("missing.ttf")[0][0] == "file.not-found"


@noto
def test_a_folder_of_fonts_and_a_collection_give_the_chinese_faces() -> None:
    """Of ten faces in a file the one for simplified characters is taken."""
    with fonts(REGULAR) as one, fonts(REGULAR.parent) as all_of_them:
        assert one.families == ("Noto Sans CJK SC",)
        assert all_of_them.families == ("Noto Sans CJK SC", "Noto Serif CJK SC")
        assert not one.missing(["合成𠮷㛃䶮"])
        assert one.missing(["𫠠a𠎦"]) == ("𠎦", "𫠠")


def test_without_the_extra_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to install it."""
    monkeypatch.setattr("benefit_share.files.pages.fonts.find_spec", lambda _: None)
    with pytest.raises(Refused) as refused, font_chain([REGULAR]):
        pass

    assert [one.code for one in refused.value.findings] == ["paper.extra"]
