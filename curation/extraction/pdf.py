"""Read a PDF page by page."""

import re
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from ..quotation import PAGE_BREAK
from .result import PDF, Extract, Unreadable, cleaned

__all__ = ["from_pdf"]

# The library must not be entered by two threads at a time.
ONE_AT_A_TIME = Lock()
DAY = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
# What the library writes for a hyphen at the end of a line.
HYPHEN_AT_LINE_END = "\ufffe"


def from_pdf(data: bytes) -> Extract:
    """Return the text of a PDF, with a form feed between its pages.

    Raises:
        Unreadable: the file is locked or damaged, or its pages are pictures.
    """
    with ONE_AT_A_TIME:
        pages, described = _read(data)
    text = PAGE_BREAK.join(pages)
    if not text.strip():
        raise Unreadable(
            "The pages of this PDF hold pictures and no text. Run text recognition (OCR) over it "
            "and upload the result, or paste the text."
        )
    number = len(pages)
    return Extract(
        text=text,
        media_type=PDF,
        how=f"{number} page{'' if number == 1 else 's'}, each as the file orders its words.",
        title=described.get("Title", "").strip(),
        author=described.get("Author", "").strip(),
        published=_day(described.get("CreationDate", "")),
    )


def _read(data: bytes) -> tuple[list[str], dict[str, str]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Unreadable(
                "This PDF is locked with a password. Save a copy without it and upload that."
            ) from error
        raise Unreadable(
            "This PDF is damaged and cannot be opened. Download it again, or paste its text."
        ) from error
    try:
        return [_text_of(page) for page in document], document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(
            "A page of this PDF is damaged and cannot be read. Download it again, or paste its "
            "text."
        ) from error
    finally:
        document.close()


def _text_of(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    text = cleaned(words.get_text_range()).replace(HYPHEN_AT_LINE_END, "-")
    words.close()
    page.close()
    return text.replace(PAGE_BREAK, "\n")


def _day(moment: str) -> str:
    found = DAY.match(moment)
    return "-".join(part for part in found.groups() if part) if found else ""
