"""State of clients, sites, products and programs."""

from typing import ClassVar

from django.db import models

from catchball.kernel.ids import new_id
from catchball.trust.models import ClientRow


class Site(models.Model):
    """A plant of the contract manufacturer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=40)
    country = models.CharField(max_length=2)


class Client(models.Model):
    """A company that has its medicines made here; every wall is drawn around one.

    `zone` is the IANA zone in which the days of the relationship are counted for both sides.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=40)
    is_synthetic = models.BooleanField(default=False)


class Product(ClientRow):
    """What is made for a client, under the client's own code."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "code"], name="product_code")
        ]


class Program(ClientRow):
    """A body of work for a client at a site, for one product or several."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "code"], name="program_code")
        ]
