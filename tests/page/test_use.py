"""The page as people use it: a folder dropped on it, the keyboard alone, a reader, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from house_bundle import ID_NUMBER, Bundle
from house_page import Page, problems_of

pytestmark = pytest.mark.needs("chromium")
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def folder(tmp_path: Path, plain_bundle: Bundle) -> Path:
    """A folder as the office hands it out, `public` in it, and a slip beside it."""
    public = tmp_path / "handed out" / "public"
    public.mkdir(parents=True)
    for name, data in plain_bundle.files.items():
        (public / name).write_bytes(data)
    (tmp_path / "slip.json").write_bytes(plain_bundle.slip(0))
    return public.parent


@pytest.fixture
def tab(page: Page) -> Iterator[Any]:
    """A fresh tab with the page in it."""
    made = page.browser.new_page(locale="zh-CN")
    made.goto(page.path.as_uri())
    yield made
    made.close()


def drop(tab: Any, *paths: Path) -> None:
    """Drop files or folders on the page as a file manager does."""
    session = tab.context.new_cdp_session(tab)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": 200, "y": 200, "data": data}
        session.send("Input.dispatchDragEvent", event)


@pytest.mark.parametrize("inner", [False, True], ids=["the folder that holds it", "public"])
def test_a_folder_that_is_dropped_on_the_page_is_checked(
    tab: Any, folder: Path, *, inner: bool
) -> None:
    """The public folder, or the one that holds it, as `benefit-share verify` takes both."""
    drop(tab, folder / "public" if inner else folder)
    tab.wait_for_selector("#result li")

    assert tab.locator("#result li.failed").count() == 0
    assert tab.locator("#result h2.passed").count() == 1


def test_a_slip_dropped_beside_the_folder_is_checked_with_it(tab: Any, folder: Path) -> None:
    """Both at once; and files that are no bundle fail, instead of being overlooked."""
    drop(tab, folder / "public", folder.parent / "slip.json")
    tab.wait_for_selector("#result li:has-text('H5')")
    assert tab.locator("#result li.failed").count() == 0

    (folder / "public" / "more.txt").write_text("x", encoding="utf-8")
    drop(tab, folder / "public")
    tab.wait_for_selector("#result li.failed")
    assert "more.txt" in tab.inner_text("#result li.failed")


def test_the_keyboard_alone_reaches_everything(tab: Any, folder: Path) -> None:
    """In the order of reading; the verdict is said where a screen reader hears it."""
    order = []
    for _ in range(6):
        tab.keyboard.press("Tab")
        order.append(tab.evaluate("document.activeElement.id"))
    assert order == ["language", "folder", "files", "more", "id", "again"]

    with tab.expect_file_chooser() as chosen:
        tab.focus("#folder")
        tab.keyboard.press("Enter")
    chosen.value.set_files(folder / "public")
    tab.wait_for_selector("#result li")
    assert tab.get_attribute("#result", "aria-live") == "polite"
    tab.focus("#language")
    tab.keyboard.press("Space")
    assert tab.inner_text("h1") == "Check the public files of a distribution"
    tab.focus("#again")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#result") == ""


def test_nothing_stands_in_the_way_of_a_reader(tab: Any, folder: Path) -> None:
    """No problem that axe knows: empty, with a verdict that holds, with one that does not."""
    for language in ("zh-CN", "en"):
        assert tab.get_attribute("html", "lang") == language
        assert problems_of(tab) == []
        drop(tab, folder / "public")
        tab.wait_for_selector("#result h2.passed")
        assert problems_of(tab) == []
        (folder / "public" / "more.txt").write_text("x", encoding="utf-8")
        drop(tab, folder / "public")
        tab.wait_for_selector("#result h2.failed")
        assert problems_of(tab) == []
        (folder / "public" / "more.txt").unlink()
        tab.click("#again")
        tab.click("#language")


def test_on_a_phone_nothing_runs_over_the_edge(page: Page, folder: Path) -> None:
    """Every file is chosen by itself, for a phone chooses no folder."""
    tab = page.browser.new_page(viewport=PHONE, locale="zh-CN")
    tab.goto(page.path.as_uri())
    tab.set_input_files("#files", sorted((folder / "public").iterdir()))
    tab.wait_for_selector("#result h2.passed")

    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.close()


def test_a_number_typed_gets_nowhere(tab: Any, folder: Path) -> None:
    """Not into the verdict, the address, or a store of the browser; and clearing takes it away."""
    drop(tab, folder / "public", folder.parent / "slip.json")
    tab.wait_for_selector("#result li:has-text('H5')")
    tab.fill("#id", f"{ID_NUMBER.lower()} ")
    tab.press("#id", "Tab")
    tab.wait_for_selector("#result li.passed:has-text('H3')")

    assert ID_NUMBER not in tab.inner_text("body")
    assert ID_NUMBER not in tab.url
    assert tab.evaluate("document.cookie") == ""
    tab.click("#again")
    assert tab.input_value("#id") == ""
