"""Addresses at the door, and of one's own security."""

from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.socialaccount.providers.saml import views as saml
from django.urls import path

from catchball.site.people import company, door, factors, joining, reviews, second, security, views

DOOR = [
    path("sign-in/", door.sign_in, name="sign-in"),
    # Where the sign-in library sends somebody whose sign-in has come to nothing.
    path("sign-in/", door.sign_in, name="account_login"),
    path("sign-in/second/", second.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", second.by_passkey, name="sign-in-passkey"),
    path("sign-in/company/<slug:provider_id>/", company.page, name="company-sign-in"),
    path("sign-in/company/<slug:provider_id>/go/", openid.login, name="openid_connect_login"),
    path(
        "sign-in/company/<slug:provider_id>/back/",
        openid.callback,
        name="openid_connect_callback",
    ),
    path("sign-in/saml/<slug:organization_slug>/go/", saml.login, name="saml_login"),
    path("sign-in/saml/<slug:organization_slug>/back/", saml.acs, name="saml_acs"),
    path(
        "sign-in/saml/<slug:organization_slug>/back/finish/",
        saml.finish_acs,
        name="saml_finish_acs",
    ),
    path("sign-in/saml/<slug:organization_slug>/out/", saml.sls, name="saml_sls"),
    path("sign-in/saml/<slug:organization_slug>/metadata/", saml.metadata, name="saml_metadata"),
    path("sign-in/forgotten/", door.forgotten, name="password-forgotten"),
    path("sign-in/reset/<uuid:person>/<str:key>/", door.reset, name="password-reset"),
    path("join/<uuid:invitation>/<str:key>/", joining.accept, name="invitation-accept"),
    path("sign-out/", door.sign_out, name="sign-out"),
]
OWN = [
    path("", security.page, name="own-security"),
    path("password/", security.password, name="own-password"),
    path("app/", factors.app_add, name="own-app"),
    path("passkey/", factors.passkey_add, name="own-passkey"),
    path("passkey/options/", factors.passkey_options, name="passkey-options"),
    path("factors/<int:factor>/remove/", factors.factor_remove, name="own-factor-remove"),
    path("codes/", factors.codes, name="own-codes"),
    path("sessions/end/", security.sessions_end, name="own-sessions-end"),
]
OF_CLIENT = [
    path("", views.people, name="person-list"),
    path("invite/", views.invite, name="person-invite"),
    path("admit/", views.admit, name="person-admit"),
    path("invitations/<uuid:invitation>/again/", views.again, name="invitation-again"),
    path("invitations/<uuid:invitation>/withdraw/", views.withdraw, name="invitation-withdraw"),
    path("review/", reviews.page, name="access-review"),
    path("review/begin/", reviews.begin, name="access-review-begin"),
    path("review/<uuid:review>/sign/", reviews.sign, name="access-review-sign"),
    path("review/<uuid:review>/withdraw/", reviews.withdraw, name="access-review-withdraw"),
    path("<uuid:person>/", views.person, name="person-page"),
    path("<uuid:person>/role/", views.role, name="person-role"),
    path("<uuid:person>/close/", views.leave, name="person-close"),
    path("<uuid:person>/release/", views.release, name="person-release"),
]
OF_FLOOR = [
    path("", views.floor_people, name="floor-people"),
    path("security-log/", views.security_log, name="security-log"),
]
