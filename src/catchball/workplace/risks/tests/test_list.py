"""The list of documents."""

import re

from assessed import LOW, a_document, a_risk, score


def cells(browser):
    text = browser.get("/c/acme/risks/").content.decode()
    row = text.partition("<tbody>")[2].partition("</tr>")[0]
    return [
        re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<td.*?</td>", row, re.DOTALL)
    ]


class TestTheList:
    def test_counts_the_risks_of_which_something_does_not_fit(self, acme, zenith, browse):
        document = a_document(acme)
        score(acme, a_risk(acme, document), LOW)
        browser = browse(acme)
        assert cells(browser)[4:6] == ["0", "1"]
        score(acme, a_risk(acme, document))
        assert cells(browser)[4:6] == ["1", "2"]
