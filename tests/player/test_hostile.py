"""Hostile packages in the preview: what they try reaches nothing but themselves."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scormkit.api_player import Preview

from .conftest import View

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="O"><organization identifier="O"><title>&lt;img src=x onerror="top.stolen=1"&gt;</title>
    <item identifier="I" identifierref="R"><title>&lt;b&gt;Hostile&lt;/b&gt;</title></item>
  </organization></organizations>
  <resources><resource identifier="R" type="webcontent" adlcp:scormtype="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>
"""


def hostile(folder: Path, script: str, **files: str) -> Path:
    """A package whose page runs a script."""
    path = folder / "hostile.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("imsmanifest.xml", MANIFEST)
        head = "<!doctype html><html lang='en'><title>Hostile</title><main><h1>Hostile</h1></main>"
        package.writestr("index.html", f"{head}<script>{script}</script>")
        for name, content in files.items():
            package.writestr(name, content)
    return path


ATTACKS = {
    "reads the controls": "top.document.body",
    "reads the address of the controls": "top.location.href.length",
    "calls into the controls": "top.fetch('state.json')",
    "writes to the controls": "top.stolen = 1; if (top.stolen !== 1) throw 1",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_controls_cannot_be_reached(view: View, tmp_path: Path, attack: str) -> None:
    script = f"try {{ {attack}; window.done = 'reached' }} catch (error) {{ window.done = error.name }}"
    viewer = view(hostile(tmp_path, script), watched=False)
    assert viewer.content.evaluate("done") == "SecurityError"


def test_the_page_of_controls_cannot_be_sent_elsewhere(view: View, tmp_path: Path) -> None:
    script = (
        "try { top.location = 'about:blank' } catch (error) { window.done = error.name }; parent.parent.location = '/x'"
    )
    viewer = view(hostile(tmp_path, script), watched=False)
    viewer.page.wait_for_timeout(500)
    assert viewer.page.url == viewer.preview.address


def test_an_endless_loop_stops_nothing_but_itself(view: View, tmp_path: Path) -> None:
    viewer = view(hostile(tmp_path, "setTimeout(() => { for (;;) {} }, 300)"), watched=False)
    viewer.page.wait_for_timeout(800)
    viewer.page.get_by_role("button", name="LMS panel").click(timeout=5000)
    assert not viewer.page.locator("#panel").is_visible()


def test_an_endless_stream_of_calls_fills_no_memory(view: View, tmp_path: Path) -> None:
    script = """
    const api = parent.API; api.LMSInitialize("");
    setInterval(() => { for (let i = 0; i < 3000; i += 1) api.LMSGetValue("cmi.core.lesson_status"); }, 5);
    """
    viewer = view(hostile(tmp_path, script), watched=False)
    attempt = viewer.preview.attempt
    viewer.until(lambda: attempt.calls_dropped > 0, "calls that are not kept")
    assert len(attempt.calls) == 20_000
    viewer.page.get_by_role("button", name="Start fresh").click(timeout=10_000)


def test_huge_values_are_bounded(view: View, tmp_path: Path) -> None:
    script = """
    const api = parent.API; api.LMSInitialize("");
    api.LMSSetValue("cmi.suspend_data", "x".repeat(50_000_000));
    fetch("../commit?unit=I", {method: "POST", body: JSON.stringify({a: "y".repeat(20_000_000)})})
      .then(answer => { window.done = answer.status });
    """
    viewer = view(hostile(tmp_path, script), watched=False)
    viewer.content.wait_for_function("() => window.done")
    assert viewer.content.evaluate("done") == 413
    attempt = viewer.preview.attempt
    viewer.until(lambda: any(call.method == "LMSSetValue" for call in attempt.calls), "the call")
    assert all(len(argument) < 100_000 for call in attempt.calls for argument in call.args)
    assert sum(len(value) for values in attempt.stored.values() for value in values.values()) < 1_000_000


def test_what_a_package_says_is_text(view: View, tmp_path: Path) -> None:
    """Titles, values, notes: shown, never run, and no request of the page of controls leaves for elsewhere."""
    script = """
    const api = parent.API; api.LMSInitialize("");
    api.LMSSetValue("cmi.comments", "<img src=x onerror='top.stolen=1'><script>top.stolen=1<\\/script>");
    setTimeout(() => { throw new Error("<img src=x onerror='stolen=1'>") }, 100);
    """
    viewer = view(hostile(tmp_path, script), watched=False)
    viewer.until(lambda: len(viewer.preview.attempt.calls) > 1, "the calls")
    viewer.page.wait_for_timeout(400)
    for tab in ("Calls", "Data model", "Problems"):
        assert "<img" in viewer.tab(tab)
    assert viewer.page.evaluate("window.stolen") is None
    assert viewer.page.locator("h1 img, #view img").count() == 0


def test_paths_stay_in_the_package(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    path = hostile(tmp_path, "", **{"../secret.txt": "mine", "a/..%2f..%2fsecret.txt": "mine too"})
    with Preview(path) as preview:
        root = preview.content_address
        for name in ("../secret.txt", "..%2fsecret.txt", "..%5csecret.txt", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd"):
            assert b"secret" not in _asked(root + name)
            assert b"root:" not in _asked(root + name)


def test_only_whoever_knows_the_address_gets_an_answer(tmp_path: Path) -> None:
    with Preview(hostile(tmp_path, "")) as preview:
        host = urlsplit(preview.address).netloc
        assert _status(f"http://{host}/") == 404
        assert _status(f"http://{host}/state.json") == 404
        assert _status(preview.address) == 200
        # A stranger's name that was made to lead here (DNS rebinding).
        assert _status(preview.address, host="evil.example") == 421
        # A page elsewhere may send a form here, but not under our own origin.
        request = urllib.request.Request(f"{preview.address}ask/fresh", b"{}", {"Origin": "http://evil.example"})
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request, timeout=10)


def test_it_listens_on_the_loopback_alone(tmp_path: Path) -> None:
    with Preview(hostile(tmp_path, "")) as preview:
        ports = {urlsplit(address).port for address in (preview.address, preview.content_address)}
        with socket.socket() as other:
            for port in ports:
                # What listens on all addresses of a machine answers on each of the loopback's too.
                with pytest.raises(ConnectionRefusedError):
                    other.connect(("127.0.0.2", port))


def _asked(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return bytes(error.read())


def _status(address: str, host: str = "") -> int:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
