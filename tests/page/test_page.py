"""The page verify.html, in a real browser, says what the program says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import attrs
import pytest

from benefit_share.distribution import run_case
from benefit_share.files import read_case
from benefit_share.files.sealed.sealing import input_files, seal_run
from benefit_share.rendering.web.verifier import verify_page
from benefit_share.seal.manifest import Engine
from benefit_share.seal.rows import Party
from benefit_share.verification import Verdict, verify
from house_bundle import DETAIL, ID_NUMBER, PARTIES, TOTALS, WATERFALL, Bundle, bundle
from house_page import Page

pytestmark = pytest.mark.needs("chromium")
GOLDEN = Path(__file__).resolve().parents[1] / "golden"
BY_HAND = {"V12", "V15"}
"""What the page says that it cannot check."""


def told(verdict: Mapping[str, Any]) -> dict[str, str]:
    """Return how each check of the page came out."""
    return {one["name"]: one["outcome"] for one in verdict["checks"]}


def agree(ours: Verdict, page: Mapping[str, Any]) -> None:
    """Both say the same of every check, and of the whole."""
    assert told(page) == {name: outcome.value for name, outcome in ours.by_name.items()}
    assert (page["holds"], page["complete"]) == (ours.holds, ours.is_complete)
    assert (page["level"], page["fingerprint"]) == (ours.level, ours.fingerprint)
    assert (page["pinned"], page["runId"]) == (ours.is_pinned, ours.run_id)


def test_a_signed_bundle_with_keys_and_slip(page: Page, signed_bundle: Bundle) -> None:
    """Everything passes, under pinned keys, down to the household's own slip."""
    given: dict[str, Any] = {"keys": signed_bundle.ring, "slip": signed_bundle.slip(0)}
    ours = verify(signed_bundle.files, **given, id_number=ID_NUMBER, detail=DETAIL)
    page_says = page.verdict(signed_bundle.files, **given, idNumber=ID_NUMBER, detail=DETAIL)

    agree(ours, page_says)
    assert page_says["level"] == "L2"
    assert {name for name, one in told(page_says).items() if one != "PASSED"} == BY_HAND


def test_without_pinned_keys_it_says_so(page: Page, signed_bundle: Bundle) -> None:
    """The bundle's own keys reach no level of keys."""
    agree(verify(signed_bundle.files), page.verdict(signed_bundle.files))


@pytest.mark.parametrize("no", [0, 1, 2])
def test_an_unsigned_bundle_with_a_slip(page: Page, plain_bundle: Bundle, no: int) -> None:
    """Every household's slip fits; signatures are said to be missing, not good."""
    slip = plain_bundle.slip(no)
    page_says = page.verdict(plain_bundle.files, slip=slip)

    agree(verify(plain_bundle.files, slip=slip), page_says)
    assert told(page_says)["V9"] == "NOT CHECKED"


@pytest.mark.parametrize("folder", sorted(GOLDEN.glob("*/")), ids=lambda path: path.name)
def test_a_golden_bundle(page: Page, folder: Path) -> None:
    """What an earlier version sealed, without the page in it, still verifies."""
    files = {path.name: path.read_bytes() for path in (folder / "public").iterdir()}
    given = {
        name: path.read_bytes()
        for name in ("keys", "slip")
        if (path := folder / f"{name}.json").exists()
    }
    said = page.verdict(files, **given)

    agree(verify(files, keys=given["keys"], slip=given.get("slip")), said)
    assert said["level"] == "L2"


def test_the_page_of_an_earlier_bundle_still_checks_it(launch: Callable[..., Any]) -> None:
    """Whoever opens the folder in ten years has the page that lies in it."""
    folder = GOLDEN / "second" / "public"
    browser = launch()
    tab = browser.new_page()
    tab.goto((folder / "verify.html").as_uri())
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    said = Page(browser, tab, folder / "verify.html").verdict(files)

    assert said["holds"]


def test_a_bundle_of_two_versions_of_the_rules(page: Page) -> None:
    """Lines and pools of both slices, and the slip of a household in both."""
    case = Path(__file__).resolve().parents[2] / "examples/lingtai-versions"
    sealed = seal_run(
        run_case(read_case(case)),
        run_key=bytes(32),
        engine=Engine("benefit-share", "0.1.0", "0" * 64),
        inputs=input_files(case),
    )
    files = {
        name.removeprefix("public/"): data
        for name, data in sealed.files.items()
        if name.startswith("public/")
    }
    slip = sealed.files["restricted/slips/L01.json"]

    agree(verify(files, slip=slip), page.verdict(files, slip=slip))


@pytest.mark.parametrize("number", ["110105194912310021", "1101051949123１002X"])
def test_another_identity_number(page: Page, plain_bundle: Bundle, number: str) -> None:
    """A slip that is made out to somebody else fails."""
    slip = plain_bundle.slip(0)
    page_says = page.verdict(plain_bundle.files, slip=slip, idNumber=number)

    agree(verify(plain_bundle.files, slip=slip, id_number=number), page_says)
    assert told(page_says)["H3"] == "FAILED"


def test_bundles_that_lie_in_a_consistent_way(page: Page) -> None:
    """What is sealed with a wrong page, and a name of what it replaces that is none."""
    for made in (
        bundle(is_signed=False, supersedes="yes"),
        bundle(is_signed=False, supersedes="a" * 64),
        bundle(is_signed=False, pages={"notice.csv": b"no,name\n"}),
        bundle(is_signed=False, totals=attrs.evolve(TOTALS, awarded=501, payable=506)),
        bundle(is_signed=False, totals=attrs.evolve(TOTALS, rows=4)),
        bundle(is_signed=False, totals=attrs.evolve(TOTALS, paid=1)),
        bundle(is_signed=False, waterfall={**WATERFALL, "steps": []}),
        bundle(is_signed=False, pages={"notice.html": b'<table id="rows"></table>'}),
    ):
        agree(verify(made.files), page.verdict(made.files))


@pytest.mark.parametrize("parties", [(), PARTIES[:1]], ids=["nobody", "one row"])
def test_a_list_of_nobody_or_of_one(page: Page, parties: tuple[Party, ...]) -> None:
    """Both hold, in both verifiers, and a list of nobody says that it is one."""
    amount = sum(one.amount for one in parties)
    totals = attrs.evolve(
        TOTALS, rows=len(parties), awarded=amount, released=15 + 450 - amount, payable=450
    )
    made = bundle(is_signed=False, parties=parties, totals=totals)
    page_says = page.verdict(made.files)
    (sums,) = (one for one in page_says["checks"] if one["name"] == "V6")

    agree(verify(made.files), page_says)
    assert page_says["holds"]
    assert [one["code"] for one in sums["findings"]] == ["no-rows"] * (not parties)


def test_the_rows_of_another_bundle(page: Page, plain_bundle: Bundle) -> None:
    """Files that are missing, too many, or empty fail in both."""
    for changed in (
        plain_bundle.changed(rows__jsonl=None),
        plain_bundle.changed(rows__jsonl=b""),
        plain_bundle.changed(journal__jsonl=b""),
        plain_bundle.changed(more__txt=b""),
        plain_bundle.changed(checkpoint__txt=b"\xff"),
        {},
    ):
        agree(verify(changed), page.verdict(changed))


def test_it_is_used_as_a_villager_would(page: Page, plain_bundle: Bundle, tmp_path: Path) -> None:
    """The folder is chosen, then the slip; the verdict stands in both languages."""
    folder = tmp_path / "public"
    folder.mkdir()
    for name, data in plain_bundle.files.items():
        (folder / name).write_bytes(data)
    (tmp_path / "slip.json").write_bytes(plain_bundle.slip(0))
    tab = page.browser.new_page()
    tab.goto(page.path.as_uri())
    tab.set_input_files("#folder", folder)
    tab.wait_for_selector("#result li")
    tab.set_input_files("#more", tmp_path / "slip.json")
    tab.fill("#id", ID_NUMBER)
    tab.press("#id", "Tab")
    tab.wait_for_selector("#result li:has-text('H3')")

    assert tab.locator("#result li.failed").count() == 0
    assert "公钥未固定" in tab.inner_text("#result")
    tab.click("#language")
    assert "keys not pinned" in tab.inner_text("#result")
    (folder / "rows.jsonl").write_bytes(plain_bundle.files["rows.jsonl"].replace(b"450", b"451"))
    tab.set_input_files("#folder", folder)
    tab.wait_for_selector("#result li.failed")
    assert "FAILED" in tab.inner_text("#result h2")


def test_over_plain_http_it_refuses(launch: Callable[..., Any], page: Page) -> None:
    """There the browser has no hashes: the page checks nothing, says so, and what to do."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(page.path.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tab = launch("--host-resolver-rules=MAP example.test 127.0.0.1").new_page()
        tab.goto(f"http://example.test:{server.server_port}/verify.html")
        assert not tab.is_visible("#given")
        assert "没有核验" in tab.inner_text("#result")
        tab.click("#language")
        assert "nothing was checked" in tab.inner_text("#result")
        server.shutdown()


def test_without_ed25519_signatures_are_not_checked(page: Page, signed_bundle: Bundle) -> None:
    """A browser that lacks it never says that a signature is good."""
    tab = page.browser.new_page()
    tab.add_init_script("SubtleCrypto.prototype.verify = async () => { throw new Error(); };")
    tab.goto(page.path.as_uri())
    page_says = Page(page.browser, tab, page.path).verdict(
        signed_bundle.files, keys=signed_bundle.ring
    )

    assert (told(page_says)["V9"], told(page_says)["V11"]) == ("NOT CHECKED", "NOT CHECKED")
    assert not page_says["complete"]


def test_the_page_can_load_and_send_nothing() -> None:
    """Its policy allows its own script and style, and names no address."""
    text = verify_page().decode("utf-8")

    assert "default-src 'none'" in text
    for word in ("http://", "fetch(", "XMLHttpRequest", "WebSocket", "innerHTML", "eval("):
        assert word not in text
