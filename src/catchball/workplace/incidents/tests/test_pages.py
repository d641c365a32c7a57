"""Pages about incidents."""

from assessed import a_risk, line_of, score
from catchball.trust.permissions import Role
from happened import an_incident, judge
from reading import text_of
from uploading import version_in

LEAD = Role.CLIENT_LEAD


class TestThePages:
    def test_take_an_incident_from_telling_to_its_end(self, acme, zenith, browse):
        browser = browse(acme, LEAD)
        page = "/c/acme/incidents/record/"
        sent = {"program": str(acme.program), "severity": "critical", "happened_on": "2026-11-02"}
        refused = browser.post(page, {**sent, "title": ""})
        assert refused.status_code == 422
        made = browser.post(page, {**sent, "title": "Filter clogged"}).headers["Location"]
        shown = text_of(browser.get(made))
        assert "Nobody has said yet whether a risk foresaw it." in shown
        answer = browser.post(
            made + "correct/", {**sent, "version": "1", "title": "Filter torn", "reason": "Seen."}
        )
        assert answer.status_code == 302
        assert browser.post(made + "close/", {"version": "2"}).status_code == 422
        end = {"version": "2", "closed_on": "2026-11-03", "reason": "Replaced."}
        assert browser.post(made + "close/", end).status_code == 302
        shown = text_of(browser.get(made))
        assert "Filter torn" in shown
        assert "Replaced." in shown

    def test_list_what_happened_and_what_nobody_foresaw(self, acme, zenith, browse):
        assert "Nothing has happened that was told here" in text_of(
            browse(acme).get("/c/acme/incidents/")
        )
        judge(acme, an_incident(acme, title="Filter torn"))
        text = text_of(browse(acme, Role.CLIENT_EXECUTIVE).get("/c/acme/incidents/"))
        assert "One incident is open, one of all was not foreseen" in text
        assert "Filter torn" not in text_of(browse(zenith).get("/c/zenith/incidents/"))

    def test_ask_which_risk_foresaw_it(self, acme, zenith, browse):
        risk = score(acme, a_risk(acme, event="Filters clog"))
        incident = an_incident(acme)
        browser = browse(acme)
        page = f"/c/acme/risks/foresight/{incident}/"
        asked = browser.get(page)
        assert "1 · Filters clog" in text_of(asked)
        sent = {"version": version_in(asked), "risk": str(risk)}
        assert browser.post(page, sent).status_code == 302
        document = line_of(acme, risk).assessment
        text = text_of(browser.get(f"/c/acme/risks/{document}/"))
        assert "The one incident was foreseen" in text
        assert "It has happened once" in text_of(browser.get(f"/c/acme/risks/of/{risk}/"))
