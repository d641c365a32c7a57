"""What the worker sends to people."""

from procrastinate.contrib.django import app

from catchball.site.people import mail, resetting


@app.task(name="catchball.reset")
def send_reset(email: str) -> None:
    """Send a link for a new password to this address, if somebody signs in with it.

    The page that asks for it does the same for every address, and answers as quickly.
    """
    link = resetting.link_for(email)
    if link:
        mail.send(email, mail.reset(link))
