"""The LMS of the tests itself: it stores, resumes, fails as told, and sees every fault. On packages made by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .host.server import Lms, Profile
from .watch import Watch

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>T</title>
<item identifier="I" identifierref="R"><title>T</title>
<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="obj-a"/>
<imsss:objective objectiveID="obj-b"/></imsss:objectives></imsss:sequencing></item></organization></organizations>
<resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/>
</resource></resources></manifest>"""

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>T</title>
<link rel="icon" href="data:,"><h1>Content</h1>
<script>
"use strict";
const api = parent.API_1484_11 || parent.API, old = !parent.API_1484_11, name = n => old ? "LMS" + n : n;
const call = (n, ...a) => api[old && n === "Terminate" ? "LMSFinish" : name(n)](...a);
const core = old ? "cmi.core." : "cmi.";
call("Initialize", "");
window.before = call("GetValue", "cmi.suspend_data");
window.entry = call("GetValue", core + "entry");
window.end = () => call("Terminate", "");
%s
</script></html>"""

PROFILES: tuple[Profile, ...] = ("scorm12", "scorm2004", "moodle12", "moodle2004")


@contextmanager
def visit(browser: Browser, folder: Path, profile: Profile, script: str, lms: Lms | None = None) -> Iterator[tuple]:
    """An LMS and a browser with a package of one page that runs a script."""
    package = folder / f"{profile}.zip"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("imsmanifest.xml", MANIFEST.format(version="1.2" if profile.endswith("12") else "CAM 1.3"))
        archive.writestr("index.html", PAGE % script)
    with ExitStack() as stack:
        lms = stack.enter_context(Lms(package, profile))
        context = browser.new_context()
        stack.callback(context.close)
        yield lms, context, Watch(context, lms)


def launch(context: object, lms: Lms) -> Page:
    """Opens the host page and waits for the content."""
    page = context.new_page()  # type: ignore[attr-defined]
    page.goto(f"{lms.origin}/host/host.html")
    page.frame_locator("iframe").get_by_role("heading").wait_for()
    return page


@pytest.mark.parametrize("profile", PROFILES)
def test_what_content_stores_is_handed_back(browser: Browser, tmp_path: Path, profile: Profile) -> None:
    """State, interactions and objectives survive from one launch to the next, and nothing is complained of."""
    script = """
    const count = Number(call("GetValue", "cmi.interactions._count")), n = `cmi.interactions.${count}.`;
    call("SetValue", core + "exit", "suspend");
    call("SetValue", "cmi.suspend_data", window.before + "x");
    call("SetValue", n + "id", "q" + count);
    call("SetValue", n + "type", "choice");
    call("SetValue", n + (old ? "student_response" : "learner_response"), old ? "a,b" : "a[,]b");
    window.objectives = call("GetValue", "cmi.objectives._count");
    call("Commit", "");
    """
    with visit(browser, tmp_path, profile, script) as (lms, context, watch):
        for number in range(3):
            page = launch(context, lms)
            frame = page.frame(name="sco")
            assert frame.evaluate("before") == "x" * number
            assert frame.evaluate("entry") == ("resume" if number else "ab-initio")
            assert str(frame.evaluate("objectives")) == ("0" if profile.endswith("12") else "2")
            assert frame.evaluate("end()") == "true"
            page.close()
        assert lms.value("cmi.interactions.2.id") == "q2"
        assert lms.value("cmi.interactions.0.id") == "q0"
        lms.wait_for(lambda: len(lms.called("Terminate")) == 3, "the last calls")
        watch.assert_clean()


@pytest.mark.parametrize("profile", PROFILES)
def test_what_content_says_on_leaving_arrives(browser: Browser, tmp_path: Path, profile: Profile) -> None:
    """A tab that is closed still ends its session, by a beacon."""
    script = """
    addEventListener("pagehide", () => {
        call("SetValue", core + "exit", "suspend");
        call("SetValue", "cmi.suspend_data", "last words");
        call("Terminate", "");
    });
    """
    with visit(browser, tmp_path, profile, script) as (lms, context, watch):
        page = launch(context, lms)
        other = context.new_page()
        page.close(run_before_unload=True)
        lms.wait_for(lambda: len(lms.called("Terminate")) == 1, "the last calls")
        lms.wait_for(lambda: lms.value("cmi.suspend_data") == "last words", "the last words")
        assert lms.commits[-1].by_beacon
        other.close()
        watch.assert_clean()


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("mode", ["refuse", "broken", "offline", "lose"])
def test_a_commit_fails_as_told(browser: Browser, tmp_path: Path, profile: Profile, mode: str) -> None:
    """Content is told "false", and only a lost answer leaves something stored."""
    script = 'call("SetValue", "cmi.suspend_data", "kept"); window.commit = () => call("Commit", "");'
    with visit(browser, tmp_path, profile, script) as (lms, context, watch):
        page = launch(context, lms)
        lms.fail(mode)
        assert str(page.frame(name="sco").evaluate("commit()")) == "false"
        assert lms.value("cmi.suspend_data") == ("kept" if mode == "lose" else "")
        lms.fail("ok")
        assert str(page.frame(name="sco").evaluate("commit()")) == "true"
        assert lms.value("cmi.suspend_data") == "kept"
        watch.assert_clean()


FAULTS = {
    "a wrong value": 'call("SetValue", core + "score.raw", "many");',
    "a script error": 'setTimeout(() => { throw new Error("seeded") });',
    "a file that is not there": 'new Image().src = "nowhere.png";',
    "a request to elsewhere": 'new Image().src = "http://127.0.0.1:9/there.png";',
    "a console error": 'console.error("seeded");',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_does_not_pass_unseen(browser: Browser, tmp_path: Path, fault: str) -> None:
    """Each kind of fault that a journey must not have is noticed."""
    with visit(browser, tmp_path, "scorm12", FAULTS[fault]) as (lms, context, watch):
        launch(context, lms).wait_for_timeout(300)
        with pytest.raises(AssertionError):
            watch.assert_clean()


MISUSE = {
    "moodle12": {
        "cmi.core.lesson_status=not attempted": "405",
        "cmi.core.exit=normal": "405",
        "cmi.core.session_time=PT5M": "405",
        "cmi.core.session_time=00:00:01.234": "405",
        "cmi.core.score.raw=101": "405",
        "cmi.interactions.1.id=q": "201",
        "cmi.interactions.0.id=with blank": "405",
        "cmi.core.student_id=me": "403",
        "cmi.interactions.0.learner_response=a": "201",
    },
    "moodle2004": {
        "cmi.objectives.0.id=another": "351",
        "cmi.objectives.2.id=obj-b": "351",
        "cmi.interactions.0.type=choice": "408",
        "cmi.session_time=PT1.234S": "406",
        "cmi.score.scaled=1.5": "407",
        "cmi.score.scaled=.5": "406",
        "cmi.completion_status=passed": "406",
        "cmi.learner_id=me": "404",
        "cmi.nothing=x": "401",
    },
}


@pytest.mark.parametrize("profile", MISUSE)
def test_the_strict_host_is_strict(browser: Browser, tmp_path: Path, profile: Profile) -> None:
    """It refuses what Moodle was seen to refuse, with the same codes."""
    with visit(browser, tmp_path, profile, "") as (lms, context, _):
        frame = launch(context, lms).frame(name="sco")
        for misuse, code in MISUSE[profile].items():
            element, _, value = misuse.partition("=")
            seen = frame.evaluate(
                "([e, v]) => [String(call('SetValue', e, v)), String(call('GetLastError'))]", [element, value]
            )
            assert seen == ["false", code], misuse


def test_the_strict_host_loses_what_does_not_fit_a_beacon(browser: Browser, tmp_path: Path) -> None:
    """Above 64 KiB the last commit is lost whole; line breaks change on the way."""
    script = """
    addEventListener("pagehide", () => {
        call("SetValue", "cmi.exit", "suspend");
        call("SetValue", "cmi.suspend_data", "x\\ny" + "x".repeat(Number(location.hash.slice(1) || 0)));
        window.ended = call("Terminate", "");
    });
    """
    with visit(browser, tmp_path, "moodle2004", script) as (lms, context, _):
        other = context.new_page()
        page = launch(context, lms)
        page.close(run_before_unload=True)
        other.wait_for_timeout(300)
        assert lms.value("cmi.suspend_data") == "x\r\ny"
        page = launch(context, lms)
        frame = page.frame(name="sco")
        frame.evaluate("call('SetValue', 'cmi.location', '\\u20ac'.repeat(999)); location.hash = '63990'")
        page.close(run_before_unload=True)
        other.wait_for_timeout(300)
        assert lms.value("cmi.suspend_data") == "x\r\ny"
        assert lms.called("Terminate")[-1].result == "false"
