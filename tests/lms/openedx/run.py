"""Starts Open edX's SCORM block in the XBlock workbench on 127.0.0.1:PORT, in a process and a venv of its own."""

import os
import sys
import types

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
os.environ["EXCLUDE_SAMPLE_XBLOCKS"] = "yes"
django.setup()

from django.core.management import call_command  # noqa: E402
from xblock.core import XBlock  # noqa: E402

scorm = XBlock.load_class("scorm")
scorm.workbench_scenarios = staticmethod(lambda: [("SCORM", "<vertical_demo><scorm/></vertical_demo>")])
scorm.location = property(
    lambda block: types.SimpleNamespace(block_id=str(block.scope_ids.usage_id), html_id=lambda: "c"),
    lambda block, value: None,
)
call_command("migrate", verbosity=0, run_syncdb=True)
call_command("runserver", "--noreload", f"127.0.0.1:{sys.argv[1]}")
