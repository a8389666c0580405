"""The settings of measurements: those of production, with the stock peer beside the registry.

The database is the one that DATABASE_URL names. Nobody is turned away for asking often.
"""

import os

os.environ |= {
    "SECRET_KEY": "only-for-benchmarks-only-for-benchmarks-only-for-benchmarks",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "HTTPS": "false",
    "DEBUG": "false",
}

from sco_registry.settings import *  # noqa: F403
from sco_registry.settings import INSTALLED_APPS, REST_FRAMEWORK

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks.peer"]
ROOT_URLCONF = "tests.benchmarks.urls"
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}
STATIC_ROOT = None  # No page with styles is measured.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
