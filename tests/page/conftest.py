"""A browser with the page open, once for all tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benefit_share.rendering.web.verifier import verify_page
from house_bundle import Bundle, bundle
from house_page import Page

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Any]]:
    """Start Chromium with the arguments given; every one is closed in the end."""
    api = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    with api.sync_playwright() as playwright:
        open_ones = []

        def start(*arguments: str) -> Any:
            made = playwright.chromium.launch(
                executable_path=program, args=[*ARGUMENTS, *arguments]
            )
            open_ones.append(made)
            return made

        yield start
        for one in open_ones:
            one.close()


@pytest.fixture(scope="session")
def page(launch: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page, opened from a file."""
    path = tmp_path_factory.mktemp("page") / "verify.html"
    path.write_bytes(verify_page())
    browser = launch()
    tab = browser.new_page()
    tab.goto(path.as_uri())
    return Page(browser, tab, path)


@pytest.fixture(scope="session")
def signed_bundle() -> Bundle:
    """Signed by three roles and the journal, with the page in it."""
    pytest.importorskip("cryptography")
    return bundle(pages={"verify.html": verify_page()})


@pytest.fixture(scope="session")
def plain_bundle() -> Bundle:
    """Without any key."""
    return bundle(is_signed=False)
