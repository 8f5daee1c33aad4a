"""The one-card list on paper: every payer's own, with sums that are those of the payment list."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import attrs
import pytest

from benefit_share.cli import main
from benefit_share.files.bank.filed_run import FiledRun, filed_run
from benefit_share.files.bank.paying import Order, pay
from benefit_share.files.pages.fonts import font_chain
from benefit_share.payments import PaymentList
from benefit_share.rendering.paper.one_card import ROWS, cards_of, one_card, one_card_page
from benefit_share.rendering.paper.typeset import typeset
from benefit_share.values import Text
from house_paper import BOLD, REGULAR, pages
from house_payments import listed, office

ORDER = Order(who="county", at="2026-12-20T08:00:00Z", on="2026-12-21", allows_cash=True)


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paid run over nine villages."""
    edition = office(tmp_path_factory.mktemp("villages"), "zhangzhai-solar")
    pay(filed_run(edition), ORDER)
    return edition


def of_two(count: int) -> PaymentList:
    """Return a list of two payers, of which the second pays one household."""
    made = listed(*range(1_00, 1_00 + count))
    last = attrs.evolve(made.lines[-1], payer="v2", awarded=made.lines[-1].amount + 5)
    return attrs.evolve(made, lines=(*made.lines[:-1], last))


def test_each_payer_has_a_list_of_its_own_with_its_own_total() -> None:
    """And no line of anybody else: what a village hands round is of that village."""
    made = of_two(30)

    first, second = cards_of(made, "0123 4567", names={"v1": "前进村"})

    assert (first.name, second.name) == ("one-card.v1", "one-card.v2")
    assert first.total + second.total == made.total
    assert (len(first.lines), len(second.lines)) == (29, 1)
    for card in (first, second):
        page = one_card(card).decode("utf-8")
        assert page.count('<td class="sign"></td>') == len(card.lines)
        assert card.capitals in page
    assert "前进村 v1" in one_card(first).decode("utf-8")
    assert "-0.05" in one_card(second).decode("utf-8")
    (only,) = cards_of(listed(1, 2), "0123 4567")
    assert only.name == "one-card"


def test_what_was_paid_before_is_not_called_held_back() -> None:
    """Issued again because it was short: the rest of what was awarded has arrived already."""
    made = listed(100_00, 200_00)
    short = attrs.evolve(made, attempt=2, lines=(attrs.evolve(made.lines[0], amount=1),))

    (card,), (again,) = cards_of(made, "0123"), cards_of(short, "0123")

    for language, first, later in (
        ("en", "Held back or added", "Paid before, held back or added"),
        ("zh", "扣/补", "前次已付、扣/补"),
    ):
        heads = [one_card_page(one, language)["heads"] for one in (card, again)]
        assert [head[5] for head in heads] == [first, later]
        assert later in one_card(again).decode()
        assert later not in one_card(card).decode()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("count", [1, ROWS, ROWS + 1, 3 * ROWS])
def test_the_sums_of_the_pages_are_the_total(language: str, count: int) -> None:
    """Every payment stands on one page, numbered without a gap."""
    (card,) = cards_of(listed(*range(99_98, 99_98 + count)), "0123", synthetic=Text("合成", "made"))

    page = one_card_page(card, language)

    fen = [int(one["sum"].replace(".", "")) for one in page["pages"]]
    assert sum(fen) == card.total == int(page["total"].replace(".", ""))
    rows = [row for one in page["pages"] for row in one["rows"]]
    assert [row[0] for row in rows] == [str(no) for no in range(1, count + 1)]
    assert [len(one["rows"]) for one in page["pages"][:-1]] == [ROWS] * (len(fen) - 1)
    assert {len(row) + 2 for row in rows} == {len(page["heads"])}
    assert page["made_up"]


@pytest.mark.needs("noto-cjk")
def test_a_village_prints_the_list_that_its_households_sign(
    villages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For each payer, in both languages; four digits of an account, no more; a private folder."""
    out, fonts = tmp_path / "paper", ("--font-path", REGULAR, "--font-path", BOLD)

    code, told, _ = call(capsys, "one-card", villages, "--out", out, *fonts, "--json")

    assert code == 0
    payers = {f"v{number}" for number in range(1, 10)} | {"s11"}
    assert set(json.loads(told)["files"]) == {
        f"one-card.{payer}.{language}.pdf" for payer in payers for language in ("zh", "en")
    }
    (made,) = filed_run(villages).lists()
    for payer, lines in made.by_payer().items():
        text = "\n".join(pages((out / f"one-card.{payer}.zh.pdf").read_bytes()))
        total = f"{sum(line.amount for line in lines) / 100:.2f}"
        assert f"{total} CNY" in text
        assert "大写" in text
        assert all(line.party in text for line in lines)
        assert not re.search("[0-9]{12}", text)
    if os.name != "nt":
        assert stat.S_IMODE(out.stat().st_mode) == 0o700


def rare(made: PaymentList) -> PaymentList:
    """Return a list whose second payee has a character that no font of the tests has."""
    lines = list(made.lines)
    lines[1] = attrs.evolve(lines[1], name="合成\U000323af")
    return attrs.evolve(made, lines=tuple(lines))


@pytest.mark.needs("noto-cjk")
def test_a_list_that_is_not_there_or_a_name_without_glyph_is_not_printed(
    villages: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Refused by its household, before any file is written; a font is never taken unasked."""
    out, fonts = tmp_path / "paper", ("--font-path", REGULAR)
    lists = tuple(map(rare, filed_run(villages).lists()))
    words = ("one-card", villages, "--out", out, "--lang", "en")

    code, _, told = call(capsys, *words, *fonts, "--attempt", 7)
    assert (code, "payments.list-missing" in told) == (1, True)
    code, _, told = call(capsys, *words)
    assert (code, "font.none" in told) == (1, True)
    monkeypatch.setattr(FiledRun, "lists", lambda _: lists)
    code, _, told = call(capsys, *words, *fonts)
    assert (code, told.count("font.no-glyph"), "U+323AF" in told) == (1, 1, True)
    assert lists[0].lines[1].party in told
    assert not out.exists()


@pytest.mark.needs("noto-cjk")
def test_a_long_name_is_set_smaller_and_never_cut(villages: Path) -> None:
    """The name of a foreign-born head, of seventy characters, stands whole on the page."""
    (made,) = filed_run(villages).lists()
    name = "阿卜杜热合曼·买买提依明·" * 6
    lines = (attrs.evolve(made.lines[0], name=name), *made.lines[1:])
    card = cards_of(attrs.evolve(made, lines=lines), "0123")[0]
    with font_chain([REGULAR, BOLD]) as fonts:
        page = {**one_card_page(card, "zh"), "fonts": fonts.families}
        (text, *_) = pages(typeset("one_card", page, fonts.folder))

    assert text.replace("\n", "").count("阿卜杜热合曼") == 6
