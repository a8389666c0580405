"""Text is read out of HTML, PDF and plain text; what cannot be read is said."""

import codecs

import pytest

from curation.extraction import Unreadable, extract
from curation.quotation import locate
from tests.documents import pdf

RUSSIAN = "Таджикистан никогда не возражал против возобновления работы Контактной группы."
PAGE = """<!doctype html>
<html lang="ru"><head><title>Заголовок</title><meta charset="{charset}">
<meta name="author" content="Иван Петров">
<meta property="article:published_time" content="2024-06-13T10:00:00Z"></head>
<body><nav><a href="/">Меню сайта</a></nav><article><h1>Заголовок</h1>
<p>{text}</p><p>Второй абзац 🎉, в котором тоже достаточно слов, чтобы считаться текстом.</p>
</article><footer>Все права защищены</footer></body></html>"""


def test_the_article_is_read_out_of_a_page_with_what_it_says_of_itself():
    read = extract(PAGE.format(charset="utf-8", text=RUSSIAN).encode(), "page.html")

    assert RUSSIAN in read.text.splitlines()
    assert "🎉" in read.text
    assert "Меню сайта" not in read.text
    assert (read.media_type, read.title, read.author) == ("text/html", "Заголовок", "Иван Петров")
    assert (read.published, read.language) == ("2024-06-13", "ru")


def test_a_page_is_read_in_the_character_set_that_it_declares():
    page = PAGE.replace("🎉", "").format(charset="windows-1251", text=RUSSIAN)

    read = extract(page.encode("windows-1251"), "page.html")

    assert RUSSIAN in read.text
    assert "windows-1251" in read.how


def test_a_page_is_recognised_without_its_file_name():
    assert extract(PAGE.format(charset="utf-8", text=RUSSIAN).encode(), "x").media_type == (
        "text/html"
    )


def test_malformed_markup_is_read_as_far_as_it_goes():
    read = extract(
        b"<html><body><p>Open paragraph <b>bold <i>and more<p>Another one</div>", "x.htm"
    )

    assert "Open paragraph" in read.text
    assert "Another one" in read.text


def test_a_page_without_an_article_is_read_whole():
    read = extract(b"<html><body><nav>Only a menu</nav></body></html>", "x.html")

    assert read.text == "Only a menu"


def test_the_pages_of_a_pdf_are_told_apart():
    data = pdf(
        ["First line.", "Second line."],
        ["On page two."],
        title="A protocol",
        author="The Secretariat",
        created="D:20240704120000Z",
    )

    read = extract(data, "protocol.pdf")

    assert read.text == "First line.\nSecond line.\fOn page two."
    assert (read.title, read.author) == ("A protocol", "The Secretariat")
    assert (read.published, read.media_type) == ("2024-07-04", "application/pdf")
    assert locate(read.text, "On page two.").locator == "page 2"
    assert locate(read.text, "Second line.").locator == "page 1"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (RUSSIAN.encode(), ""),
        (RUSSIAN.encode("windows-1251"), ""),
        (RUSSIAN.encode("koi8-r"), "koi8-r"),
        (codecs.BOM_UTF8 + RUSSIAN.encode(), ""),
        (codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le"), ""),
        (codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), ""),
    ],
)
def test_plain_text_is_read_in_its_character_set_without_byte_order_mark(data, charset):
    assert extract(data, "text.txt", charset).text == RUSSIAN


def test_spaces_and_quotation_marks_of_a_plain_text_stay_and_lines_end_in_lf():
    text = ' \u00a0One  “two"\r\n\tthree\u2009 \r\n'

    assert extract(text.encode(), "x.txt").text == ' \u00a0One  “two"\n\tthree\u2009 \n'


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "empty.txt", "is empty"),
        (b" \n\t ", "blank.txt", "is empty"),
        ("\u00a0\u2003".encode(), "blank.txt", "nothing but white space"),
        (b"<html><body><script>draw()</script></body></html>", "x.html", "no text in this page"),
        (pdf([], []), "scan.pdf", "text recognition"),
        (b"%PDF-1.7 and nothing more", "x.pdf", "damaged"),
        (b"PK\x03\x04rest", "x.docx", "Word, OpenDocument or zip"),
        (b"\x89PNG\r\n", "x.txt", "a picture"),
        (b"abc\x00\xff\x00def", "x.bin", "neither text nor HTML nor PDF"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_to_do(data, name, said):
    with pytest.raises(Unreadable, match=said):
        extract(data, name)


def test_a_text_that_is_not_in_the_named_character_set_is_refused():
    with pytest.raises(Unreadable, match="not in utf-8"):
        extract(RUSSIAN.encode("windows-1251"), "x.txt", "utf-8")


def test_a_locked_pdf_says_so(locked_pdf):
    with pytest.raises(Unreadable, match="locked with a password"):
        extract(locked_pdf, "locked.pdf")


@pytest.fixture
def locked_pdf():
    """A PDF whose standard security handler asks for a password that nobody has."""
    locked = (
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 "
        b"/O <" + b"28" * 32 + b"> /U <" + b"ab" * 32 + b"> >>"
    )
    data = pdf(["Secret."])
    start = data.index(b"trailer << ")
    identified = b"trailer << /Encrypt %s /ID [<00> <00>] " % locked
    return data[:start] + identified + data[start + len(b"trailer << ") :]
