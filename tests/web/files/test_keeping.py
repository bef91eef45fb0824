"""Files that come in are hostile until their content shows their kind."""

import io
import zipfile

import pytest

from replicity.web.files.models import StoredFile
from replicity.web.files.services import LARGEST_BYTES, answer, clean_name, keep
from replicity.web.shared.access import SYSTEM
from replicity.web.shared.errors import Refused

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n..."


def office(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "letter.pdf", "application/pdf"),
        (PDF, "letter.exe", "application/pdf"),
        (office("xl/workbook.xml"), "a.xlsx", "spreadsheetml.sheet"),
        (b"a;b\n1;2", "a.csv", "text/csv"),
        (b"BEGIN:VCALENDAR\r\n", "a.ics", "text/calendar"),
    ],
)
def test_kinds_are_told_by_content(content, name, media_type):
    assert media_type in keep(SYSTEM, content, name).media_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (b"<html><script>alert(1)</script>", "page.html"),
        (b"<svg onload='alert(1)'/>", "picture.svg"),
        (b"MZ\x90\x00", "letter.pdf"),
        (b"\x00\x01", "a.csv"),
        (b"\xff\xfe", "a.txt"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "macro.xlsx"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"hello", "a.ics"),
    ],
)
def test_everything_else_is_refused_and_not_kept(content, name):
    with pytest.raises(Refused, match="cannot be taken"):
        keep(SYSTEM, content, name)
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(Refused, match="larger than 20 MB"):
        keep(SYSTEM, PDF + b" " * LARGEST_BYTES, "a.pdf")


def test_only_the_wanted_kinds_are_taken():
    with pytest.raises(Refused, match="kinds: csv"):
        keep(SYSTEM, PDF, "a.pdf", kinds=frozenset({"csv"}))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\acta.pdf", "acta.pdf"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("in\u202efdp.exe", "infdp.exe"),
        ("", "file"),
        ("ñ" * 300 + ".pdf", "ñ" * 180 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, kept):
    assert clean_name(given) == kept


def test_files_are_saved_never_shown():
    response = answer(keep(SYSTEM, PDF, "Carta de intención.pdf"))
    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
