"""The preview shows the graph of a scenario, anew whenever a page is saved, with faults too."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..accessibility.audit import AXE, RULES, RUN
from ..journeys.fixtures import COURSES
from .conftest import View


def test_the_graph_is_in_the_panel(view: View, tmp_path: Path) -> None:
    gallery = Path(shutil.copytree(COURSES["gallery"], tmp_path / "gallery"))
    viewer = view(gallery, width=320)
    assert "Tell her to manage → full" in viewer.tab("Scenarios")
    panel = viewer.page.locator("#view")
    picture = panel.get_by_role("img", name="The scenes of “The last bed”")
    viewer.until(lambda: picture.evaluate("image => image.complete && image.naturalWidth") > 300, "the picture")
    frame = viewer.page.main_frame
    frame.evaluate(f"{AXE.read_text('utf-8')}; null")
    assert frame.evaluate(RUN.replace("axe.run(document", "axe.run({exclude: ['iframe']}"), RULES) == []
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page = gallery / "02-scenario.md"
    page.write_text(page.read_text("utf-8").replace("{#alone ending=bad}", "{#alone}"), "utf-8")
    viewer.page.get_by_role("region", name="Faults in the sources").get_by_text("SK1081").wait_for()
    panel.get_by_text("✗ dead end").wait_for()
