"""People, services and tokens, for administrators; and what is one's own."""

from catchball.site.api.operations import Door
from catchball.trust import commands, queries, reviews
from catchball.trust.tokens import commands as tokens
from catchball.trust.tokens import queries as tokens_of

FLOOR = Door("people", "People", across=True)
FLOOR.asks("", queries.list_people)
FLOOR.asks("find/", queries.find_person)
FLOOR.does("add/", commands.add_person, hides=("hasher",))
FLOOR.does("{person}/password/", commands.set_password)
FLOOR.does("{person}/factors/forget/", commands.forget_factors)

DOOR = Door("people", "People")
DOOR.asks("", queries.list_colleagues)
DOOR.asks("who-may/", queries.list_assigned_people)
DOOR.asks("to-admit/", queries.list_to_admit)
DOOR.asks("invitations/", queries.list_invitations)
DOOR.asks("reviews/newest/", reviews.find_newest_review)
DOOR.asks("reviews/due/", reviews.find_review_due)
DOOR.asks("reviews/{review}/", reviews.get_review)
DOOR.does("reviews/begin/", commands.begin_access_review, then=reviews.get_review, made="review")
DOOR.does("reviews/{review}/sign/", commands.sign_access_review, then=reviews.get_review)
DOOR.does("reviews/{review}/withdraw/", commands.withdraw_access_review)
DOOR.asks("{person}/", queries.get_colleague)
DOOR.does("invite/", commands.invite_person)
DOOR.does("invitations/{invitation}/repeat/", commands.invite_again)
DOOR.does("invitations/{invitation}/withdraw/", commands.withdraw_invitation)
DOOR.does("{person}/close/", commands.close_person)
DOOR.does("{person}/role/", commands.change_role)
DOOR.does("{person}/assign/", commands.assign_person)
DOOR.does("{person}/unassign/", commands.unassign_person)

SERVICES = Door("services", "Services", across=True)
SERVICES.asks("", tokens_of.list_services)
SERVICES.does("add/", tokens.add_service)
SERVICES.does("tokens/{token}/revoke/", tokens.revoke_service_token)
