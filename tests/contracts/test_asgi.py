"""What reaches the pages is what was sent, whole."""

import asyncio

import pytest

from catchball.site.asgi import application, whole


async def spoken(message):
    return message


def answer(**scope):
    """Return the status of the answer to a request as the server hands it over."""
    answers = []

    async def send(message):
        answers.append(message)

    asked = {"type": "http", "http_version": "1.1", "method": "GET", "query_string": b""}
    asked |= {"headers": [(b"host", b"localhost")], **scope}
    asyncio.run(application(asked, lambda: spoken({"type": "http.request"}), send))
    return answers[0]["status"]


class TestApplication:
    def test_answers_a_query_of_raw_bytes(self, db):
        assert answer(path="/healthz", query_string="q=é".encode("latin-1")) == 200

    def test_breaks_off_a_request_whose_sender_went_away(self):
        messages = [{"type": "http.request", "body": b"half", "more_body": True}]
        messages += [{"type": "http.disconnect"}]
        receive = whole(lambda: spoken(messages.pop(0)))
        assert asyncio.run(receive())["body"] == b"half"
        with pytest.raises(ConnectionResetError):
            asyncio.run(receive())
