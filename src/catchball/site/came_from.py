"""The page of ours from which a form was sent: to come back to it, or to load it again."""

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def page_of_form(request: HttpRequest) -> str:
    """Return its address within the site; "" where none is told, or one of somebody else."""
    told = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        told, {request.get_host()}, require_https=request.is_secure()
    )
    page = urlsplit(told)
    if not (is_ours and page.netloc):
        return ""
    return urlunsplit(("", "", "/" + page.path.lstrip("/"), page.query, ""))
