"""The notice for the web in a real browser: on a telephone, at a desk, on paper, by keyboard.

The pictures of the documents are made here: `python tests/page/test_notice.py`.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from house_map import ROOT
from house_notice import notice_in, sealed_in

pytestmark = pytest.mark.needs("chromium")
WIDTHS = (360, 1280)
LANGUAGES = ("zh", "en")


@pytest.fixture(scope="session")
def rows(notice: Path) -> list[dict[str, Any]]:
    """The sealed rows, as a stranger reads them."""
    lines = (notice.parent.parent / "sealed" / "public" / "rows.jsonl").read_text("utf-8")
    return [json.loads(line) for line in lines.splitlines()]


@pytest.fixture(scope="session")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of 273 households, as the command writes it."""
    folder = tmp_path_factory.mktemp("notice")
    sealed_in(folder / "sealed")
    notice_in(folder / "sealed", folder / "web")
    return folder / "web" / "notice.html"


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Any]) -> Any:
    """Chromium."""
    return launch()


@pytest.fixture
def opened(browser: Any, notice: Path) -> Iterator[Callable[..., Any]]:
    """Open the page at a width, with a language; what goes wrong in it fails the test."""
    tabs, faults = [], []

    def start(width: int = 1280, language: str = "zh", **options: Any) -> Any:
        tab = browser.new_page(viewport={"width": width, "height": 800}, **options)
        tab.on("console", lambda said: faults.append(said.text))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.goto(notice.as_uri())
        if language != "zh":
            tab.click(f"label[for={language}]")
        tabs.append(tab)
        return tab

    yield start
    for tab in tabs:
        tab.close()
    assert faults == []


def visible(tab: Any) -> list[list[str]]:
    """Return the cells of the rows that are seen, in their order."""
    told: list[list[str]] = tab.evaluate(
        """() => Array.from(document.querySelectorAll("#rows tbody tr"))
            .filter((row) => row.getClientRects().length)
            .map((row) => Array.from(row.cells, (cell) => cell.textContent))"""
    )
    return told


def cells(row: dict[str, Any]) -> list[str]:
    """Return what the table says of a sealed row."""
    yuan, fen = divmod(row["amount_minor"], 100)
    return [str(row["no"]), row["name"], row["group"], f"{yuan}.{fen:02d}", row["commit"][:8]]


# ---- what it looks like


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(
    opened: Callable[..., Any], width: int, language: str
) -> None:
    """Nobody has to move the page sideways, and no label of the picture is cut off."""
    tab = opened(width, language)
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    over = tab.evaluate(
        f"""() => Array.from(document.querySelectorAll(".{language} svg text, h1, h2, td, dd, p"))
            .filter((one) => one.getClientRects().length)
            .filter((one) => one.getBoundingClientRect().right > window.innerWidth)
            .map((one) => one.textContent)"""
    )

    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert over == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_one_language_is_seen(opened: Callable[..., Any], width: int, language: str) -> None:
    """Of every sentence one language is shown, and the page says which."""
    tab = opened(width, language)
    other = "en" if language == "zh" else "zh"
    seen = "one => one.getClientRects().length > 0"
    count = f"name => Array.from(document.querySelectorAll('.' + name)).filter({seen}).length"

    assert tab.evaluate(count, other) == 0
    assert tab.evaluate(count, language) > 30
    assert tab.evaluate("document.documentElement.lang")[:2] == language


def test_letters_are_large_enough_for_old_eyes(opened: Callable[..., Any]) -> None:
    """No text on a telephone is below 12 pixels, and what is read as a sentence has 16 or more."""
    tab = opened(360)
    sizes = tab.evaluate(
        """() => Array.from(document.querySelectorAll("p, td, th, dd, dt, li, svg text, svg tspan"))
            .filter((one) => one.getClientRects().length)
            .map((one) => [one.tagName, parseFloat(getComputedStyle(one).fontSize)
                * (one.ownerSVGElement ? one.getScreenCTM().a : 1)])"""
    )

    assert min(size for _, size in sizes) >= 12
    assert min(size for tag, size in sizes if tag == "P") >= 16


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(opened: Callable[..., Any], width: int, language: str) -> None:
    """The rules of axe-core, those of good practice too, with the tables unfolded."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = opened(width, language)
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = axe.run(tab).response

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 15


# ---- what it says


def test_it_shows_the_sealed_rows(opened: Callable[..., Any], rows: list[dict[str, Any]]) -> None:
    """Every row, in order, to the letter."""
    assert visible(opened()) == list(map(cells, rows))


def test_it_asks_nobody_for_anything(browser: Any, notice: Path) -> None:
    """The one thing that is loaded is the page; what somebody writes into it does not run."""
    asked: list[str] = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    tab = context.new_page()
    tab.goto(notice.as_uri())
    tab.fill("#search", "x")
    tab.wait_for_timeout(200)
    context.close()

    assert asked == [notice.as_uri()]
    policy = re.search(r'Policy" content="([^"]*)"', notice.read_text("utf-8"))
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]


def test_another_script_does_not_run(browser: Any, notice: Path, tmp_path: Path) -> None:
    """Whoever writes a script into the page finds it dead: the policy names one hash."""
    changed = tmp_path / "changed.html"
    evil = "<script>document.title = 'changed'</script></main>"
    changed.write_text(notice.read_text("utf-8").replace("</main>", evil), "utf-8")
    tab = browser.new_page()
    tab.goto(changed.as_uri())

    assert tab.title() != "changed"
    assert tab.evaluate("document.getElementById('tools').hidden") is False
    tab.close()


def test_without_a_script_everything_is_there(
    opened: Callable[..., Any], rows: list[dict[str, Any]]
) -> None:
    """All rows are shown, the language can be chosen, and no tool stands idle."""
    tab = opened(360, "en", java_script_enabled=False)

    assert tab.locator("#rows tbody tr:visible").count() == len(rows)
    assert not tab.locator("#tools").is_visible()
    assert tab.locator("h1 .en").is_visible()
    assert not tab.locator("h1 .zh").is_visible()


# ---- by keyboard


def test_the_language_is_chosen_by_keyboard(opened: Callable[..., Any]) -> None:
    """The first stop is the choice; an arrow changes it."""
    tab = opened()
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")

    assert tab.locator("h1 .en").is_visible()
    assert tab.evaluate("document.documentElement.lang") == "en"


def test_a_row_is_found_by_keyboard(opened: Callable[..., Any], rows: list[dict[str, Any]]) -> None:
    """By check code and by group; Escape shows all again; the sum is that of the rows."""
    tab = opened(360)
    one = rows[41]
    tab.focus("#search")
    tab.keyboard.type(one["commit"][:8].upper())

    assert visible(tab) == [cells(one)]
    assert f"共 {len(rows)} 行" in tab.inner_text("#found")
    assert tab.locator("#found .zh b").all_inner_texts() == [
        "1",
        f"{one['amount_minor'] / 100:,.2f}",
    ]

    tab.keyboard.press("Escape")
    assert len(visible(tab)) == len(rows)

    tab.keyboard.type(one["group"])
    group = [row for row in rows if row["group"] == one["group"]]
    total = sum(row["amount_minor"] for row in group)
    assert visible(tab) == list(map(cells, group))
    assert tab.locator("#found .zh b").all_inner_texts() == [
        str(len(group)),
        f"{total // 100:,}.{total % 100:02d}",
    ]


def test_the_list_is_sorted_by_keyboard(
    opened: Callable[..., Any], rows: list[dict[str, Any]]
) -> None:
    """From the search four stops to the amount; once up, once more down; no row is changed."""
    tab = opened()
    tab.focus("#search")
    for _ in range(4):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    up = sorted(rows, key=lambda row: (row["amount_minor"], row["no"]))

    assert visible(tab) == list(map(cells, up))
    assert tab.get_attribute("#rows th:nth-child(4)", "aria-sort") == "ascending"

    tab.keyboard.press("Space")
    down = sorted(rows, key=lambda row: (-row["amount_minor"], row["no"]))

    assert visible(tab) == list(map(cells, down))
    assert tab.locator("#rows th[aria-sort]").count() == 1


def test_every_column_can_be_sorted_and_back(
    opened: Callable[..., Any], rows: list[dict[str, Any]]
) -> None:
    """Whatever was sorted before, the numbers bring the sealed order back."""
    tab = opened()
    for column in (2, 3, 5):
        tab.click(f"#rows th:nth-child({column}) button")
        assert sorted(visible(tab)) == sorted(map(cells, rows))
    tab.click("#rows th:nth-child(1) button")

    assert visible(tab) == list(map(cells, rows))


# ---- on paper


@pytest.mark.needs("poppler", "fonts")
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints(
    opened: Callable[..., Any], rows: list[dict[str, Any]], language: str, tmp_path: Path
) -> None:
    """On A4: every row, the picture as text, one language, and no tool."""
    tab = opened(1280, language)
    tab.pdf(path=tmp_path / "notice.pdf", format="A4")
    program = shutil.which("pdftotext")
    assert program is not None
    done = subprocess.run(
        [program, "-layout", tmp_path / "notice.pdf", "-"], capture_output=True, check=True
    )
    text = done.stdout.decode("utf-8")

    assert [row["no"] for row in rows if row["commit"][:8] not in text] == []
    sheets = [sheet for sheet in text.split("\f") if any(r["commit"][:8] in sheet for r in rows)]
    code = {"zh": "核对码", "en": "Check code"}[language]
    assert len(sheets) > 3
    assert all(code in sheet for sheet in sheets)
    heads = {"zh": "公示名单", "en": "The list"}
    assert [name for name, head in heads.items() if head in text] == [language]
    assert "运维费" in text if language == "zh" else "Operation and" in text
    assert not re.search(r"查找姓名|Find a name|English", text)


# ---- the pictures of the documents

PICTURES = ROOT / "docs" / "images"
SHOTS = (
    ("notice-phone", 360, 1000, ""),
    ("notice-desk", 1280, 1000, ""),
    ("notice-list", 360, 800, "find"),
)


def shoot(browser: Any, notice: Path, folder: Path) -> None:
    """Write the pictures of the documents, in both languages."""
    for name, width, height, at in SHOTS:
        for language in LANGUAGES:
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto(notice.as_uri())
            tab.click(f"label[for={language}]")
            tab.evaluate("document.activeElement.blur()")
            if at:
                tab.evaluate(f"document.getElementById('{at}').scrollIntoView()")
            tab.screenshot(path=folder / f"{name}.{language}.png")
            tab.close()


def test_the_pictures_of_the_documents_can_be_made(
    browser: Any, notice: Path, tmp_path: Path
) -> None:
    """Each is made anew and has the size of the one that the documents show."""
    shoot(browser, notice, tmp_path)
    made = {path.name: path.read_bytes()[16:24] for path in tmp_path.iterdir()}
    shown = {path.name: path.read_bytes()[16:24] for path in PICTURES.glob("notice-*.png")}

    assert made == shown


if __name__ == "__main__":
    import tempfile

    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as text, sync_playwright() as playwright:
        home = Path(text)
        sealed_in(home / "sealed")
        notice_in(home / "sealed", home / "web")
        program = shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        PICTURES.mkdir(exist_ok=True)
        shoot(chromium, home / "web" / "notice.html", PICTURES)
