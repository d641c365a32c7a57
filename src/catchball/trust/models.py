"""State of trust: people, what they are assigned to, the journal, signatures, security events."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Left, Lower

from catchball.kernel.ids import new_id
from catchball.trust.directories.models import DirectoryUser  # noqa: F401 -- of this floor too
from catchball.trust.permissions import Role, Side
from catchball.trust.tokens.models import (  # noqa: F401 -- tables of this floor too
    ApiToken,
    KeptAnswer,
    TokenUse,
)
from catchball.trust.webhooks.models import (  # noqa: F401 -- as above
    Webhook,
    WebhookCall,
)


class Audience(models.TextChoices):
    """Who of the two companies may see a row."""

    INTERNAL = "internal"
    SHARED = "shared"


class EntryAudience(models.TextChoices):
    """Who of the two companies may see what happened: both, or one of them alone."""

    INTERNAL = "internal"
    CLIENT = "client"
    SHARED = "shared"


class ClientRow(models.Model):
    """A row that belongs to one client and lives behind the wall."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey("programs.Client", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Person(AbstractBaseUser):
    """Somebody who signs in, of either company; their history stays theirs.

    `left_at` is when they last left: a token from before opens nothing, even if they come back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=24)
    is_active = models.BooleanField(default=True)
    left_at = models.DateTimeField(null=True)
    locale = models.CharField(max_length=12, default="en-GB")
    zone = models.CharField(max_length=40, default="UTC")
    theme = models.CharField(max_length=8, default="system")
    last_login = None

    USERNAME_FIELD = "email"
    objects: ClassVar = BaseUserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="person_role_is_known", condition=Q(role__in=[role.value for role in Role])
            ),
            models.CheckConstraint(name="person_email_is_lower", condition=Q(email=Lower("email"))),
        ]

    def check_password(self, raw_password: str | None) -> bool:
        """Compare without upgrading the hash: a write needs a command."""
        return check_password(raw_password, self.password)

    @property
    def side(self) -> Side:
        """The company that the person works for."""
        return Role(self.role).side


class Assignment(models.Model):
    """That a person may see a client: of its own people, or of the manufacturer's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    side = models.CharField(max_length=8)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client_id", "person"], name="assignment_once"),
            # A client's person belongs to one company; the wall would hide a second from a check.
            models.UniqueConstraint(
                fields=["person"], condition=Q(side="client"), name="client_person_once"
            ),
        ]


class Invitation(models.Model):
    """That somebody may come in for a client, by a link to their mail, once and for some days.

    `issue` counts the letters: only the link of the last one works.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    email = models.CharField(max_length=254)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=24)
    issue = models.PositiveIntegerField(default=1)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_by_name = models.CharField(max_length=160)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client_id", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                name="invitation_role_is_known",
                condition=Q(role__in=[role.value for role in Role]),
            ),
        ]


class AccessReview(models.Model):
    """Who could see what of a client at an instant, for both companies to look at and sign.

    One that turns out wrong is withdrawn, and another taken.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    taken_at = models.DateTimeField()
    content = models.JSONField()
    finished_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client_id"],
                condition=Q(finished_at__isnull=True, withdrawn_at__isnull=True),
                name="access_review_open_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client_id", "-taken_at"], name="access_review_by_client")
        ]


class Entry(models.Model):
    """One thing that happened: who, when, what, why. Timeline, notice and audit trail read it.

    The migration adds a column `xact` that PostgreSQL fills with the writing transaction.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField(null=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=160)
    actor_side = models.CharField(max_length=8)
    event = models.CharField(max_length=80)
    audience = models.CharField(max_length=8, choices=EntryAudience)
    reason = models.TextField(blank=True)
    arguments = models.JSONField(default=dict)
    happened_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["client_id", "-happened_at"], name="entry_by_client"),
            models.Index(fields=["-happened_at", "-id"], name="entry_by_instant"),
            # These also list what has happened, and who has acted, by leaping from one to the next.
            models.Index(fields=["client_id", "event", "-happened_at"], name="entry_by_event"),
            models.Index(fields=["client_id", "actor_name", "-happened_at"], name="entry_by_actor"),
        ]


class Change(models.Model):
    """The old and the new row of one change; written by the database's trigger alone.

    `label` is what people call the record, in small letters: what a search finds it by.
    """

    id = models.BigAutoField(primary_key=True)
    # The trigger has looked the entry up, and entries are never removed: no check row by row.
    entry = models.ForeignKey(
        Entry, models.PROTECT, related_name="changes", db_index=False, db_constraint=False
    )
    client_id = models.UUIDField(null=True)
    audience = models.CharField(max_length=8)
    table_name = models.CharField(max_length=63)
    row_id = models.UUIDField()
    operation = models.CharField(max_length=8)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    label = models.GeneratedField(
        expression=Lower(
            Left(
                Coalesce(
                    KT("new__reference"),
                    KT("old__reference"),
                    KT("new__code"),
                    KT("old__code"),
                    KT("new__name"),
                    KT("old__name"),
                ),
                80,
            )
        ),
        output_field=models.CharField(max_length=80, null=True),
        db_persist=True,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["client_id", "row_id"], name="change_by_row"),
            models.Index(fields=["entry", "id"], name="change_by_entry"),
            models.Index(
                fields=["client_id", "label"],
                name="change_by_label",
                opclasses=["uuid_ops", "text_pattern_ops"],
            ),
            models.Index(
                fields=["client_id", "entry"],
                name="change_removing",
                condition=Q(operation="DELETE"),
            ),
        ]


class JournalReview(models.Model):
    """That a person has reviewed the journal of a client up to an entry.

    Without a client: what belongs to none. `snapshot` tells what was committed then: PostgreSQL's text of a pg_snapshot.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    person_name = models.CharField(max_length=160)
    side = models.CharField(max_length=8)
    up_to = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)
    up_to_at = models.DateTimeField()
    snapshot = models.TextField()
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["client_id", "person", "-up_to_at"], name="journal_review_last")
        ]


class Unsealed(models.Model):
    """A line of the journal that waits for its seal; put here by the database's trigger alone."""

    id = models.BigAutoField(primary_key=True)
    entry_id = models.UUIDField(null=True)
    change_id = models.BigIntegerField(null=True)
    leaf = models.BinaryField()


class UnsealedSpan(models.Model):
    """Changes of one entry that wait for their seal, from the first to the last of them.

    `trust/spans.py` says why; put here by the database's trigger alone.
    """

    id = models.BigAutoField(primary_key=True)
    entry_id = models.UUIDField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    lines = models.IntegerField()
    checksum = models.BigIntegerField()


class Seal(models.Model):
    """A signed batch of the journal, chained to the one before; it holds nothing of a client."""

    number = models.BigIntegerField(primary_key=True)
    leaves = models.IntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    sealed_at = models.DateTimeField()
    public_key = models.BinaryField()
    signature = models.BinaryField()


class SealMember(models.Model):
    """That a line of the journal is a leaf of a seal."""

    pk = models.CompositePrimaryKey("seal_id", "leaf_no")
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="members", db_index=False)
    leaf_no = models.IntegerField()
    entry_id = models.UUIDField(null=True)
    change_id = models.BigIntegerField(null=True)
    leaf = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry_id"], name="entry_sealed_once", condition=Q(entry_id__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["change_id"],
                name="change_sealed_once",
                condition=Q(change_id__isnull=False),
            ),
        ]


class Signature(models.Model):
    """A person's signature under a content (21 CFR 11.50, 11.70)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="signatures")
    record = models.CharField(max_length=80)
    record_id = models.UUIDField()
    signer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    printed_name = models.CharField(max_length=160)
    side = models.CharField(max_length=8)
    role = models.CharField(max_length=24)
    meaning = models.CharField(max_length=24)
    signed_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    method = models.CharField(max_length=16)
    content_hash = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["client_id", "record", "record_id"], name="signature_by_record")
        ]


class SecurityEvent(models.Model):
    """A sign-in, a failed proof, a refusal: written outside the refused transaction."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=24)
    person_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=45, blank=True)
    detail = models.CharField(max_length=240, blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "-happened_at"], name="security_by_subject"),
        ]
