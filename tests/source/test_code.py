"""Code with colours."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.source.code_colours import LONGEST, coloured
from tests.source.conftest import LoadPage


def test_code_in_a_language(load_text: LoadPage) -> None:
    session, found = load_text('# One\n\n``` Python\nif a < "<b>":\n    b = 1\n```\n')
    assert session.pages[0].html == (
        '<figure class="coded-text"><figcaption>Python</figcaption><pre role="group" tabindex="0" aria-label="Python">'
        '<code><span class="code-keyword">if</span> a &lt; <span class="code-string">"&lt;b&gt;"</span>:\n'
        '    b = <span class="code-number">1</span>\n</code></pre></figure>\n'
    )
    assert not found


@pytest.mark.parametrize("info", ["", " text", "plaintext"])
def test_code_in_none(info: str, load_text: LoadPage) -> None:
    session, found = load_text(f"# One\n\n```{info}\na <b>\n```\n")
    assert re.sub(r' class="[^"]*"', "", session.pages[0].html) == "<pre><code>a &lt;b&gt;\n</code></pre>\n"
    assert not found


def test_an_unknown_language(load_text: LoadPage) -> None:
    session, found = load_text("# One\n\n- item\n\n  ```pyhton\n  a\n  ```\n")
    assert [(each.code, each.pos.line, each.pos.column, each.hint) for each in found] == [
        ("SK6080", 12, 6, "Did you mean “python”?")
    ]
    assert '<code class="language-pyhton">a\n</code>' in session.pages[0].html


@given(
    st.text(alphabet="ab1 \n\t\r\"'<>&{}[]()#$/*-+=:;\\\x00ü", max_size=60),
    st.sampled_from(["python", "json", "html", "bash", "console", "css", "sql", "yaml", "diff", "php", "markdown"]),
)
def test_no_code_is_changed(code: str, language: str) -> None:
    html = coloured(code, language)
    tags = re.findall(r"<[^>]*>", html)
    assert all(re.fullmatch(r'<span class="code-[a-z]+">|</span>', tag) for tag in tags)
    assert unescape(re.sub(r"<[^>]*>", "", html)) == unescape(code.replace("&", "&amp;"))


def test_very_long_code_has_no_colours() -> None:
    assert coloured("if\n" * LONGEST, "python") == "if\n" * LONGEST
