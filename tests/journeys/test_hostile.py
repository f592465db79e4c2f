"""Scripts where words belong: in every text of the sources, in files, in a learner's name, in an answer. None runs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from scormkit import api

from .fixtures import Packages
from .host.server import Lms

RUN = "<img src=x onerror=\"window.top.ran='%s'\">"
SCRIPT = "<script>window.top.ran='%s'</script>"
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="window.top.ran='svg'">
<script>window.top.ran='svg script'</script>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="top.ran=1"/>
</foreignObject><a href="javascript:top.ran=1"><rect width="9" height="9"/></a></svg>"""


def hostile_session(folder: Path) -> Path:
    """A session whose author, or whoever wrote what they copied, means harm."""
    folder.mkdir()
    run = {name: RUN % name for name in ("title", "goal", "wait", "line")}
    # As code it stands in the page letter by letter, and as text in menus, legends and names.
    run |= {name: f"`{RUN % name}`" for name in ("page", "ask", "pick", "said", "why", "part", "shown")}
    (folder / "session.yaml").write_text(
        f"""title: '{run["title"].replace("'", "''")}'
id: harm
description: '{(SCRIPT % "description").replace("'", "''")}'
minutes: 3
authors: ['{run["title"].replace("'", "''")}']
objectives:
  - id: goal
    title: '{run["goal"].replace("'", "''")}'
complete_when: [pages, assessment]
pass_mark: 100
help:
  text: '{run["line"].replace("'", "''")}'
  contacts:
    - name: '{run["line"].replace("'", "''")}'
      email: help@example.org
assessment:
  cooling_off: '{run["wait"].replace("'", "''")}'
  pass_marks:
    - of: goal
      pass_mark: 60
""",
        "utf-8",
    )
    (folder / "a'%3Cimg onerror=top.ran=1%3E&.svg").write_text(SVG, "utf-8")
    (folder / "said.vtt").write_text(f"WEBVTT\n\n00:00.000 --> 00:02.000\n{SCRIPT % 'caption'}<b>Hello</b>\n", "utf-8")
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(64))
    (folder / "01-read.md").write_text(
        f"""---
objectives: goal
---

# {run["page"]}

{SCRIPT % "markdown"} and <b onmouseover="top.ran=1" onfocus="top.ran=1" tabindex="0" autofocus>words</b>

<object data="x" onerror="top.ran=1"></object><form action="javascript:top.ran=1"><button>Go</button></form>

<svg onload="window.top.ran='inline'"></svg><iframe srcdoc="{(SCRIPT % "frame").replace('"', "&quot;")}"></iframe>

![{run["shown"]}](<a'%253Cimg onerror=top.ran=1%253E&.svg>)

::: note {run["part"]}
{SCRIPT % "note"}
:::

::: video film.mp4 {{captions=said.vtt title="{(SCRIPT % "film").replace('"', "'")}"}}
{run["shown"]}
:::

::: question {{#check}}
{run["ask"]}

- [x] {run["pick"]}
  {run["said"]}
- [ ] Another

::: hint
{SCRIPT % "hint"}
:::

{run["why"]}
:::

::: question {{#words type=fill-in}}
Say [[it]]
:::

::: question {{#note type=reflection}}
What do you think?
:::
""",
        "utf-8",
    )
    (folder / "02-test.md").write_text(
        f"""---
kind: assessment
objectives: goal
---

# Test {run["page"]}

::: section {run["part"]}
{SCRIPT % "section"}

::: question {{#asked}}
{run["ask"]}

- [x] {run["pick"]}
- [ ] Another
:::
:::
""",
        "utf-8",
    )
    return folder


def test_nothing_that_is_written_ever_runs(browser: Browser, packages: Packages, tmp_path: Path) -> None:
    """Every page and every state of the questions; the learner's name and what a learner writes are shown as text."""
    result = api.build([hostile_session(tmp_path / "harm")], ["scorm2004-4"], tmp_path / "dist")
    (built,) = (tmp_path / "dist").glob("*.zip")
    assert {finding.code for finding in result.report.findings} >= {"SK1045", "SK6050"}, result.report.findings
    name = RUN % "learner"
    with Lms(built, "scorm2004", learner_name=name) as lms:
        context = browser.new_context(viewport={"width": 1000, "height": 800}, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{lms.origin}/host/host.html")
        sco = page.frame_locator("iframe[name=sco]")
        expect(sco.locator("main h1")).to_be_visible()
        frame = page.frame(name="sco")
        assert frame is not None

        def show(place: str) -> None:
            frame.evaluate("place => { location.hash = place; }", place)
            expect(sco.locator("main h1")).to_be_visible()
            page.wait_for_timeout(100)
            assert page.evaluate("window.ran") is None, place

        show("#/harm")
        expect(sco.locator("main")).to_contain_text("onerror")
        show("#/harm/read")
        sco.get_by_text("A hint", exact=True).click()
        for check in ("check", "words", "note"):
            form = sco.locator(f"form[data-question={check}]")
            if check == "check":
                form.locator("label").first.click()
            else:
                form.locator(".answer-text").fill(f"{RUN % 'answer'}{SCRIPT % 'answer'}")
            form.locator("button[type=submit]").click()
            expect(form.locator(".question-result")).to_be_visible()
        show("#/harm/test")
        sco.locator(".assessment .panel button").click()
        sco.locator("form label").last.click()
        sco.locator(".assessment-moves button").last.click()
        expect(sco.locator(".overview-text")).to_contain_text("onerror")
        sco.locator("[data-action=submit]").click()
        expect(sco.locator(".outcome")).to_contain_text("onerror")
        show("#/harm/results")
        show("#/harm/certificate")
        expect(sco.locator("main")).to_contain_text("onerror")
        sco.locator("#player-help").click()
        expect(sco.locator("dialog")).to_contain_text("onerror")
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        page.close(run_before_unload=True)
        lms.wait_for_end(0)
        assert any("<img src=x" in value for value in lms.written("cmi.interactions.2.learner_response"))
        context.close()
