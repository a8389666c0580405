#!/usr/bin/env python
"""Run a command of the registry, inside its embedded database unless DATABASE_URL is set."""

import os
import sys

from sco_registry.embedded import EmbeddedDatabaseError
from sco_registry.local import local_environment


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sco_registry.settings")
    try:
        from django.core.management import execute_from_command_line

        with local_environment(sys.argv):
            execute_from_command_line(sys.argv)
    except EmbeddedDatabaseError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
