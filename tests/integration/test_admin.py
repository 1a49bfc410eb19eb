"""The administration: accounts, one-time links, jobcentres, settings, pages and their history."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from lab.accounts.models import JobCentre, PasswordLink, Role, User
from lab.accounts.queries import get_job_centre
from lab.admin import content, service
from lab.admin.forms import SETTING_GROUPS
from lab.admin.service import AccountValues
from lab.audit.models import Event
from lab.core.clock import now, today
from lab.core.errors import Denied, Invalid
from lab.extensions import db
from lab.ideas.workflow import State
from lab.pages.models import PageText
from lab.pages.queries import find_text
from lab.pages.texts import Slug
from lab.settings.service import DEFINITIONS, load_settings
from tests.factories import FULDA, PASSWORD, make_idea, make_job_centre, make_user
from tests.helpers import count_queries, frozen_at

ADDRESSES = (
    "/admin/",
    "/admin/accounts",
    "/admin/accounts/new",
    "/admin/accounts/{account}",
    "/admin/accounts/{account}/link",
    "/admin/job-centres",
    "/admin/job-centres/new",
    "/admin/job-centres/06631",
    "/admin/committee",
    "/admin/settings",
    "/admin/pages",
    "/admin/pages/imprint/de",
    "/admin/history",
)
POSTS = (
    "/admin/accounts/new",
    "/admin/accounts/{account}",
    "/admin/accounts/{account}/deactivate",
    "/admin/accounts/{account}/reactivate",
    "/admin/accounts/{account}/link",
    "/admin/job-centres/new",
    "/admin/job-centres/06631",
    "/admin/committee",
    "/admin/committee/{account}/chair",
    "/admin/committee/{account}/remove",
    "/admin/settings",
    "/admin/pages/imprint/de",
    "/admin/pages/imprint/de/reset",
)
NEW_ACCOUNT = {
    "name": "Fallmanagement, Fulda",
    "email": "Fallmanagement@Fulda.lab.example",
    "role": "staff",
    "job_centre_key": FULDA,
}
NEW_JOB_CENTRE = {
    "key": "06999",
    "short_name": "Musterland",
    "house_name": "Jobcenter Musterland",
    "authority": "Kreis Musterland",
    "active_from": "2026-01-01",
    "active_until": "",
}


@pytest.fixture
def admin(client_for, personas):
    return client_for(personas.admin)


def events():
    return db.session.scalars(sa.select(Event).order_by(Event.id)).all()


def account_named(name):
    return db.session.scalars(sa.select(User).where(User.name == name)).one()


def form_of(account, **changes):
    """The account's form as its page would send it."""
    return {
        "name": account.name,
        "email": account.email,
        "role": account.role.value,
        "job_centre_key": account.job_centre_key or "none",
        "version": str(account.version),
    } | changes


class TestGates:
    @pytest.mark.parametrize("name", ["author", "facilitator", "leadership", "guest"])
    def test_only_administrators_come_in(self, client_for, personas, name):
        client = client_for(getattr(personas, name))
        for address in ADDRESSES:
            response = client.get(address.format(account=personas.author.id))
            assert response.status_code == 403, address
            assert "Administration" in response.text
        for address in POSTS:
            assert client.post_form(address.format(account=personas.author.id)).status_code == 403, address
        assert events() == []

    def test_visitors_sign_in_first(self, visitor):
        for address in ADDRESSES:
            response = visitor.get(address.format(account=1))
            assert response.status_code == 303
            assert response.location.startswith("/login")

    def test_administrators_see_every_page(self, admin, personas):
        for address in ADDRESSES[1:]:
            status = 303 if address.endswith("/link") else 200
            assert admin.get(address.format(account=personas.author.id)).status_code == status, address
        assert admin.get("/admin/").location == "/admin/accounts"

    def test_the_service_asks_the_policy_too(self, app, personas):
        values = AccountValues("x@lab.example", "X", Role.GUEST, None)
        for call in (
            lambda: service.create_account(personas.facilitator, values),
            lambda: service.edit_account(personas.facilitator, personas.author, values, 1),
            lambda: service.deactivate_account(personas.facilitator, personas.author),
            lambda: service.reactivate_account(personas.facilitator, personas.author),
            lambda: service.issue_link(personas.facilitator, personas.author),
            lambda: service.save_job_centre(personas.facilitator, None, {}),
            lambda: content.save_settings(personas.facilitator, {}, ""),
            lambda: content.save_page(personas.facilitator, Slug.IMPRINT, "de", "x", None),
            lambda: content.reset_page(personas.facilitator, Slug.IMPRINT, "de"),
        ):
            with pytest.raises(Denied):
                call()

    def test_admins_have_no_say_in_ideas(self, admin, personas):
        idea = make_idea(State.SUBMITTED)
        assert admin.post_form(f"/ideas/{idea.id}/notes", {"kind": "note", "body": "x"}).status_code == 403


class TestListOfAccounts:
    def test_filters_by_role_jobcentre_access_and_words(self, admin, personas):
        make_user(Role.STAFF, FULDA, name="Anna", email="anna@lab.example")
        make_user(Role.LEADERSHIP, "06414", name="Berta", email="berta@lab.example", is_enabled=False)
        make_user(Role.STAFF, FULDA, name="Cäcilie 100 %", email="c@lab.example", password_hash=None)
        shown = {
            query: [name for name in ("Anna", "Berta", "Cäcilie") if name in admin.get(query).text]
            for query in (
                "/admin/accounts",
                "/admin/accounts?role=leadership",
                "/admin/accounts?job_centre=06631",
                "/admin/accounts?status=disabled",
                "/admin/accounts?status=enabled&role=staff",
                "/admin/accounts?q=ANNA@",
                "/admin/accounts?q=%25",
                "/admin/accounts?q=_",
            )
        }
        assert list(shown.values()) == [
            ["Anna", "Berta", "Cäcilie"],
            ["Berta"],
            ["Anna", "Cäcilie"],
            ["Berta"],
            ["Anna", "Cäcilie"],
            ["Anna"],
            ["Cäcilie"],
            [],
        ]
        page = admin.get("/admin/accounts").text
        assert "noch ohne Kennwort" in page
        assert "deaktiviert" in page
        assert "4 Konten" in page

    def test_long_lists_have_pages(self, admin):
        for number in range(30):
            make_user(name=f"Person {number:02d}")
        first, second = admin.get("/admin/accounts").text, admin.get("/admin/accounts?page=2").text
        assert "31 Konten" in first
        assert "Person 10" in first
        assert "Person 29" not in first
        assert "Person 29" in second

    @pytest.mark.parametrize("query", ["page=0", "page=2", "page=1000000000", "page=x", "page=-1"])
    def test_pages_that_do_not_exist_are_not_found(self, admin, query):
        assert admin.get(f"/admin/accounts?{query}").status_code == 404

    @pytest.mark.parametrize("query", ["role=king", "job_centre=00000", "status=1", "colour=red"])
    def test_unknown_filters_are_refused(self, admin, query):
        assert admin.get(f"/admin/accounts?{query}").status_code == 400

    def test_nothing_found_says_what_to_do(self, admin):
        assert "Alle Konten zeigen" in admin.get("/admin/accounts?q=niemand").text

    def test_it_costs_the_same_with_many(self, admin):
        counts = []
        for number in (1, 30):
            for _account in range(number):
                make_user(Role.STAFF, FULDA)
            with count_queries() as asked:
                admin.get("/admin/accounts")
            counts.append(asked.count)
        assert counts[0] == counts[1] <= 6


class TestCreatingAccounts:
    def test_an_account_without_password_then_its_link(self, admin, personas):
        response = admin.submit("/admin/accounts/new", NEW_ACCOUNT)
        account = account_named("Fallmanagement, Fulda")
        assert response.status_code == 303
        assert response.location == f"/admin/accounts/{account.id}"
        assert account.email == "fallmanagement@fulda.lab.example"
        assert (account.role, account.job_centre_key, account.password_hash) == (Role.STAFF, FULDA, None)
        assert [event.detail for event in events()] == [{"name": account.name, "role": "staff"}]
        assert "Geben Sie jetzt einen Link aus" in admin.get(response.location).text

    def test_the_same_form_twice_makes_one(self, admin):
        for _time in range(2):
            response = admin.post_form("/admin/accounts/new", NEW_ACCOUNT | {"once": "k"})
            assert response.status_code == 303
        assert account_named("Fallmanagement, Fulda")

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"name": ""}, "name", "Bitte geben Sie einen Namen ein."),
            ({"name": " \x00 "}, "name", "Bitte geben Sie einen Namen ein."),
            ({"name": "x" * 121}, "name", "höchstens 120"),
            ({"email": ""}, "email", "Bitte geben Sie eine E-Mail-Adresse ein."),
            ({"email": "quatsch"}, "email", "keine gültige E-Mail-Adresse"),
            ({"email": "a@b"}, "email", "keine gültige E-Mail-Adresse"),
            ({"email": "x" * 250 + "@lab.example"}, "email", "höchstens 254"),
            ({"role": ""}, "role", "Bitte wählen Sie eine Rolle."),
            ({"role": "king"}, "role", "gültige Auswahl"),
            ({"job_centre_key": "none"}, "job_centre_key", "Bitte wählen Sie das Jobcenter"),
            ({"job_centre_key": "00000"}, "job_centre_key", "gültige Auswahl"),
            ({"job_centre_key": ""}, "job_centre_key", "Bitte wählen Sie etwas aus."),
            ({"role": "admin"}, "job_centre_key", "gehören zu keinem Jobcenter"),
            ({"role": "guest"}, "job_centre_key", "gehören zu keinem Jobcenter"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(self, admin, changes, field, words):
        response = admin.post_form("/admin/accounts/new", NEW_ACCOUNT | changes)
        assert response.status_code == 422
        assert words in response.text
        assert f'id="{field}-error"' in response.text
        assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 1

    def test_an_address_belongs_to_one_account_whatever_its_case(self, admin):
        make_user(email="fallmanagement@fulda.lab.example")
        response = admin.post_form("/admin/accounts/new", NEW_ACCOUNT)
        assert response.status_code == 422
        assert "gibt es schon ein Konto" in response.text

    def test_a_closed_jobcentre_cannot_be_chosen(self, admin, app, personas):
        closed = make_job_centre("06998", active_until=today() - timedelta(days=1))
        assert closed.short_name not in admin.get("/admin/accounts/new").text
        response = admin.post_form("/admin/accounts/new", NEW_ACCOUNT | {"job_centre_key": "06998"})
        assert response.status_code == 422
        values = AccountValues("x@lab.example", "X", Role.STAFF, get_job_centre("06998"))
        with pytest.raises(Invalid):
            service.create_account(personas.admin, values)

    def test_guests_and_administrators_have_none(self, admin):
        data = NEW_ACCOUNT | {"role": "guest", "job_centre_key": "none"}
        assert admin.post_form("/admin/accounts/new", data).status_code == 303
        assert account_named("Fallmanagement, Fulda").job_centre_key is None


class TestEditingAccounts:
    def test_name_role_and_jobcentre_change_and_history_says_so(self, admin, personas):
        account = personas.author
        response = admin.submit(
            f"/admin/accounts/{account.id}",
            {"name": "Leitung, Bergstraße", "role": "leadership", "job_centre_key": "06431"},
            action=f"/admin/accounts/{account.id}",
        )
        assert response.status_code == 303
        assert (account.name, account.role, account.job_centre_key) == (
            "Leitung, Bergstraße",
            Role.LEADERSHIP,
            "06431",
        )
        assert events()[0].detail["fields"] == ["name", "role", "job_centre_key"]
        assert "Name, Rolle, Jobcenter" in admin.get("/admin/history").text

    def test_another_role_ends_the_sessions_another_name_does_not(self, admin, client_for, personas):
        account = personas.author
        person = client_for(account)
        admin.post_form(f"/admin/accounts/{account.id}", form_of(account, name="Anders"))
        assert person.get("/").status_code == 200
        admin.post_form(f"/admin/accounts/{account.id}", form_of(account, role="facilitator"))
        assert person.get("/").status_code == 303

    def test_saving_without_a_change_writes_no_history(self, admin, personas):
        account = personas.author
        assert admin.post_form(f"/admin/accounts/{account.id}", form_of(account)).status_code == 303
        assert events() == []

    @pytest.mark.parametrize("version", ["1", "", "x", "99999999999"])
    def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(self, admin, personas, version):
        account = personas.author
        admin.post_form(f"/admin/accounts/{account.id}", form_of(account, name="Von jemand anderem"))
        response = admin.post_form(
            f"/admin/accounts/{account.id}", form_of(account, name="Meins", version=version)
        )
        assert response.status_code == 409
        assert 'value="Meins"' in response.text
        assert "Von jemand anderem" in response.text
        assert account.name == "Von jemand anderem"

    def test_the_address_of_somebody_else_is_refused(self, admin, personas):
        account, other = personas.author, personas.colleague
        response = admin.post_form(f"/admin/accounts/{account.id}", form_of(account, email=other.email))
        assert response.status_code == 422
        assert "gibt es schon ein Konto" in response.text

    def test_who_belongs_to_a_closed_jobcentre_may_stay_there(self, admin):
        make_job_centre("06998", active_until=today() - timedelta(days=1))
        account = make_user(Role.STAFF, "06998")
        response = admin.post_form(f"/admin/accounts/{account.id}", form_of(account, name="Anders"))
        assert response.status_code == 303

    @pytest.mark.parametrize("account_id", ["0", "999999", "99999999999999999999", "abc"])
    def test_a_foreign_id_is_not_found(self, admin, account_id):
        assert admin.get(f"/admin/accounts/{account_id}").status_code == 404
        for verb in ("deactivate", "reactivate", "link"):
            assert admin.post_form(f"/admin/accounts/{account_id}/{verb}").status_code == 404


class TestAccess:
    def test_deactivation_signs_out_everywhere_and_ends_the_links(self, admin, client_for, personas):
        account = personas.author
        person = client_for(account)
        admin.post_form(f"/admin/accounts/{account.id}/link")
        assert admin.post_form(f"/admin/accounts/{account.id}/deactivate").status_code == 303
        assert person.get("/").status_code == 303
        assert account.is_enabled is False
        assert db.session.scalars(sa.select(PasswordLink)).one().expires_at <= now()
        assert [event.kind for event in events()] == ["password_link_issued", "account_deactivated"]

    def test_after_reactivation_the_old_password_works_the_old_session_does_not(
        self, admin, client_for, visitor, personas
    ):
        account = personas.author
        person = client_for(account)
        admin.post_form(f"/admin/accounts/{account.id}/deactivate")
        assert admin.post_form(f"/admin/accounts/{account.id}/reactivate").status_code == 303
        assert person.get("/").status_code == 303
        response = visitor.post_form("/login", {"email": account.email, "password": PASSWORD})
        assert response.status_code == 303
        assert visitor.get("/").status_code == 200

    def test_twice_is_a_conflict(self, admin, personas):
        account = personas.author
        assert admin.post_form(f"/admin/accounts/{account.id}/reactivate").status_code == 409
        admin.post_form(f"/admin/accounts/{account.id}/deactivate")
        assert admin.post_form(f"/admin/accounts/{account.id}/deactivate").status_code == 409

    def test_nobody_deactivates_oneself(self, admin, personas):
        response = admin.post_form(f"/admin/accounts/{personas.admin.id}/deactivate")
        assert response.status_code == 403
        assert "Das eigene Konto" in response.text
        assert personas.admin.is_enabled
        assert "Das eigene Konto" in admin.get(f"/admin/accounts/{personas.admin.id}").text

    def test_nobody_changes_ones_own_role(self, admin, personas):
        account = personas.admin
        response = admin.post_form(
            f"/admin/accounts/{account.id}", form_of(account, role="staff", job_centre_key=FULDA)
        )
        assert response.status_code == 422
        assert "Die eigene Rolle" in response.text
        assert account.role == Role.ADMIN

    def test_one_administration_always_remains(self, app, personas):
        """Whoever removes the last one was removed in the same moment; the check after the change sees it."""
        first, second = personas.admin, make_user(Role.ADMIN)
        service.deactivate_account(first, second)
        values = AccountValues(first.email, first.name, Role.GUEST, None)
        with pytest.raises(Denied, match="mindestens eine"):
            service.edit_account(second, first, values, first.version)
        db.session.rollback()
        service.deactivate_account(first, second)
        with pytest.raises(Denied, match="mindestens eine"):
            service.deactivate_account(second, first)
        db.session.rollback()


class TestOneTimeLink:
    def test_it_is_shown_once_and_sets_the_password(self, admin, visitor, personas):
        account = make_user(password_hash=None)
        response = admin.post_form(f"/admin/accounts/{account.id}/link")
        assert response.status_code == 303
        page = admin.get(response.location)
        assert page.headers["Cache-Control"] == "no-store"
        link = page.text.partition("readonly>")[2].partition("<")[0]
        assert "/password/" in link
        again = admin.get(response.location)
        assert again.status_code == 303
        assert link not in admin.get(again.location).text
        path = "/password/" + link.partition("/password/")[2]
        password = "ein ganz neuer Satz als Kennwort"
        assert visitor.submit(path, {"password": password, "repeat": password}).status_code == 303
        assert visitor.get(path).status_code == 410

    def test_only_its_hash_is_stored_and_history_does_not_know_it(self, admin, personas):
        response = admin.post_form(f"/admin/accounts/{personas.author.id}/link")
        token = admin.get(response.location).text.partition("/password/")[2].partition("<")[0]
        assert token
        stored = db.session.scalars(sa.select(PasswordLink)).one()
        assert token not in stored.token_hash
        assert all(token not in str(event.detail) for event in events())

    def test_a_new_one_ends_the_one_before(self, admin, visitor, personas):
        account = personas.author
        links = []
        for _time in range(2):
            page = admin.get(admin.post_form(f"/admin/accounts/{account.id}/link").location).text
            links.append("/password/" + page.partition("/password/")[2].partition("<")[0])
        assert [visitor.get(link).status_code for link in links] == [410, 200]

    def test_it_ends_after_72_hours(self, admin, visitor, personas):
        with frozen_at("2026-03-02 09:00"):
            page = admin.get(admin.post_form(f"/admin/accounts/{personas.author.id}/link").location).text
        link = "/password/" + page.partition("/password/")[2].partition("<")[0]
        assert "bis 05.03.2026, 09:00 Uhr" in page
        with frozen_at("2026-03-05 08:59"):
            assert visitor.get(link).status_code == 200
        with frozen_at("2026-03-05 09:01"):
            assert visitor.get(link).status_code == 410

    def test_for_another_account_it_is_not_shown(self, admin, personas):
        admin.post_form(f"/admin/accounts/{personas.author.id}/link")
        assert admin.get(f"/admin/accounts/{personas.colleague.id}/link").status_code == 303

    def test_a_deactivated_account_gets_none(self, admin):
        account = make_user(is_enabled=False)
        response = admin.post_form(f"/admin/accounts/{account.id}/link")
        assert response.status_code == 403
        assert "Bitte aktivieren Sie es zuerst." in response.text

    def test_the_account_page_says_that_one_is_open(self, admin, personas):
        account = personas.author
        assert "72 Stunden" in admin.get(f"/admin/accounts/{account.id}").text
        admin.post_form(f"/admin/accounts/{account.id}/link")
        assert "Ein neuer ersetzt ihn." in admin.get(f"/admin/accounts/{account.id}").text


class TestJobCentres:
    def test_all_16_are_listed_with_their_accounts(self, admin):
        make_user(Role.STAFF, FULDA)
        page = admin.get("/admin/job-centres").text
        assert page.count('<th scope="row">') == 16
        assert "Pro Arbeit – Kreis Offenbach – (AöR)" in page

    def test_a_new_one_is_there_to_choose(self, admin):
        assert admin.submit("/admin/job-centres/new", NEW_JOB_CENTRE).status_code == 303
        assert "Musterland" in admin.get("/admin/accounts/new").text
        assert [(event.subject_kind, event.subject_id) for event in events()] == [("job_centre", "06999")]

    def test_the_same_form_twice_makes_one(self, admin):
        for _time in range(2):
            response = admin.post_form("/admin/job-centres/new", NEW_JOB_CENTRE | {"once": "k"})
            assert response.status_code == 303

    def test_an_end_closes_it_and_keeps_its_accounts(self, admin):
        account = make_user(Role.STAFF, FULDA)
        response = admin.submit(
            "/admin/job-centres/06631", {"active_until": (today() - timedelta(days=1)).isoformat()}
        )
        assert response.status_code == 303
        assert "nicht mehr aktiv" in admin.get("/admin/job-centres").text
        assert account.job_centre.short_name == "Fulda"
        new_account = admin.get_page("/admin/accounts/new")
        offered = {option.get("value") for option in new_account.iter("option")}
        assert FULDA not in offered
        assert "06414" in offered

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"key": ""}, "key", "Bitte geben Sie den amtlichen Schlüssel ein."),
            ({"key": "6999"}, "key", "fünf Ziffern"),
            ({"key": "0699x"}, "key", "fünf Ziffern"),
            ({"key": "०६९९९"}, "key", "fünf Ziffern"),
            ({"key": "069999"}, "key", "höchstens 5"),
            ({"key": "06631"}, "key", "gibt es schon"),
            ({"short_name": "Fulda"}, "short_name", "Diesen Kurznamen"),
            ({"short_name": "x" * 61}, "short_name", "höchstens 60"),
            ({"house_name": " "}, "house_name", "Bitte geben Sie den Namen ein."),
            ({"authority": ""}, "authority", "Bitte geben Sie den Träger ein."),
            ({"active_from": ""}, "active_from", "ab wann es aktiv ist"),
            ({"active_from": "1900-01-01"}, "active_from", "zwischen 2005"),
            ({"active_until": "2025-12-31"}, "active_until", "Das Ende liegt vor dem Beginn."),
            ({"active_until": "9999-01-01"}, "active_until", "zwischen 2005"),
            ({"map_row": "2"}, "map_column", "gehören zusammen"),
            ({"map_column": "2"}, "map_row", "gehören zusammen"),
            ({"map_row": "0", "map_column": "1"}, "map_row", "von 1 bis 10"),
            ({"map_row": "1", "map_column": "7"}, "map_column", "von 1 bis 4"),
            ({"map_row": "1", "map_column": "x"}, "map_column", "von 1 bis 4"),
            ({"map_row": "2", "map_column": "4"}, "map_row", "liegt schon Fulda"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(self, admin, changes, field, words):
        response = admin.post_form("/admin/job-centres/new", NEW_JOB_CENTRE | changes)
        assert response.status_code == 422
        assert words in response.text
        assert f'id="{field}-error"' in response.text
        assert db.session.scalar(sa.select(sa.func.count()).select_from(JobCentre)) == 16

    def test_a_stale_form_overwrites_nothing(self, admin):
        data = NEW_JOB_CENTRE | {"short_name": "Rhön", "version": "1"}
        assert admin.post_form("/admin/job-centres/06631", data).status_code == 303
        response = admin.post_form("/admin/job-centres/06631", data | {"short_name": "Meins"})
        assert response.status_code == 409
        assert 'value="Meins"' in response.text
        assert get_job_centre(FULDA).short_name == "Rhön"

    def test_its_tile_on_the_map_is_counted_from_one_and_free_again_when_it_is_no_more(self, admin):
        page = admin.get_page("/admin/job-centres/06631")
        fields = [page.find(f".//input[@name='{name}']").get("value") for name in ("map_row", "map_column")]
        assert fields == ["2", "4"]
        place = {"map_row": "6", "map_column": "4"}
        assert admin.submit("/admin/job-centres/06631", place).status_code == 303
        assert (get_job_centre(FULDA).map_row, get_job_centre(FULDA).map_column) == (5, 3)
        assert admin.submit("/admin/job-centres/06431", place).status_code == 422
        gone = {"active_until": (today() - timedelta(days=1)).isoformat()}
        assert admin.submit("/admin/job-centres/06631", gone).status_code == 303
        assert admin.submit("/admin/job-centres/06431", place).status_code == 303
        assert admin.submit("/admin/job-centres/06431", {"map_row": "", "map_column": ""}).status_code == 303
        assert get_job_centre("06431").map_row is None

    def test_its_key_never_changes(self, admin):
        data = NEW_JOB_CENTRE | {"key": "06111", "version": "1"}
        assert admin.post_form("/admin/job-centres/06631", data).status_code == 303
        assert get_job_centre(FULDA).authority == "Kreis Musterland"

    @pytest.mark.parametrize("key", ["00000", "xx", "0663100000", "%C3%BC", "%00"])
    def test_a_foreign_key_is_not_found(self, admin, key):
        assert admin.get(f"/admin/job-centres/{key}").status_code == 404


class TestSettings:
    def test_every_setting_can_be_changed_within_its_bounds(self, admin):
        values = {key: str(definition.maximum) for key, definition in DEFINITIONS.items()}
        assert admin.submit("/admin/settings", values).status_code == 303
        assert load_settings() == {key: definition.maximum for key, definition in DEFINITIONS.items()}
        changed = [
            name for name, definition in DEFINITIONS.items() if definition.default < definition.maximum
        ]
        assert len(events()) == len(changed)

    def test_every_setting_has_its_place_on_the_page(self):
        assert {key for _title, _text, keys in SETTING_GROUPS for key in keys} == set(DEFINITIONS)

    def test_history_says_from_what_to_what_in_words(self, admin):
        admin.submit("/admin/settings", {"answer_working_days": "15"})
        assert events()[0].detail == {"name": "answer_working_days", "old": 10, "new": 15}
        page = admin.get("/admin/history").text
        assert "„Frist für die erste Antwort (Arbeitstage)“ von 10 auf 15" in page

    def test_what_stays_the_same_is_not_stored(self, admin):
        assert admin.submit("/admin/settings").status_code == 303
        assert events() == []

    @pytest.mark.parametrize("value", ["0", "-1", "61", "1000000000", "9" * 5000, "", "zehn", "1.5"])
    def test_what_is_out_of_bounds_is_said_beside_the_field(self, admin, value):
        response = admin.submit("/admin/settings", {"answer_working_days": value})
        assert response.status_code == 422
        assert 'id="answer_working_days-error"' in response.text
        assert load_settings()["answer_working_days"] == 10

    def test_the_service_knows_the_bounds_too(self, app, personas):
        values = load_settings()
        with pytest.raises(Invalid):
            content.save_settings(personas.admin, values | {"ageing_days": 0}, content.settings_stamp(values))

    def test_who_saw_older_values_overwrites_nothing(self, admin):
        old = content.settings_stamp(load_settings())
        values = {key: str(value) for key, value in load_settings().items()}
        admin.submit("/admin/settings", {"ageing_days": "40"})
        response = admin.post_form("/admin/settings", values | {"limit_test": "7", "seen": old})
        assert response.status_code == 409
        assert 'value="7"' in response.text
        assert load_settings()["ageing_days"] == 40
        assert load_settings()["limit_test"] == 10


class TestPages:
    def test_a_text_is_saved_and_shown(self, admin, visitor):
        response = admin.submit("/admin/pages/imprint/de", {"body": "# Wir\n\nKreis Musterland"})
        assert response.status_code == 303
        assert response.location == "/pages/imprint"
        assert "Kreis Musterland" in visitor.get("/pages/imprint").text
        assert [event.detail for event in events()] == [{"slug": "imprint", "language": "de"}]
        assert "Seite gespeichert: Impressum (Deutsch)" in admin.get("/admin/history").text
        assert "Stand" in admin.get("/admin/pages").text

    def test_a_preview_stores_nothing(self, admin):
        response = admin.post_form(
            "/admin/pages/imprint/de", {"body": "# Wir\n\n<b>nur</b> *hier*", "action": "preview", "seen": ""}
        )
        assert response.status_code == 200
        assert "<h2>Wir</h2>" in response.text
        assert "&lt;b&gt;nur&lt;/b&gt; <em>hier</em>" in response.text
        assert find_text(Slug.IMPRINT, "de") is None

    def test_the_form_starts_with_the_text_that_is_shown(self, admin):
        assert "noch nicht ausgefüllt" in admin.get("/admin/pages/imprint/de").text

    @pytest.mark.parametrize("body", ["", "   ", "\x00", "x" * 50_001, "x" * 100_000])
    def test_empty_and_endless_texts_are_refused(self, admin, body):
        response = admin.post_form("/admin/pages/imprint/de", {"body": body, "seen": ""})
        assert response.status_code == 422
        assert 'id="body-error"' in response.text

    @pytest.mark.parametrize("seen", ["", "2020-01-01T00:00:00+00:00", "2020-01-01T00:00:00", "garbage"])
    def test_who_saw_an_older_text_overwrites_nothing(self, admin, seen):
        admin.submit("/admin/pages/imprint/de", {"body": "Von jemand anderem"})
        response = admin.post_form("/admin/pages/imprint/de", {"body": "Meins", "seen": seen})
        assert response.status_code == 409
        assert "Meins</textarea>" in response.text
        assert find_text(Slug.IMPRINT, "de").body == "Von jemand anderem"

    def test_back_to_the_text_that_came_with_the_product(self, admin, visitor):
        admin.submit("/admin/pages/imprint/de", {"body": "Kreis Musterland"})
        assert admin.post_form("/admin/pages/imprint/de/reset").status_code == 303
        assert "noch nicht ausgefüllt" in visitor.get("/pages/imprint").text
        assert db.session.scalars(sa.select(PageText)).all() == []
        assert [event.kind for event in events()] == ["page_saved"] * 2

    @pytest.mark.parametrize("path", ["nothing/de", "imprint/fr", "imprint/DE", "%00/de"])
    def test_pages_and_languages_that_do_not_exist(self, admin, path):
        assert admin.get(f"/admin/pages/{path}").status_code == 404
        assert admin.post_form(f"/admin/pages/{path}/reset").status_code == 404


class TestHistory:
    def test_what_administrators_did_newest_first_and_nothing_of_ideas(self, admin, personas):
        make_idea()
        admin.submit("/admin/accounts/new", NEW_ACCOUNT)
        admin.submit("/admin/settings", {"ageing_days": "31"})
        page = admin.get("/admin/history").text
        assert "Konto angelegt: Fallmanagement, Fulda (Beschäftigte)" in page
        assert page.index("Einstellung geändert") < page.index("Konto angelegt")
        assert "Administration" in page
        assert "eingereicht" not in page.partition("<main")[2]

    def test_by_subject(self, admin):
        admin.submit("/admin/accounts/new", NEW_ACCOUNT)
        admin.submit("/admin/settings", {"ageing_days": "31"})
        page = admin.get("/admin/history?subject=setting").text
        assert "Einstellung geändert" in page
        assert "Konto angelegt" not in page

    def test_long_histories_have_pages(self, admin, personas):
        for _number in range(26):
            admin.post_form(f"/admin/accounts/{personas.author.id}/link")
            admin.post_form(f"/admin/accounts/{personas.author.id}/link")
        with count_queries() as asked:
            assert admin.get("/admin/history").text.count("timeline__when") == 50
        assert asked.count <= 5
        assert admin.get("/admin/history?page=2").text.count("timeline__when") == 2

    @pytest.mark.parametrize(
        ("query", "status"), [("page=0", 404), ("page=2", 404), ("subject=idea", 400), ("x=1", 400)]
    )
    def test_unknown_pages_and_filters(self, admin, query, status):
        assert admin.get(f"/admin/history?{query}").status_code == status

    def test_empty_says_so(self, admin):
        assert "Noch keine Einträge" in admin.get("/admin/history").text


class TestCommandLine:
    def test_the_first_administrator(self, app, visitor):
        arguments = ["create-admin", "--email", "Erste@Lab.example", "--name", "Erste", "--password"]
        result = app.test_cli_runner().invoke(args=[*arguments, "ein langer Satz als Kennwort"])
        assert result.exit_code == 0, result.output
        account = account_named("Erste")
        assert (account.email, account.role) == ("erste@lab.example", Role.ADMIN)
        assert [(event.kind, event.actor_id) for event in events()] == [("account_created", None)]
        data = {"email": "erste@lab.example", "password": "ein langer Satz als Kennwort"}
        assert visitor.post_form("/login", data).status_code == 303
        assert "System" in visitor.get("/admin/history").text

    @pytest.mark.parametrize(
        ("email", "password", "words"),
        [
            ("taken@lab.example", "ein langer Satz als Kennwort", "gibt es schon"),
            ("x@lab.example", "kurz", "12"),
            ("keine-adresse", "ein langer Satz als Kennwort", "keine gültige E-Mail-Adresse"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_stored(self, app, email, password, words):
        make_user(email="taken@lab.example")
        arguments = ["create-admin", "--email", email, "--name", "X", "--password", password]
        result = app.test_cli_runner().invoke(args=arguments)
        assert result.exit_code == 1
        assert words in result.output
        assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 1


def test_a_jobcentres_period_includes_both_its_days(app):
    with frozen_at("2026-06-01"):
        open_today = make_job_centre("06997", active_from=date(2026, 6, 1), active_until=date(2026, 6, 1))
        assert open_today.is_active
    with frozen_at("2026-06-02"):
        assert not open_today.is_active
