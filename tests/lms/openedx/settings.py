"""Settings of the XBlock workbench with the SCORM block: SQLite and media in the working directory."""

import pathlib
import threading

from workbench import settings as workbench_settings
from workbench.settings import *  # noqa: F403

HERE = pathlib.Path.cwd()
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": HERE / "workbench.db", "OPTIONS": {"timeout": 20}}
DATABASES = {"default": SQLITE}
MEDIA_ROOT = str(HERE / "media")
MEDIA_URL = "/media/"
# django-pyfs does not fit this Django.
INSTALLED_APPS = [app for app in workbench_settings.INSTALLED_APPS if app != "djpyfs"]
WORKBENCH = {
    **workbench_settings.WORKBENCH,
    "services": {**workbench_settings.WORKBENCH.get("services", {}), "settings": "workbench.services.SettingsService"},
}
XBLOCK_SETTINGS = {"ScormXBlock": {"PROXY_ASSETS_LMS": False}}
LMS_ROOT_URL = "http://127.0.0.1"


def one_at_a_time(get_response):
    """Middleware: the workbench changes a learner's row without a lock, so that one request undoes what another wrote.

    Open edX itself keeps learners' states in a table that does not.
    """
    lock = threading.Lock()

    def answer(request):
        with lock:
            return get_response(request)

    return answer


MIDDLEWARE = ["settings.one_at_a_time", *workbench_settings.MIDDLEWARE]
LOGGING = {"version": 1, "disable_existing_loggers": False}
