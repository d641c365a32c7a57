"""Files that a browser keeps."""

from django.http import HttpResponse
from django.utils.text import slugify

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XML = "application/xml; charset=utf-8"


def handed(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """Return an answer that a browser keeps as a file; its name is of plain letters alone."""
    stem, _dot, ending = name.rpartition(".")
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{slugify(stem)}.{ending}"'
    return answer
