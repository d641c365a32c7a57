"""The letters that the product writes: plain text, one matter each."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage

from catchball.kernel.words import _


@dataclass(frozen=True)
class Letter:
    """What is written, without to whom."""

    subject: str
    paragraphs: tuple[str, ...]


def send(to: str, letter: Letter) -> None:
    """Send a letter; a server that refuses makes the job fail, which is logged and tried again."""
    foot = _("Catchball, %(address)s", address=settings.BASE_URL)
    body = "\n\n".join((*letter.paragraphs, f"-- \n{foot}\n"))
    subject = " ".join(letter.subject.split())
    EmailMessage(subject, body, to=[to], headers={"Auto-Submitted": "auto-generated"}).send()


def reset(link: str) -> Letter:
    """Write how to choose a new password."""
    return Letter(
        _("Choose a new password for Catchball"),
        (
            _("Somebody, you most likely, asked for a new password for Catchball. Choose it here:"),
            link,
            _(
                "The link works once, and for %(minutes)s minutes. If you did not ask for it, "
                "do nothing: your password stays as it is.",
                minutes=settings.PASSWORD_RESET_TIMEOUT // 60,
            ),
        ),
    )
