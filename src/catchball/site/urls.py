"""All addresses: /c/<client>/<context>/… for one client, /floor/… across clients."""

from django.urls import include, path

from catchball.site import (
    agreement_paper,
    assessment_docx,
    assessment_paper,
    edition_paper,
    paper,
    program_papers,
    statement_paper,
    views,
)
from catchball.site.access import urls as services
from catchball.site.access import views as access
from catchball.site.api import API, reference
from catchball.site.journal import urls as journal
from catchball.site.people import urls as people
from catchball.site.watching import views as watching
from catchball.site.webhooks import urls as webhooks
from catchball.workplace.agreements import urls as agreements
from catchball.workplace.programs import urls as programs
from catchball.workplace.risks import urls as risks
from catchball.workplace.scorecards import urls as scorecards
from catchball.workplace.teams import urls as teams

handler400 = "catchball.site.errors.bad_request"
handler404 = "catchball.site.errors.page_not_found"
handler500 = "catchball.site.errors.server_error"

urlpatterns = [
    path("", views.start, name="start"),
    *people.DOOR,
    path("security/", include(people.OWN)),
    path("settings/", views.own_settings, name="own-settings"),
    path("api-access/", access.api_access, name="api-access"),
    path("api-access/<uuid:token>/revoke/", access.token_revoke, name="token-revoke"),
    path("api/v1/openapi.json", reference.openapi, name="openapi"),
    path("api/v1/docs/", reference.docs, name="api-docs"),
    path("api/v1/", API.urls),
    path("scim/v2/", include("catchball.site.scim.urls")),
    path("c/<slug:client>/home/", views.home, name="home"),
    path("c/<slug:client>/exchange/", include("catchball.workplace.exchange.urls")),
    path("c/<slug:client>/calendars/", include("catchball.workplace.calendars.urls")),
    path(
        "c/<slug:client>/agreement/<uuid:agreement>/agreement.pdf",
        agreement_paper.agreement_pdf,
        name="agreement-pdf",
    ),
    path("c/<slug:client>/agreement/", include(agreements.AGREEMENT)),
    path("c/<slug:client>/agreements/", include(agreements.PROMISES)),
    path("c/<slug:client>/scorecards/scorecard.pdf", paper.scorecard_pdf, name="scorecard-pdf"),
    path("c/<slug:client>/scorecards/", include("catchball.workplace.scorecards.urls")),
    path("c/<slug:client>/closes/", include(scorecards.CLOSES)),
    path(
        "c/<slug:client>/consequences/<uuid:statement>/statement.pdf",
        statement_paper.statement_pdf,
        name="statement-pdf",
    ),
    path("c/<slug:client>/consequences/", include("catchball.workplace.consequences.urls")),
    path("c/<slug:client>/exclusions/", include("catchball.workplace.exclusions.urls")),
    path("c/<slug:client>/incidents/", include("catchball.workplace.incidents.urls")),
    path("c/<slug:client>/actions/", include("catchball.workplace.actions.urls")),
    path(
        "c/<slug:client>/risks/<uuid:assessment>/risks.pdf",
        assessment_paper.assessment_pdf,
        name="assessment-pdf",
    ),
    path(
        "c/<slug:client>/risks/editions/<uuid:edition>/edition.pdf",
        edition_paper.edition_pdf,
        name="edition-pdf",
    ),
    path(
        "c/<slug:client>/risks/<uuid:assessment>/risks.docx",
        assessment_docx.assessment_docx,
        name="assessment-docx",
    ),
    path("c/<slug:client>/risks/", include("catchball.workplace.risks.urls")),
    path("c/<slug:client>/products/", include(programs.PRODUCTS)),
    path("c/<slug:client>/plans/", include("catchball.workplace.plans.urls")),
    path(
        "c/<slug:client>/programs/<uuid:program>/charter/charter.pdf",
        program_papers.charter_pdf,
        name="charter-pdf",
    ),
    path(
        "c/<slug:client>/programs/<uuid:program>/gates/<slug:leaves>/gate.pdf",
        program_papers.gate_pdf,
        name="gate-pdf",
    ),
    path("c/<slug:client>/programs/", include("catchball.workplace.teams.urls")),
    path("c/<slug:client>/journal/", include(journal.OF_CLIENT)),
    path("c/<slug:client>/people/", include(people.OF_CLIENT)),
    path("c/<slug:client>/webhooks/", include(webhooks.OF_CLIENT)),
    path("floor/setup/", include(programs.FLOOR)),
    path("floor/people/", include(people.OF_FLOOR)),
    path("floor/services/", include(services.OF_FLOOR)),
    path("floor/scorecards/", include(scorecards.FLOOR)),
    path("floor/load/", include(teams.FLOOR)),
    path("floor/risks/", include(risks.FLOOR)),
    path("floor/journal/", include(journal.OF_FLOOR)),
    path("floor/home/", views.floor_home, name="floor-home"),
    path("c/<slug:client>/production/", include("catchball.workplace.production.urls")),
    path("healthz", watching.healthz, name="healthz"),
    path("readyz", watching.readyz, name="readyz"),
    path("metrics", watching.metrics, name="metrics"),
]
