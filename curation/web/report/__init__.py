"""Reporting an error in a record: a form, what keeps programs out of it, and thanks.

What is reported goes to the desk. Nothing of it is ever shown in public.
"""

from .views import ReportView, ThanksView

__all__ = ["ReportView", "ThanksView"]
