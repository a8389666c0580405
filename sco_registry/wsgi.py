"""The entry point of a production server.

A server keeps its connections to the database between requests, a command opens one and
closes it: so the pool is switched on here and not for `manage.py`.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "sco_registry.settings"
if not os.environ.get("DATABASE_POOL", "").strip():
    os.environ["DATABASE_POOL"] = "true"

application = get_wsgi_application()
