"""Every route, every role, against one table written by hand. A route that is not in it fails the test."""

import pytest

from lab.extensions import db
from tests.client import client_for
from tests.routes import example_path, list_routes
from tests.rows import put_back, read_rows
from tests.sweeps.world import PEOPLE, VISITOR, make_world

# o: open (a page, a redirect after work, or the form again) · d: seen but denied, 403 with the reason
# n: not to be known of, 404 · l: asked to sign in
# POSTs carry a valid token and nothing else. The idea is under test; the author brought it, the member
# and the guest are in its team, and the note, the version and the attachment are the member's.
# columns: visitor author colleague member facilitator leadership admin guest outsider
TABLE = """
accounts.account             GET   l o o o o o o o o
accounts.change_password     POST  l o o o o o o o o
accounts.login               GET   o o o o o o o o o
accounts.login               POST  o o o o o o o o o
accounts.logout              POST  l l l l l l l l l
accounts.password_link       GET   n n n n n n n n n
accounts.password_link       POST  n n n n n n n n n
accounts.save_preferences    POST  l o o o o o o o o
accounts.set_language        POST  o o o o o o o o o
admin.accounts               GET   l d d d d d o d d
admin.change_chair           POST  l d d d d d o d d
admin.committee              GET   l d d d d d o d d
admin.committee              POST  l d d d d d o d d
admin.create_account         GET   l d d d d d o d d
admin.create_account         POST  l d d d d d o d d
admin.create_job_centre      GET   l d d d d d o d d
admin.create_job_centre      POST  l d d d d d o d d
admin.deactivate_account     POST  l d d d d d o d d
admin.edit_account           GET   l d d d d d o d d
admin.edit_account           POST  l d d d d d o d d
admin.edit_job_centre        GET   l d d d d d o d d
admin.edit_job_centre        POST  l d d d d d o d d
admin.edit_page              GET   l d d d d d o d d
admin.edit_page              POST  l d d d d d o d d
admin.edit_synonyms          GET   l d d d d d o d d
admin.edit_synonyms          POST  l d d d d d o d d
admin.history                GET   l d d d d d o d d
admin.index                  GET   l d d d d d o d d
admin.issue_link             POST  l d d d d d o d d
admin.job_centres            GET   l d d d d d o d d
admin.pages                  GET   l d d d d d o d d
admin.reactivate_account     POST  l d d d d d o d d
admin.remove_from_committee  POST  l d d d d d o d d
admin.remove_synonyms        POST  l d d d d d o d d
admin.reset_page             POST  l d d d d d o d d
admin.settings               GET   l d d d d d o d d
admin.settings               POST  l d d d d d o d d
admin.show_link              GET   l d d d d d o d d
admin.synonyms               GET   l d d d d d o d d
admin.synonyms               POST  l d d d d d o d d
adoption.interest            POST  l d d d d o d d n
answers.enter                GET   l o d o o d d o n
answers.enter                POST  l o d o o d d o n
answers.sheet                GET   l o o o o o o o n
answers.show                 GET   l o d o o d d o n
answers.show                 POST  l o d o o d d o n
attachments.add              POST  l o d o o d d o n
attachments.fetch            GET   l o o o o o o o n
attachments.fetch_thumbnail  GET   l o o o o o o o n
attachments.remove           POST  l d d o o d d d n
board.show                   GET   l o o o o o o d d
desk.my_data                 GET   l o o o o o o o o
desk.my_data_file            GET   l o o o o o o o o
desk.show                    GET   l o o o o o o o o
health.healthz               GET   o o o o o o o o o
health.readyz                GET   o o o o o o o o o
ideas.answer                 GET   l d d d o d d d d
ideas.answer                 POST  l d d d o d d d d
ideas.edit                   GET   l d d d o d d d n
ideas.edit                   POST  l d d d o d d d n
ideas.export                 GET   l o o o o o o o o
ideas.index                  GET   l o o o o o o o o
ideas.invite                 GET   l d d d o d d d d
ideas.invite                 POST  l d d d o d d d d
ideas.join                   POST  l d o d o o d d n
ideas.leave                  POST  l d d o d d d o n
ideas.move                   GET   l d d d o d d d n
ideas.move                   POST  l d d d o d d d n
ideas.new                    GET   l o o o o o d d d
ideas.new                    POST  l o o o o o d d d
ideas.notes                  GET   l o d o o d d o n
ideas.notes                  POST  l o d o o d d o n
ideas.profile                GET   l o d o o d d o n
ideas.profile                POST  l o d o o d d o n
ideas.remove_member          POST  l d d d o d d d d
ideas.remove_note            POST  l d d o o d d d n
ideas.responsible            GET   l d d d o d d d d
ideas.responsible            POST  l d d d o d d d d
overview.export              GET   l o o o o o d d d
overview.report              GET   l o o o o o d d d
overview.show                GET   l o o o o o d d d
pages.report_barrier         GET   o o o o o o o o o
pages.show                   GET   o o o o o o o o o
prototypes.answer            GET   l d d d o d d d n
prototypes.answer            POST  l d d d o d d d n
prototypes.edit              GET   l o d o o d d o n
prototypes.edit              POST  l o d o o d d o n
prototypes.feedback          GET   l o d o o d d o n
prototypes.feedback          POST  l o d o o d d o n
story.merge             GET   l d d d o d d d d
story.merge             POST  l d d d o d d d d
prototypes.new               GET   l o d o o d d o n
prototypes.new               POST  l o d o o d d o n
prototypes.remove_feedback   POST  l d d o o d d d n
prototypes.show              GET   l o o o o o o o n
reports.index                GET   l d d d o d d d d
reports.purge                GET   l d d d o d d d d
reports.purge                POST  l d d d o d d d d
reports.report               POST  l n n n n n n n n
reports.restore              POST  l d d d o d d d d
results.decide               GET   l d d d o d d d n
results.decide               POST  l d d d o d d d n
results.show_idea            GET   l o o o o o o o n
results.show_version         GET   l o o o o o o o n
rollout.adopt                POST  l d d d d o d d n
rollout.agenda               GET   l d d d o o d d d
rollout.answer               POST  l o d o o d d o n
rollout.ask                  POST  l d d d d o d d n
rollout.check                POST  l d d d d o d d n
rollout.decide               POST  l d d d d o d d n
rollout.index                GET   l o o o o o o d d
rollout.look_again           POST  l d d d d o d d n
rollout.new                  GET   l d d d o d d d n
rollout.new                  POST  l d d d o d d d n
rollout.show                 GET   l o o o o o o o n
rollout.show_paper           GET   l o o o o o o o n
rollout.show_pdf             GET   l o o o o o o o n
rollout.tick                 POST  l o d o o d d o n
rollout.tick_steps           POST  l d d d d o d d n
rollout.vote                 POST  l d d d d o d d n
kits.add_files               POST  l o d o o d d d n
kits.answer                  POST  l o d o o d d d n
kits.ask                     POST  l o o o o o d d n
kits.close                   POST  l d d d o d d d n
kits.edit                    GET   l o d o o d d d n
kits.edit                    POST  l o d o o d d d n
kits.publiccode              GET   l o o o o o o o n
kits.publish                 POST  l d d d o d d d n
kits.qr_code                 GET   l o o o o o o o n
kits.show                    GET   l o o o o o o o n
public_kits.fetch_file       GET   o o o o o o o o o
public_kits.publiccode       GET   o o o o o o o o o
public_kits.show             GET   o o o o o o o o o
public_feedback.picture      GET   o o o o o o o o o
public_feedback.send         POST  o o o o o o o o o
public_feedback.show         GET   o o o o o o o o o
public_feedback.thanks       GET   o o o o o o o o o
round_languages.delete       POST  l o d o o d d o n
round_languages.edit         GET   l o d o o d d o n
round_languages.edit         POST  l o d o o d d o n
round_languages.index        GET   l o d o o d d o n
round_languages.index        POST  l o d o o d d o n
rounds.close                 POST  l o d o o d d o n
rounds.delete                POST  l o d o o d d o n
rounds.edit                  GET   l o d o o d d o n
rounds.edit                  POST  l o d o o d d o n
rounds.new                   GET   l o d o o d d o n
rounds.new                   POST  l o d o o d d o n
rounds.poster                GET   l o o o o o o o n
rounds.publish               POST  l o d o o d d o n
rounds.qr_code               GET   l o o o o o o o n
rounds.show                  GET   l o o o o o o o n
sessions.add_participant     POST  l o d o o d d o n
sessions.changes             GET   l o o o o o o o n
sessions.close               POST  l d d d o d d d n
sessions.edit_finding        GET   l o d o o d d o n
sessions.edit_finding        POST  l o d o o d d o n
sessions.edit_observation    GET   l d d o o d d d n
sessions.edit_observation    POST  l d d o o d d d n
sessions.findings            GET   l o o o o o o o n
sessions.findings            POST  l o d o o d d o n
sessions.merge_finding       POST  l o d o o d d o n
sessions.public_changes      GET   o o o o o o o o o
sessions.publish             POST  l d d d o d d d n
sessions.release             POST  l o d o o d d o n
sessions.remove_observation  POST  l d d o o d d d n
sessions.remove_participant  POST  l o d o o d d o n
sessions.show                GET   l o d o o d d o n
sessions.take_note           POST  l o d o o d d o n
sharing.duplicates           GET   l d d d o d d d d
sharing.share                POST  l d o o d o d d n
sharing.similar              GET   l o o o o o d d d
sharing.similar              POST  l o o o o o d d d
solutions.export_csv         GET   l o o o o o o d d
solutions.export_xlsx        GET   l o o o o o o d d
solutions.job_centre         GET   l o o o o o o d d
solutions.job_centres        GET   l o o o o o o d d
solutions.matrix             GET   l o o o o o o d d
solutions.tile_map           GET   l o o o o o o d d
story.history                GET   l o o o o o o o n
story.show                   GET   l o o o o o o o n
story.undo                   GET   l d d d o d d d d
story.undo                   POST  l d d d o d d d d
themes.edit                  GET   l d d d o d d d d
themes.edit                  POST  l d d d o d d d d
themes.index                 GET   l o o o o o o n n
themes.new                   GET   l d d d o d d d d
themes.new                   POST  l d d d o d d d d
themes.show                  GET   l o o o o o o n n
"""

FACILITATORS_ONLY = "ldddodddd"
LETTERS = {403: "d", 404: "n"}


def read_table() -> dict[tuple[str, str], str]:
    rows = [line.split(maxsplit=2) for line in TABLE.strip().splitlines() if not line.startswith("#")]
    return {(endpoint, method): letters.replace(" ", "") for endpoint, method, letters in rows}


EXPECTED = read_table()


def ask(app, world, who, method, path):
    client = client_for(app, world.people[who])
    if method == "GET":
        return client.get(path)
    return client.post_form(path)


def letter_of(response) -> str:
    if response.status_code == 303 and response.headers["Location"].startswith("/login"):
        return "l"
    assert response.status_code < 500, response.text
    return LETTERS.get(response.status_code, "o")


def test_the_table_lists_every_route_and_no_other(app):
    present = {(endpoint, method) for endpoint, method, _rule in list_routes(app)}
    assert present - set(EXPECTED) == set(), "routes that nobody has decided on"
    assert set(EXPECTED) - present == set(), "routes that are no more"
    assert all(len(letters) == len(PEOPLE) for letters in EXPECTED.values())


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_look(app, who):
    check_table(app, who, "GET")


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_do_something(app, who):
    check_table(app, who, "POST")


def check_table(app, who, method):
    place = PEOPLE.index(who)
    found, wanted = {}, {}
    world = make_world()
    rows = read_rows()
    for endpoint, verb, rule in list_routes(app):
        if verb != method or (endpoint, verb) not in EXPECTED:
            continue
        response = ask(app, world, who, method, world.path(endpoint, rule))
        found[endpoint] = letter_of(response)
        wanted[endpoint] = EXPECTED[endpoint, method][place]
        if method != "GET" and found[endpoint] == "o" and response.status_code == 303:
            # What was done may change what may be done next.
            put_back(rows)
            db.session.expire_all()
    assert found == wanted


def test_a_draft_is_nobodys_business_but_the_authors(app):
    world = make_world()
    for endpoint, method, rule in list_routes(app):
        if "<int:idea_id>" not in rule:
            continue
        path = example_path(rule, **world.ids | {"idea_id": world.draft.id})
        for who in PEOPLE:
            if who in ("author", VISITOR):
                continue
            found = letter_of(ask(app, world, who, method, path))
            # A door for one role alone is closed before anyone looks what lies behind it.
            closed = EXPECTED[endpoint, method] == FACILITATORS_ONLY and who != "facilitator"
            assert found == ("d" if closed else "n"), f"{who} {method} {endpoint}"


@pytest.mark.parametrize("number", [0, 2**31 - 1, 2**31, 10**30])
def test_numbers_of_nothing_are_not_found(app, number):
    world = make_world()
    client = client_for(app, world.people["facilitator"])
    admin = client_for(app, world.people["admin"])
    for endpoint, method, rule in list_routes(app):
        if "<int:" not in rule:
            continue
        path = example_path(rule, **dict.fromkeys(world.ids | {"review_id": 0}, number))
        someone = admin if endpoint.startswith("admin.") else client
        response = someone.get(path) if method == "GET" else someone.post_form(path)
        assert response.status_code in (404, 403), f"{method} {endpoint}: {response.status_code}"
