"""What Chromium tells assistive technology of a part of a page: role, name, value, state and notes of each control."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession

CONTROLS = {"button", "checkbox", "combobox", "radio", "slider", "textbox", "DisclosureTriangle"}
AROUND = {"alert", "columnheader", "group", "rowheader", "status", "table"}
STATES = ("checked", "disabled", "readonly", "expanded")


def told(browser: CDPSession, selector: str) -> list[str]:
    """One line for each control and what is around it, as they come: `radio “Nobody” checked disabled: Wrong.`

    Behind the name stand value and states that are on, behind the colon the description. Groups, headers and messages
    without a name are said with their text.
    """
    place = browser.send("Runtime.evaluate", {"expression": f"document.querySelector({selector!r})"})
    nodes = browser.send("Accessibility.queryAXTree", {"objectId": place["result"]["objectId"]})["nodes"]
    return [_line(node) for node in nodes if not node["ignored"] and _role(node) in CONTROLS | AROUND]


def _role(node: dict[str, Any]) -> str:
    return str(node["role"]["value"])


def _line(node: dict[str, Any]) -> str:
    states = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    on = [name for name in STATES if states.get(name) in (True, "true")]
    value = node.get("value", {}).get("value", "")
    said = [_role(node), f"“{node.get('name', {}).get('value', '').strip()}”"]
    said += [f"= {value}"] if value != "" and _role(node) in CONTROLS else []
    description = " ".join(str(node.get("description", {}).get("value", "")).split())
    return " ".join([*said, *on]) + (f": {description}" if description else "")
