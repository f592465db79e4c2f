"""Formulas: what is one, what becomes of it, and that nothing else comes in with it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.source.formulas import _ATTRIBUTES, _ELEMENTS, FormulaError, mathml
from tests.source.conftest import LoadPage


class Parts(HTMLParser):
    """The tags, attributes and texts of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str] = {}
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name: value or "" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def parts_of(html: str) -> Parts:
    parts = Parts()
    parts.feed(html)
    parts.close()
    return parts


def test_a_formula() -> None:
    assert mathml(r"\frac{a}{b} < 2", displayed=False) == (
        '<math display="inline"><mrow><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>'
        "<mo>&lt;</mo><mn>2</mn></mrow></math>"
    )
    assert mathml("x", displayed=True).startswith('<math display="block">')


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        ("", "something is missing at its end"),
        (r"\frac{a", "a { has no }"),
        ("a}{b", "a } has no {"),
        ("x^", "nothing stands behind ^ or _"),
        ("x_1_2", "two _ follow each other; put braces round one"),
        (r"\left( x", r"\left and \right do not agree"),
        (r"\fraq{a}{b}", r"\fraq is not known"),
        (r"\begin{cases}a", r"a \begin has no \end"),
        (r"\begin{casses}a\end{casses}", r"\begin{casses} is not known"),
        (r"\href{javascript:alert(1)}{x}", r"\href is not taken here"),
        (r"\def\a{\a\a}\a", r"\def is not taken here"),
        (r"5 % of", r"a % would hide what is behind it; write \%"),
        ("{" * 60 + "}" * 60, "its parts lie too deep within each other"),
        ("x" * 2001, "it has more than 2,000 characters"),
        (r"\sqrt " * 330 + "x", "its parts lie too deep within each other"),
    ],
)
def test_what_is_broken(latex: str, said: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(said)):
        mathml(latex, displayed=False)


def test_text_in_a_formula_stays_text() -> None:
    html = mathml(r"\text{<script>alert(1)</script> &amp; <b>}", displayed=False)
    assert parts_of(html).tags == ["math", "mrow", "mtext"]
    assert "<script>alert(1)</script>" in parts_of(html).words.replace("\xa0", " ")


LATEX = st.lists(
    st.sampled_from(
        r"\frac \text \mathbf \sqrt ^ _ { } [ ] & \\ \left( \right) a 1 < > \" ' \begin{cases} \end{cases} "
        r"\hspace{1cm} \hspace{x\"onload=1} &lt; &#60; <img/src=x/onerror=alert(1)> \unicode \xrightarrow".split()
    ),
    max_size=12,
)


@given(LATEX)
def test_no_formula_is_anything_else(pieces: list[str]) -> None:
    try:
        parts = parts_of(mathml(" ".join(pieces), displayed=False))
    except FormulaError:
        return
    assert set(parts.tags) <= _ELEMENTS
    assert set(parts.attributes) <= _ATTRIBUTES
    assert not re.search(r"[<>\"'&(:;]", "".join(parts.attributes.values()))


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("It costs $5 and $10.", 0),
        ("It costs $5, or 6$ there; $5–$6, $5 and 10$.", 0),
        ("Give $5\\,\\text{mg}$ or $2 \\cdot x$.", 2),
        ("From US$100m to US$200m.", 0),
        ("Look at $HOME/$USER and $PATH.", 0),
        ("A $20m deal, not a $30m one.", 0),
        (r"Not \$x\$ this.", 0),
        ("Code `$x$` is code.", 0),
        ("Twice $ x $ blank.", 0),
        ("$x$ is 5", 1),
        ("Take $5x + 3$, or $x_1$!", 2),
        ("Let ($a \\$ b$) be.", 1),
        ("Two lines $a +\nb$ long.", 1),
        ("In a line $$a$$ by itself.", 1),
        ("$$\na = b\n$$", 1),
        ("- item $x$\n\n> $$\n> x\n> $$", 2),
    ],
)
def test_what_is_a_formula(text: str, formulas: int, load_text: LoadPage) -> None:
    session, found = load_text(f"# One\n\n{text}\n")
    assert session.pages[0].html.count("<math ") == formulas
    assert not found


def test_a_formula_beside_html_of_the_author(load_text: LoadPage) -> None:
    session, found = load_text("# One\n\n<p>H<sub>2</sub>O</p>\n\nThe sum $a$.\n\n$$\nb\n$$\n")
    html = session.pages[0].html
    assert html.count("<math ") == 2
    assert "data-sealed" not in html
    assert '<span class="formula" role="group" tabindex="0" aria-label="Formula"><math display="block">' in html
    assert not found


def test_nobody_writes_what_is_sealed(load_text: LoadPage) -> None:
    session, found = load_text('# One\n\n$a$ <span data-sealed="0">x</span> <math><mi>b</mi></math>\n')
    assert session.pages[0].html.count("<math ") == 1
    assert "data-sealed" not in session.pages[0].html
    assert {each.code for each in found} == {"SK1045"}


def test_where_a_formula_is_broken(load_text: LoadPage) -> None:
    session, found = load_text("# One\n\nFirst $a$ and then\n$x^$ and $x^$.\n\n$$\n\\foo <b>\n$$\n")
    assert [(each.pos.line, each.pos.column) for each in found] == [(11, 1), (11, 10), (13, 1)]
    assert "<code>\\foo &lt;b&gt;</code>" in session.pages[0].html


def test_a_formula_in_a_title(load_text: LoadPage) -> None:
    session, _ = load_text("# The value of $x^2$\n\nText.\n\n## About $y$\n\nText.\n")
    assert session.pages[0].title == "The value of x^2"
    assert "<math " in session.pages[0].html
