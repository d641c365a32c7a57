"""The letters that the product writes: plain text, one matter each."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage

from catchball.kernel.words import _
from catchball.site.formats import instant
from catchball.trust.invitations import Invited


@dataclass(frozen=True)
class Letter:
    """What is written, without to whom."""

    subject: str
    paragraphs: tuple[str, ...]


def send(to: str, letter: Letter) -> None:
    """Send a letter; where a server refuses, the job fails, and is tried again (`jobs.AGAIN`)."""
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


def changed(what: str) -> Letter:
    """Write that the way somebody signs in was changed."""
    return Letter(
        _("Your sign-in to Catchball was changed"),
        (
            what,
            _("If that was not you, tell an administrator at once and choose a new password."),
        ),
    )


def misuse(subject: str) -> Letter:
    """Write that somebody keeps failing to prove who they are."""
    return Letter(
        _("Catchball: five wrong tries for %(subject)s", subject=subject),
        (
            _(
                "Somebody failed five times within five minutes to prove that they are "
                "%(subject)s, at the door or under a signature. The address is closed for "
                "five minutes.",
                subject=subject,
            ),
            _("Ask them whether that was them. The page Security log shows when and from where."),
        ),
    )


def invited(link: str, *, company: str, invited: Invited) -> Letter:
    """Write that somebody may come in."""
    names = {"by": invited.invited_by_name, "company": company}
    return Letter(
        _("%(by)s invites you to the workplace of %(company)s", **names),
        (
            _("Dear %(name)s,", name=invited.name),
            _(
                "%(by)s invites you to Catchball, where %(company)s and its manufacturer work "
                "together: promises, deliveries and the numbers both sides see. You come in "
                "as: %(role)s.",
                role=invited.role.label,
                **names,
            ),
            link,
            _(
                "The link works once, until %(until)s. If you did not expect it, do nothing.",
                until=instant(invited.expires_at),
            ),
        ),
    )


def invited_elsewhere(*, company: str, by: str) -> Letter:
    """Write that an address which signs in already cannot come in a second time."""
    return Letter(
        _("%(by)s invites you to the workplace of %(company)s", by=by, company=company),
        (
            _(
                "%(by)s invites you to Catchball for %(company)s. Somebody signs in with this "
                "address already, and an address belongs to one company. Ask %(by)s to invite "
                "you under another address.",
                by=by,
                company=company,
            ),
        ),
    )
