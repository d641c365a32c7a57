"""Addresses of programs as both companies run them, under /c/<client>/programs/ and /floor/."""

from django.urls import path

from catchball.workplace.teams.views import charters, duties, gates, homes, members

urlpatterns = [
    path("open/", homes.program_open, name="program-open"),
    path("members/<uuid:member>/change/", members.member_change, name="member-change"),
    path("members/<uuid:member>/leave/", members.member_leave, name="member-leave"),
    path("criteria/<uuid:criterion>/", gates.criterion_answer, name="criterion-answer"),
    path("work/<uuid:work>/change/", duties.work_change, name="work-change"),
    path("work/<uuid:work>/remove/", duties.work_remove, name="work-remove"),
    path("<uuid:program>/", homes.program_home, name="program-home"),
    path("<uuid:program>/stage/", homes.stage_move, name="stage-move"),
    path("<uuid:program>/charter/", charters.charter_page, name="charter-page"),
    path("<uuid:program>/charter/write/", charters.charter_write, name="charter-write"),
    path("<uuid:program>/charter/sign/", charters.charter_sign, name="charter-sign"),
    path("<uuid:program>/team/", members.team_page, name="team-page"),
    path("<uuid:program>/team/stability/", members.stability_count, name="stability-count"),
    path("<uuid:program>/team/join/", members.member_join, name="member-join"),
    path("<uuid:program>/work/", duties.duty_page, name="duty-page"),
    path("<uuid:program>/work/add/", duties.work_add, name="work-add"),
    path("<uuid:program>/gates/<slug:leaves>/", gates.gate_page, name="gate-page"),
    path("<uuid:program>/gates/<slug:leaves>/add/", gates.criterion_add, name="criterion-add"),
    path("<uuid:program>/gates/<slug:leaves>/sign/", gates.gate_sign, name="gate-sign"),
]
FLOOR = [path("", duties.load_list, name="load-list")]
