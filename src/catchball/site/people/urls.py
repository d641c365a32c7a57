"""Addresses at the door, and of one's own security."""

from django.urls import path

from catchball.site.people import door, security

DOOR = [
    path("sign-in/", door.sign_in, name="sign-in"),
    path("sign-in/forgotten/", door.forgotten, name="password-forgotten"),
    path("sign-in/reset/<uuid:person>/<str:key>/", door.reset, name="password-reset"),
    path("sign-out/", door.sign_out, name="sign-out"),
]
OWN = [
    path("", security.page, name="own-security"),
    path("password/", security.password, name="own-password"),
    path("sessions/end/", security.sessions_end, name="own-sessions-end"),
]
