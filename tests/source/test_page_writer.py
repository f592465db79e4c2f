"""The HTML that the theme and the runtime rely on."""

from __future__ import annotations

import re

import pytest

from scormkit.source.html_sanitiser import things_in
from tests.source.conftest import LoadPage, Write


def test_a_callout(load_text: LoadPage) -> None:
    session, found = load_text("# One\n\n::: tip Say <it>\nRepeat.\n:::\n\n::: reading\nA book.\n:::\n")
    assert session.pages[0].html == (
        '<aside class="callout callout-tip" aria-labelledby="handover_one-callout-1">'
        '<p class="callout-title" id="handover_one-callout-1">Tip: Say &lt;it&gt;</p>\n<p>Repeat.</p>\n</aside>\n'
        '<aside class="callout callout-reading" aria-labelledby="handover_one-callout-2">'
        '<p class="callout-title" id="handover_one-callout-2">Further reading</p>\n<p>A book.</p>\n</aside>\n'
    )
    assert not found


def test_an_expandable_section(load_text: LoadPage) -> None:
    session, _ = load_text("# One\n\n::: details What it means\nThis.\n:::\n")
    assert session.pages[0].html == (
        '<details data-block="what-it-means" class="expand"><summary>What it means</summary><div class="expand-body">\n'
        "<p>This.</p>\n"
        "</div></details>\n"
    )


def test_a_figure(write: Write, load_text: LoadPage) -> None:
    write("Team One.svg", '<svg viewBox="0 0 320 180"/>')
    session, found = load_text('# One\n\n![A "team"](Team%20One.svg "Figure 1")\n\n![](Team%20One.svg){.decorative}\n')
    image = 'loading="lazy" decoding="async" width="320" height="180">'
    assert session.pages[0].html == (
        f'<figure><img src="media/handover_team-one.svg" alt="A &quot;team&quot;" {image}'
        "<figcaption>Figure 1</figcaption></figure>\n"
        f'<p><img src="media/handover_team-one.svg" alt="" class="decorative" {image}</p>\n'
    )
    assert [asset.href for asset in session.assets] == ["media/handover_team-one.svg"]
    assert not found


def test_a_video(write: Write, load_text: LoadPage) -> None:
    write("talk.mp4", "x")
    write("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nSo it is.\n")
    session, found = load_text('# One\n\n::: video talk.mp4 {captions=talk.vtt title="A talk"}\nThe words.\n:::\n')
    assert session.pages[0].html == (
        '<figure class="media"><video data-block="talk" controls preload="metadata" aria-label="A talk">'
        '<source src="media/handover_talk.mp4" type="video/mp4">'
        '<track kind="captions" src="media/handover_talk.vtt" srclang="en" label="Captions" default></video>'
        '<figcaption>A talk</figcaption><details class="expand transcript"><summary>Transcript</summary>'
        '<div class="expand-body">\n<p>The words.</p>\n</div></details></figure>\n'
    )
    assert not found


def test_links(write: Write, load_text: LoadPage) -> None:
    write("form.pdf", "x")
    session, found = load_text(
        "# One\n\n[two](#two) [below](#below) [file](form.pdf) [web](https://example.org/?a=1&b=2)\n\n"
        "## Below\n\nText.\n\n# Two\n\nText.\n"
    )
    assert session.pages[0].html.partition("\n")[0] == (
        '<p><a href="#/handover/two" data-page="two">two</a> '
        '<a href="#handover_one_below" data-anchor="handover_one_below">below</a> '
        '<a href="media/handover_form.pdf" download="form.pdf">file</a> '
        '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">web'
        '<span class="visually-hidden"> (opens in a new tab)</span></a></p>'
    )
    assert '<h2 id="handover_one_below">Below</h2>' in session.pages[0].html
    assert not found


def test_a_table(load_text: LoadPage) -> None:
    table = "\n\n| A `<x>` | B |\n|---|--:|\n| 1 | 2 |\n"
    session, _ = load_text(f"# One{table}{table}\n|||\n|---|---|\n| 1 | 2 |\n\n| {'Long, ' * 30} |\n|---|\n| 1 |\n")
    html = session.pages[0].html
    assert html.startswith(
        '<div class="table-scroll" role="region" tabindex="0" aria-label="Table: A &lt;x&gt;, B">\n<table>'
    )
    names = re.findall(r'aria-label="([^"]*)"', html)
    assert names == ["Table: A &lt;x&gt;, B", "Table: A &lt;x&gt;, B (2)", "Table", f"Table: {'Long, ' * 13}Lo …"]
    assert '<th scope="col" class="align-right">B</th>' in html
    assert "style=" not in html


def test_footnotes_do_not_collide(load_text: LoadPage) -> None:
    session, found = load_text("# One\n\nA[^1] and A[^1].\n\n[^1]: Note.\n\n# Two\n\nB[^1]\n\n[^1]: Other.\n")
    ids = [each for page in session.pages for each in re.findall(r' id="([^"]+)"', page.html)]
    assert sorted(ids) == [
        "handover_one-fn1",
        "handover_one-fnref1",
        "handover_one-fnref1-2",
        "handover_two-fn1",
        "handover_two-fnref1",
    ]
    assert '<a href="#handover_one-fn1" data-anchor="handover_one-fn1"' in session.pages[0].html
    assert not found


def test_html_is_kept_or_dropped(load_text: LoadPage) -> None:
    session, found = load_text(
        "# One\n\nPress <kbd onclick='x()'>Enter</kbd>.\n\n<div id='box' data-question='q'>\n\n*Text*\n\n</div>\n\n"
        "<p><a href='https://example.org'>out</a> <a href='#box'>in</a></p>\n"
    )
    html = session.pages[0].html
    assert "<kbd>Enter</kbd>" in html
    assert '<div id="handover_one_box">' in html
    assert "<em>Text</em>" in html
    assert "data-question" not in html
    assert '<a href="#handover_one_box" data-anchor="handover_one_box">in</a>' in html
    assert re.search(r'<a [^>]*target="_blank"', html)
    assert sorted(each.message for each in found) == [
        "“data-question=” may not stand in a page and is taken out",
        "“onclick=” may not stand in a page and is taken out",
    ]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1) alt=''>",
        "<a href='java&#115;cript:alert(1)'>x</a>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></mtext><style><img src=x onerror=alert(1)></style></math>",
        "<form action=x><input></form>",
        "<p style='background:url(//e)'>x</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<scr<script>ipt>alert(1)</script>",
        "[x](JavaScript:alert(1))",
        "![x](data:image/svg+xml;base64,AAAA)",
        "<object data=x></object><embed src=x><base href=//e><meta http-equiv=refresh content=0>",
    ],
)
def test_nothing_active_gets_through(load_text: LoadPage, attack: str) -> None:
    session, found = load_text(f"# One\n\n{attack}\n\nThen {attack} again.\n")
    html = session.pages[0].html.lower()
    assert not re.search(r"<(script|style|iframe|form|input|object|embed|base|meta|svg|math)\b", html)
    assert not re.search(r"<[^>]*\s(on\w+|style|srcdoc)=", html)
    assert not re.search(r"""<[^>]*=["']?\s*(javascript|data):""", html)
    assert found


HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>"


@pytest.mark.parametrize("beside", ["", "<p>HTML of the author</p>\n\n", "<div title='\n\n", '<div title="\n\n'])
def test_words_in_formulas_code_terms_and_chapters_stay_words(write: Write, load_text: LoadPage, beside: str) -> None:
    write("glossary.yaml", f"terms:\n  - term: x\n    definition: {HOSTILE}\n")
    write("a.mp3", "x")
    write("a.vtt", f"WEBVTT\n\n00:00.000 --> 00:09.000\n{HOSTILE}The plan\n")
    session, _ = load_text(
        f"# One\n\n{beside}$\\text{{{HOSTILE}}}$ [{HOSTILE}]{{term=x}}\n\n```html\n{HOSTILE}\n```\n\n"
        f'::: audio a.mp3 {{chapters=a.vtt}}\nWords.\n:::\n\n| `{HOSTILE}` |\n|---|\n| 1 |\n\nIt\'s "so".\n'
    )
    html = session.pages[0].html
    tags = [tag for tag, _ in things_in(html) if tag.startswith("<")]
    assert not {"<script>", "<img>"} & set(tags)
    assert not [name for name, _ in things_in(html) if name.startswith("on")]


def test_a_question(load_text: LoadPage) -> None:
    session, found = load_text(
        '# One\n\n::: question {#who points=2 attempts=1 shuffle=yes maps_to="2.4.1 2.4"}\nWho *begins*?\n\n'
        "- [ ] Nobody & none {#none}\n  Alas.\n\n  More.\n- [x] Somebody\n\nSo it is.\n:::\n\nAfter.\n"
    )
    (question,) = session.pages[0].questions
    assert session.pages[0].html == '<div data-question="who"></div>\n<p>After.</p>\n'
    assert (question.prompt_html, question.prompt_text) == ("<p>Who <em>begins</em>?</p>\n", "Who begins?")
    assert [(each.mark, each.html, each.text, each.correct, each.feedback_html) for each in question.choices] == [
        ("a", "Nobody &amp; none", "Nobody & none", False, "<p>Alas.</p>\n<p>More.</p>\n"),
        ("b", "Somebody", "Somebody", True, ""),
    ]
    assert question.explanation_html == "<p>So it is.</p>\n"
    assert (question.points, question.attempts, question.shuffle) == (2, 1, True)
    assert [each.item.code for each in question.alignments] == ["2.4.1", "2.4"]
    assert question.interaction.correct == ("b",)
    assert not found


def test_a_prompt_may_hold_a_list(load_text: LoadPage) -> None:
    session, _ = load_text("# One\n\n::: question {#q}\nThink of\n\n- one\n- two\n\nWhich?\n\n* [x] a\n* [ ] b\n:::\n")
    (question,) = session.pages[0].questions
    assert "<li>one</li>" in question.prompt_html
    assert [choice.text for choice in question.choices] == ["a", "b"]


def test_what_is_no_html_is_told_too(load_text: LoadPage) -> None:
    session, found = load_text("# One\n\nText <?php echo 1 ?> more.\n\n<div><![CDATA[ secret ]]></div>\n")
    assert [(each.name, each.pos.line) for each in found] == [("html-dropped", 10), ("html-dropped", 12)]
    assert "php" not in session.pages[0].html
    assert "secret" not in session.pages[0].html


def test_raw_media_keep_their_files(load_text: LoadPage, write: Write) -> None:
    write("talk.mp4", b"x")
    write("talk.mp3", b"x")
    session, _ = load_text(
        "# One\n\n<video src='talk.mp4' controls></video>\n\n<audio src='talk.mp3' controls></audio>\n"
    )
    assert 'src="media/handover_talk.mp4"' in session.pages[0].html
    assert 'src="media/handover_talk.mp3"' in session.pages[0].html
