"""The least that Django and Jinja2 can do for such pages: the limit that ours are held against.

Session, user, and the queries of the page over plain tables without walls; the template has a
table and nothing else.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from jinja2 import Environment

ROWS = 100_000
TABLES = f"""
CREATE TABLE plain_person (id integer PRIMARY KEY, name text);
INSERT INTO plain_person VALUES (1, 'Maya');
CREATE TABLE plain_program (id integer PRIMARY KEY, code text);
INSERT INTO plain_program SELECT n, 'P-' || n FROM generate_series(1, 10) n;
CREATE TABLE plain_delivery (
  id integer PRIMARY KEY, client integer, program_id integer REFERENCES plain_program,
  reference text, item text, place text, promised_on date, delivered_on date, quantity numeric,
  state text);
INSERT INTO plain_delivery SELECT n, n % 5, 1 + n % 10, 'D-' || n, 'Tablets', 'Rotterdam',
  date '2026-01-01' + n % 300, date '2026-01-01' + n % 301, 1000 + n, 'delivered'
  FROM generate_series(1, {ROWS}) n;
CREATE INDEX ON plain_delivery (client, promised_on);
CREATE TABLE plain_number (
  promise integer, month date, value numeric, n integer, PRIMARY KEY (promise, month));
INSERT INTO plain_number SELECT p, date '2025-01-01' + m * 30, 90 + p, 40
  FROM generate_series(1, 12) p, generate_series(1, 12) m;
GRANT SELECT ON plain_person, plain_program, plain_delivery, plain_number TO PUBLIC;
"""


class Person(models.Model):
    name = models.TextField()

    class Meta:
        app_label, db_table, managed = "plain", "plain_person", False


class Program(models.Model):
    code = models.TextField()

    class Meta:
        app_label, db_table, managed = "plain", "plain_program", False


class Delivery(models.Model):
    client = models.IntegerField()
    program = models.ForeignKey(Program, models.PROTECT)
    reference = models.TextField()
    item = models.TextField()
    place = models.TextField()
    promised_on = models.DateField()
    delivered_on = models.DateField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    state = models.TextField()

    class Meta:
        app_label, db_table, managed = "plain", "plain_delivery", False


templates = Environment(autoescape=True)
LIST = templates.from_string(
    "<!doctype html><html lang=en><title>List</title><h1>{{ person.name }}: {{ count }}</h1><table>"
    "{% for d in rows %}<tr><th><a href='/d/{{ d.id }}/'>{{ d.reference }}</a></th>"
    "<td>{{ d.program.code }}</td><td>{{ d.item }}</td><td>{{ d.place }}</td>"
    "<td>{{ d.promised_on.isoformat() }}</td><td>{{ d.delivered_on.isoformat() }}</td>"
    "<td>{{ d.quantity }}</td><td>{{ d.state }}</td></tr>{% endfor %}</table></html>"
)
GRID = templates.from_string(
    "<!doctype html><html lang=en><title>Grid</title><h1>{{ person.name }}</h1><table>"
    "{% for row in rows %}<tr>{% for p, month, value, n in row %}"
    "<td class='kept'><a href='/n/{{ p }}/{{ month.isoformat() }}/'>{{ '%.1f'|format(value) }}</a>"
    " <small>{{ n }}</small></td>{% endfor %}</tr>{% endfor %}</table></html>"
)


def plain_list(request):
    """Show 50 rows of 8 columns after five queries and those of session and user."""
    person = Person.objects.get(pk=request.session["person"])
    list(Program.objects.order_by("code"))
    list(Person.objects.filter(pk=2))
    found = Delivery.objects.filter(client=1)
    late = found.filter(promised_on__gt="2026-09-01", delivered_on=None).count()
    count = found.count() + late
    rows = list(found.select_related("program").order_by("-promised_on", "reference")[:50])
    return HttpResponse(LIST.render(person=person, count=count, rows=rows))


def plain_grid(request):
    """Show 144 linked numbers after three queries with those of session and user."""
    person = Person.objects.get(pk=request.session["person"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT promise, month, value, n FROM plain_number ORDER BY promise, month")
        cells = cursor.fetchall()
    rows = [cells[first : first + 12] for first in range(0, len(cells), 12)]
    return HttpResponse(GRID.render(person=person, rows=rows))


urlpatterns = [path("list/", plain_list), path("grid/", plain_grid)]


class OwnAddresses:
    """Lets these pages be found although the product's addresses are in the settings."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.urlconf = "ground.minimal"
        return self.get_response(request)


def handler():
    """Return a WSGI handler with nothing around these pages but Django's own session."""
    chain = [SessionMiddleware, AuthenticationMiddleware, OwnAddresses]
    names = [f"{one.__module__}.{one.__qualname__}" for one in chain]
    stock = "django.contrib.sessions.backends.db"
    with override_settings(MIDDLEWARE=names, SESSION_ENGINE=stock):
        return WSGIHandler()
