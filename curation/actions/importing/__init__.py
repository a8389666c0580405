"""Import records from files: preview, confirm, submit and undo, each batch as one.

The long ones yield their progress; ``finish(confirm(batch, by=user))`` carries one out.
"""

from .columns import Column, Group, Sheet, cells_of_parts
from .confirm import confirm
from .files import LARGEST_FILE
from .permission import IMPORTING
from .preview import discard, preview
from .progress import Progress, Steps, finish
from .sheets import SHEETS
from .submit_batch import Submission, submit_batch
from .templates import codebook, template_csv, template_xlsx
from .undo import undo

__all__ = [
    "IMPORTING",
    "LARGEST_FILE",
    "SHEETS",
    "Column",
    "Group",
    "Progress",
    "Sheet",
    "Steps",
    "Submission",
    "cells_of_parts",
    "codebook",
    "confirm",
    "discard",
    "finish",
    "preview",
    "submit_batch",
    "template_csv",
    "template_xlsx",
    "undo",
]
