"""A session that counts for two frameworks: its results page keeps them apart."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from .fixtures import Journey


def bars(part: Locator) -> list[str]:
    """The objectives with a bar, from top to bottom."""
    return [row.get_attribute("data-objective") or "" for row in part.locator(".bar-row").all()]


def test_the_elements_of_each_framework_stand_under_its_title(journey: Journey) -> None:
    learner = journey("two").launch().read(until="reading").take("right")
    profile = learner.sco.locator('[data-profile="framework"]')
    session = learner.truth.session()
    titles = {framework.id: framework.title for framework in session.frameworks}
    assert set(titles) == {"clcf", "lf"}
    expect(profile.get_by_role("heading", level=3)).to_have_text([titles["clcf"], titles["lf"]])
    lists = profile.get_by_role("list").all()
    assert [bars(one) for one in lists] == [["clcf_2-1", "clcf_2-4"], ["lf_2-1", "lf_2-4"]]
    assert profile.evaluate("each => [...each.children].map(({ tagName }) => tagName)") == [
        "H2",
        "H3",
        "UL",
        "H3",
        "UL",
    ]
    learner.exit()


def test_one_framework_needs_no_title(journey: Journey) -> None:
    learner = journey("tiny").launch().read(until="checks").take("right")
    profile = learner.sco.locator('[data-profile="framework"]')
    expect(profile.get_by_role("heading", level=2)).to_be_visible()
    expect(profile.get_by_role("heading", level=3)).to_have_count(0)
    assert bars(profile) == ["clcf_2-1", "clcf_2-4"]
    learner.exit()
