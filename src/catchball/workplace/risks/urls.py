"""Addresses of risk assessments, under /c/<client>/risks/."""

from django.urls import path

from catchball.workplace.risks.views import (
    assessments,
    blind,
    editions,
    exports,
    foreseeing,
    library,
    matrices,
    plans,
    risks,
)

urlpatterns = [
    path("", assessments.assessment_list, name="assessment-list"),
    path("open/", assessments.assessment_open, name="assessment-open"),
    path("library/", library.library_page, name="library-page"),
    path("library/<uuid:starter>/change/", library.starter_change, name="starter-change"),
    path("library/<uuid:starter>/retire/", library.starter_retire, name="starter-retire"),
    path("matrices/", matrices.matrix_list, name="matrix-list"),
    path("matrices/draw/", matrices.matrix_draw, name="matrix-draw"),
    path("matrices/<uuid:matrix>/", matrices.matrix_page, name="matrix-page"),
    path("matrices/<uuid:matrix>/redraw/", matrices.matrix_redraw, name="matrix-redraw"),
    path("matrices/<uuid:matrix>/retire/", matrices.matrix_retire, name="matrix-retire"),
    path("of/<uuid:risk>/add-starter/", library.starter_add, name="starter-add"),
    path("of/<uuid:risk>/", risks.risk_page, name="risk-page"),
    path("of/<uuid:risk>/change/", risks.risk_change, name="risk-change"),
    path("of/<uuid:risk>/score/", risks.risk_score, name="risk-score"),
    path("of/<uuid:risk>/score-blind/", blind.risk_score_blind, name="risk-score-blind"),
    path("of/<uuid:risk>/reconcile/", blind.risk_reconcile, name="risk-reconcile"),
    path("of/<uuid:risk>/close/", risks.risk_close, name="risk-close"),
    path("of/<uuid:risk>/plan/", plans.risk_plan, name="risk-plan"),
    path("of/<uuid:risk>/act/", plans.risk_act, name="risk-act"),
    path("of/<uuid:risk>/approve/", plans.risk_approve, name="risk-approve"),
    path("of/<uuid:risk>/decide/", plans.risk_decide, name="risk-decide"),
    path("of/<uuid:risk>/fire/", plans.risk_fire, name="risk-fire"),
    path("foresight/<uuid:incident>/", foreseeing.incident_foresee, name="incident-foresee"),
    path("<uuid:assessment>/", assessments.assessment_page, name="assessment-page"),
    path("<uuid:assessment>/matrix/", matrices.assessment_matrix, name="assessment-matrix"),
    path("<uuid:assessment>/risks.xlsx", exports.assessment_xlsx, name="assessment-xlsx"),
    path("<uuid:assessment>/change/", assessments.assessment_change, name="assessment-change"),
    path("<uuid:assessment>/review/", assessments.assessment_review, name="assessment-review"),
    path("<uuid:assessment>/issue/", editions.edition_issue, name="edition-issue"),
    path("editions/<uuid:edition>/", editions.edition_page, name="edition-page"),
    path("editions/<uuid:edition>/sign/", editions.edition_sign, name="edition-sign"),
    path("<uuid:assessment>/round/", blind.round_page, name="round-page"),
    path("<uuid:assessment>/round/begin/", blind.round_begin, name="round-begin"),
    path("<uuid:assessment>/round/close/", blind.round_close, name="round-close"),
    path("<uuid:assessment>/round/call-off/", blind.round_call_off, name="round-call-off"),
    path("<uuid:assessment>/round/keep-same/", blind.round_keep_same, name="round-keep-same"),
    path("<uuid:assessment>/add/", risks.risk_add, name="risk-add"),
]
FLOOR = [
    path("starters/", foreseeing.starter_record, name="starter-record"),
    path("matrices/", matrices.matrix_record, name="matrix-record"),
]
