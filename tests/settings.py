"""The settings of the tests: the real ones, with the environment of a machine without any."""

import os

os.environ |= {
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-only-for-tests",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "HTTPS": "false",
    "SCO_REGISTRY_DEBUG": "false",
    "DATABASE_POOL": "false",
    # One client asks thousands of times.
    "API_THROTTLE": "",
    "API_BULK_THROTTLE": "",
    "REPORT_THROTTLE": "",
    # The throw-away cluster may start after this is read: see `django_db_modify_db_settings`.
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or "postgres:///sco_registry",
}

from sco_registry.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Each test has a folder of its own: see the fixture `releases_folder`.
    "releases": {
        "BACKEND": "curation.storage.FolderStorage",
        "OPTIONS": {"location": "/nonexistent"},
    },
}
WHITENOISE_AUTOREFRESH = True
