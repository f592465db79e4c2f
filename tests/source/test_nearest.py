from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.source.assets import asset_name
from scormkit.source.nearest import edit_distance, id_from, is_id, nearest, nearest_code, slug


@given(st.text())
def test_a_slug_is_plain_and_stable(text: str) -> None:
    made = slug(text)
    assert not made.strip("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(made) == made


@given(st.text())
def test_what_is_suggested_is_an_id(text: str) -> None:
    assert is_id(id_from(text))


@given(st.text(min_size=1))
def test_names_in_a_package_are_plain(text: str) -> None:
    made = asset_name(text)
    assert made
    assert not made.strip("abcdefghijklmnopqrstuvwxyz0123456789-.")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("team.svg", "team.svg"),
        ("Bilder/Grün 1.SVG", "bilder-grun-1.svg"),
        ("a_b.tar.gz", "a-b-tar.gz"),
        ("表", "file"),
        ("form.", "form"),
        ("a" * 300 + ".pdf", "a" * 100 + "-eaf1675c.pdf"),
    ],
)
def test_asset_names(path: str, name: str) -> None:
    assert asset_name(path) == name


@pytest.mark.parametrize(
    ("a", "b", "edits"), [("", "", 0), ("2.4", "2.5", 1), ("kitten", "sitting", 3), ("abc", "", 3)]
)
def test_edit_distance(a: str, b: str, edits: int) -> None:
    assert edit_distance(a, b) == edits


def test_the_nearest() -> None:
    assert nearest("reviewd", ["reviewed", "reviewers"]) == "reviewed"
    assert nearest("xyz", ["reviewed"]) is None
    assert nearest_code("2.4.9", ["1.4.9", "2.4.1", "2.4"]) == "2.4.1"
    assert nearest_code("2", []) is None
