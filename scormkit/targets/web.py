"""The same content without any LMS: a folder of files that a browser opens. It has no manifest, and none is read."""

from __future__ import annotations

from scormkit.package.delivery import Delivery
from scormkit.targets.target import Target

TARGET = Target(
    name="web",
    title="web site",
    delivery=Delivery(tracker="none", state_limit_chars=64_000, unit="page"),
)
