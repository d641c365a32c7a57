"""Addresses of programs as both companies run them, under /c/<client>/programs/."""

from django.urls import path

from catchball.workplace.teams.views import charters, homes, members

urlpatterns = [
    path("members/<uuid:member>/change/", members.member_change, name="member-change"),
    path("members/<uuid:member>/leave/", members.member_leave, name="member-leave"),
    path("<uuid:program>/", homes.program_home, name="program-home"),
    path("<uuid:program>/stage/", homes.stage_move, name="stage-move"),
    path("<uuid:program>/charter/", charters.charter_page, name="charter-page"),
    path("<uuid:program>/charter/write/", charters.charter_write, name="charter-write"),
    path("<uuid:program>/charter/sign/", charters.charter_sign, name="charter-sign"),
    path("<uuid:program>/team/", members.team_page, name="team-page"),
    path("<uuid:program>/team/join/", members.member_join, name="member-join"),
]
