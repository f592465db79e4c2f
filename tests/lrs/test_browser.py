"""cmi5 and web packages in a real browser: an LRS of another origin, preflights, IndexedDB, keepalive, a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.journeys.fixtures import ROOT
from tests.lrs.fixtures import answer_checks, read_on, verbs
from tests.xapi.parts import wait_for


def test_a_cmi5_session_from_another_origin(context: BrowserContext, content: Any, site: Any, lms: Any) -> None:
    """Preflights, token, launch data, statements, state, Exit, and back to the LMS; again at the next launch."""
    folder = content("cmi5")
    origin = site(folder)
    server = lms(returnURL=f"{origin}/course.js")
    page = context.new_page()
    page.goto(f"{origin}/index.html?{server.launch()}")
    read_on(page, 2)
    answer_checks(page)
    expect(page.locator("#player-save-state")).to_have_attribute("data-state", "saved")
    page.keyboard.press("F5")
    page.reload()
    read_on(page, 0)
    page.locator("#player-exit").click()
    page.wait_for_url("**/course.js")
    seen = server.seen
    assert seen["refused"] == []
    assert [each["verbs"] for each in seen["sessions"]] == [["initialized", "terminated"]]
    assert "answered" in verbs(seen)
    assert seen["document"]["state"]
    page.goto(f"{origin}/index.html?{server.launch()}")
    page.locator("main h1").wait_for()
    assert page.evaluate("location.hash") == "#/" + seen["document"]["location"]


def test_exit_says_what_became_of_the_work(context: BrowserContext, content: Any, site: Any, lms: Any) -> None:
    """An LRS that fails: kept in this browser, after no more time than a learner can wait; saved at the next launch."""
    origin = site(content("cmi5"))
    server = lms()
    page = context.new_page()
    page.clock.install()
    page.goto(f"{origin}/index.html?{server.launch()}")
    read_on(page, 1)
    wait_for(lambda: "initialized" in verbs(server.seen))
    server.ask("fail?status=503")
    read_on(page, 1)
    page.locator("#player-exit").click()
    closed = page.locator("[data-closed]")
    expect(closed).to_have_attribute("data-closed", "closed_saving")
    page.clock.fast_forward(8500)
    expect(closed).to_have_attribute("data-closed", "closed_kept")
    page.close()
    server.ask("fail")
    page = context.new_page()
    page.goto(f"{origin}/index.html?{server.launch()}")
    page.locator("[data-notice=handed-over]").wait_for()
    page.locator("#player-exit").click()
    expect(page.locator("[data-closed]")).to_have_attribute("data-closed", "closed_saved")
    assert server.seen["refused"] == []
    assert server.seen["sessions"][-1]["verbs"] == ["initialized", "terminated"]


def test_a_closed_page_sends_the_rest_by_keepalive(context: BrowserContext, content: Any, site: Any, lms: Any) -> None:
    """What happened in the last second arrives though the page is gone."""
    server = lms()
    page = context.new_page()
    page.goto(f"{site(content('cmi5'))}/index.html?{server.launch()}")
    read_on(page, 1)
    wait_for(lambda: "initialized" in verbs(server.seen))
    read_on(page, 1)
    page.close(run_before_unload=True)
    wait_for(lambda: verbs(server.seen).count("experienced") == 2)
    assert verbs(server.seen)[-1] == "terminated"
    assert server.seen["refused"] == []


def test_statements_wait_in_the_database_of_the_browser(
    context: BrowserContext, content: Any, site: Any, lms: Any
) -> None:
    """While the LRS fails a learner reads on; what waits is in IndexedDB, and goes when the LRS is back."""
    server = lms()
    page = context.new_page()
    page.goto(f"{site(content('cmi5'))}/index.html?{server.launch()}")
    read_on(page, 1)
    wait_for(lambda: "initialized" in verbs(server.seen))
    server.ask("fail?status=503")
    read_on(page, 2)
    count = """() => new Promise((resolve) => { const opening = indexedDB.open("scormkit-xapi");
        opening.onsuccess = () => {
        const asked = opening.result.transaction("statements").objectStore("statements").count();
        asked.onsuccess = () => { opening.result.close(); resolve(asked.result); }; }; })"""
    wait_for(lambda: page.evaluate(count) >= 2)
    server.ask("fail")
    wait_for(lambda: verbs(server.seen).count("experienced") >= 2)
    wait_for(lambda: page.evaluate(count) == 0)
    assert server.seen["refused"] == []


def test_the_web_package_works_from_a_folder_and_remembers(context: BrowserContext, content: Any) -> None:
    """No server, no LMS: progress is there after a new start."""
    address = (content("none") / "index.html").as_uri()
    page = context.new_page()
    page.goto(address)
    read_on(page, 2)
    answer_checks(page)
    expect(page.locator("#player-save-state")).to_have_attribute("data-state", "saved")
    page.close()
    page = context.new_page()
    page.goto(address)
    read_on(page, 0)
    assert page.evaluate("location.hash").count("/") == 2
    assert page.locator("main form.question input:checked").count() >= 1


def test_an_au_by_others_finds_the_lms_lawful(context: BrowserContext, site: Any, lms: Any, tmp_path: Path) -> None:
    """npm's @xapi/cmi5 gets through its session, so it is not our reading of cmi5 alone that the LMS goes by."""
    script = next((ROOT / "node_modules/@xapi/cmi5/dist").glob("Cmi5.umd.js"))
    (tmp_path / "cmi5.js").write_bytes(script.read_bytes())
    (tmp_path / "index.html").write_text("<!doctype html><title>AU</title><script src='cmi5.js'></script>", "utf-8")
    server = lms(masteryScore=0.6)
    page = context.new_page()
    page.goto(f"{site(tmp_path)}/index.html?{server.launch()}")
    page.evaluate(
        """async () => { const Au = Cmi5.default ?? Cmi5; const au = new Au(); await au.initialize();
        await au.pass({ scaled: 0.9 }); await au.complete(); await au.terminate(); }"""
    )
    seen = server.seen
    assert seen["refused"] == []
    assert seen["sessions"][0]["verbs"] == ["initialized", "passed", "completed", "terminated"]


def test_the_lms_refuses_what_an_au_may_not_do(context: BrowserContext, site: Any, lms: Any, tmp_path: Path) -> None:
    """The same AU, made to break rules, is refused by each."""
    script = next((ROOT / "node_modules/@xapi/cmi5/dist").glob("Cmi5.umd.js"))
    (tmp_path / "cmi5.js").write_bytes(script.read_bytes())
    (tmp_path / "index.html").write_text("<!doctype html><title>AU</title><script src='cmi5.js'></script>", "utf-8")
    origin = site(tmp_path)
    for deeds, rule in (
        ("await au.initialize(); await au.complete(); await au.complete();", "9.3.0.0-2"),
        ("await au.initialize(); await au.pass({ scaled: 0.9 }); await au.fail({ scaled: 0.1 });", "9.3.0.0-3"),
        ("await au.initialize(); await au.terminate(); await au.progress(50);", "9.3.0.0-5"),
    ):
        server = lms(masteryScore=0.6)
        page = context.new_page()
        page.goto(f"{origin}/index.html?{server.launch()}")
        page.evaluate(f"async () => {{ const au = new (Cmi5.default ?? Cmi5)(); try {{ {deeds} }} catch {{ }} }}")
        refused = server.seen["refused"]
        assert [each.split()[0] for each in refused] == [rule], (deeds, refused)
        page.close()
