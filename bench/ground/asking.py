"""Asks a WSGI handler for pages, in this process and without a socket."""

import io
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.db import connection


class Asker:
    """A browser of the simplest kind: it keeps cookies and counts queries."""

    def __init__(self, handler):
        self.handler, self.cookies = handler, SimpleCookie()

    def ask(self, path, **form):
        """Return status and body of a page, asked for or, with a form, sent to."""
        path, _, query = path.partition("?")
        body = urlencode(form).encode()
        said = {}
        environ = {
            "REQUEST_METHOD": "POST" if form else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": "; ".join(f"{k}={v.value}" for k, v in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        }
        answer = self.handler(environ, lambda status, headers: said.update(s=status, h=headers))
        content = b"".join(answer)
        for name, value in said["h"]:
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        return int(said["s"].split()[0]), content

    def queries(self, path):
        """Return how many SQL statements that read or write rows a page needs."""
        count = 0

        def counting(execute, sql, params, many, context):
            nonlocal count
            count += not str(sql).startswith(("SET LOCAL", "SAVEPOINT", "RELEASE"))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counting):
            self.ask(path)
        return count

    def sign_in(self, email, password):
        """Sign in through the door."""
        self.ask("/sign-in/")
        token = self.cookies["csrftoken"].value
        status, body = self.ask(
            "/sign-in/", email=email, password=password, csrfmiddlewaretoken=token
        )
        if status != 302:
            raise RuntimeError(body.decode()[:2000])
