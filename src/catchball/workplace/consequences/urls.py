"""Addresses of consequences, under /c/<client>/consequences/."""

from django.urls import path

from catchball.workplace.consequences.views import findings, statements

urlpatterns = [
    path("", statements.statement_list, name="statement-list"),
    path("of/<uuid:close>/", statements.statement_of, name="statement-of"),
    path("of/<uuid:close>/open/", statements.statement_open, name="statement-open"),
    path("findings/", findings.finding_list, name="finding-list"),
    path("findings/<uuid:finding>/", findings.finding_page, name="finding-page"),
    path("findings/<uuid:finding>/accept/", findings.finding_accept, name="finding-accept"),
    path("findings/<uuid:finding>/contest/", findings.finding_contest, name="finding-contest"),
    path("findings/<uuid:finding>/record/", findings.finding_record, name="finding-record"),
    path("findings/<uuid:finding>/confirm/", findings.finding_confirm, name="finding-confirm"),
    path("findings/<uuid:finding>/return/", findings.finding_return, name="finding-return"),
    path("<uuid:statement>/", statements.statement_page, name="statement-page"),
    path("<uuid:statement>/draft/", statements.statement_draft, name="statement-draft"),
    path("<uuid:statement>/return/", statements.statement_return, name="statement-return"),
    path("<uuid:statement>/sign/", statements.statement_sign, name="statement-sign"),
]
