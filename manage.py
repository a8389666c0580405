#!/usr/bin/env python
"""Run a command of the registry, inside its embedded database unless DATABASE_URL is set."""

import os
import sys


def own_modules_first():
    """Find our modules and our packages before those that PYTHONPATH names, whatever it names."""
    here = os.path.dirname(os.path.abspath(__file__))
    others = [
        os.path.abspath(path)
        for path in os.environ.get("PYTHONPATH", "").split(os.pathsep)
        if path and os.path.abspath(path) != here
    ]
    ours = [path for path in sys.path if path not in (here, "", *others)]
    sys.path[:] = [here, *ours, *others]


def main():
    own_modules_first()

    from sco_registry.failures import advice_on
    from sco_registry.local import local_environment
    from sco_registry.surroundings import forget_foreign_variables, write_in_any_encoding

    write_in_any_encoding()
    forget_foreign_variables()
    try:
        from django.core.management import execute_from_command_line

        with local_environment(sys.argv):
            execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        advice = advice_on(error)
        if advice is None or "--traceback" in sys.argv:
            raise
        sys.exit(advice)


if __name__ == "__main__":
    main()
