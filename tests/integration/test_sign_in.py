"""Signing in and out, the throttle, one-time links, one's own account."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher, Type

from lab.accounts import service
from lab.accounts.models import PasswordLink, Role, SignInFailure, Theme
from lab.core.clock import frozen, now
from lab.core.database import unit_of_work
from lab.extensions import db
from tests.client import client_for, describe
from tests.factories import PASSWORD, make_user
from tests.markup import parse, text_of

NEW_PASSWORD = "ein ganz anderer Satz"


def sign_in(client, email, password=PASSWORD, **kwargs):
    return client.submit("/login", {"email": email, "password": password}, **kwargs)


def is_signed_in(client) -> bool:
    response = client.get("/account")
    assert response.status_code in (200, 303)
    return response.status_code == 200


# --- signing in and out ---


def test_the_right_password_opens_the_house(visitor, personas):
    response = sign_in(visitor, personas.author.email)
    assert response.status_code == 303
    assert response.headers["Location"] == "/"
    assert is_signed_in(visitor)


@pytest.mark.parametrize("typed", ["  {}  ", "{}\x00", "\u202e{}"])
def test_an_address_may_be_typed_carelessly(visitor, personas, typed):
    assert sign_in(visitor, typed.format(personas.author.email.upper())).status_code == 303


def test_the_page_of_signing_in_shows_nothing_but_the_form(visitor):
    page = visitor.get_page("/login")
    assert len(list(page.find(".//main").iter("form"))) == 1
    assert list(page.find(".//main").iter("details")) == []


def test_who_is_signed_in_goes_on(client_for, personas):
    response = client_for(personas.author).get("/login?next=/account")
    assert response.status_code == 303
    assert response.headers["Location"] == "/account"


def test_the_same_answer_to_unknown_wrong_disabled_and_passwordless(client_for):
    known = make_user()
    disabled = make_user(is_enabled=False)
    without = make_user(password_hash=None)
    answers = set()
    for email, password in (
        (known.email, "falsch geraten"),
        ("niemand@lab.example", PASSWORD),
        (disabled.email, PASSWORD),
        (without.email, PASSWORD),
        (without.email, "$argon2id$"),
    ):
        response = sign_in(client_for(None), email, password)
        text = re.sub(r'name="csrf_token"[^>]*value="[^"]*"|"X-CSRFToken": "[^"]*"', "", response.text)
        answers.add((response.status_code, text.replace(email, "…")))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


def test_what_was_typed_stays_except_the_password(visitor):
    response = sign_in(visitor, "jemand@lab.example", "mein geheimes Kennwort")
    assert 'value="jemand@lab.example"' in response.text
    assert "mein geheimes Kennwort" not in response.text


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", ""),
        ("   ", "   "),
        ("a" * 100_000, "b" * 100_000),
        ("<script>alert(1)</script>", "{{ 7 * 7 }}"),
        ("🚀@lab.example", "🚀" * 50),
        ("\x00\x01", "\x00"),
        ("' OR 1=1 --", "' OR 1=1 --"),
    ],
)
def test_nonsense_is_refused_with_the_form(visitor, email, password):
    response = visitor.post_form("/login", {"email": email, "password": password})
    assert response.status_code == 422
    assert "<script>alert" not in response.text


def test_a_form_without_its_fields_is_refused(visitor):
    assert visitor.post_form("/login").status_code == 422


def test_a_session_is_new_after_signing_in(visitor, personas):
    visitor.get("/login")
    with visitor.session_transaction() as stored:
        stored["planted"] = "by somebody else"
        before = stored["csrf_token"]
    sign_in(visitor, personas.author.email)
    with visitor.session_transaction() as stored:
        assert "planted" not in stored
        assert stored.get("csrf_token") != before
        assert stored.permanent


def test_signing_out_ends_the_session(client_for, personas):
    client = client_for(personas.author)
    response = client.submit("/account", action="/logout")
    assert response.status_code == 303
    assert not is_signed_in(client)


def test_signing_out_is_no_link(client_for, personas):
    client = client_for(personas.author)
    assert client.get("/logout").status_code == 405
    assert is_signed_in(client)


def test_a_stolen_shape_of_session_opens_nothing(app, visitor, personas):
    user = personas.author
    for identity in (str(user.id), f"{user.id}.", f"{user.id}.wrong", "x.y", f"{2**63}.{user.session_token}"):
        with visitor.session_transaction() as stored:
            stored["_user_id"] = identity
        assert not is_signed_in(visitor)


def test_a_hash_of_another_cost_is_renewed_at_the_next_sign_in(client_for):
    older = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    user = make_user(password_hash=older)
    assert sign_in(client_for(None), user.email).status_code == 303
    assert user.password_hash != older
    assert sign_in(client_for(None), user.email).status_code == 303


def test_passwords_are_hashed_at_a_cost_that_holds(cheap_passwords):
    assert cheap_passwords.type is Type.ID
    assert cheap_passwords.memory_cost >= 19_456
    assert cheap_passwords.time_cost >= 2


# --- next ---


def test_one_comes_back_to_where_one_wanted_to_go(visitor, personas):
    asked = visitor.get("/account?tab=1")
    assert asked.status_code == 303
    assert asked.headers["Location"] == "/login?next=/account?tab%3D1"
    response = visitor.submit(
        asked.headers["Location"], {"email": personas.author.email, "password": PASSWORD}
    )
    assert response.headers["Location"] == "/account?tab=1"


def test_the_way_survives_a_wrong_password(visitor, personas):
    failed = visitor.submit("/login?next=/account", {"email": personas.author.email, "password": "falsch"})
    hidden = [field for field in parse(failed.text).iter("input") if field.get("name") == "next"]
    assert "/account" in [field.get("value") for field in hidden]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil"],
)
def test_one_is_not_led_away(visitor, personas, target):
    fields = {"email": personas.author.email, "password": PASSWORD, "next": target}
    response = visitor.post_form("/login", fields)
    assert response.status_code == 303
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example"])
def test_changing_the_language_leads_nowhere_else(visitor, target):
    response = visitor.post_form("/language", {"language": "en", "next": target})
    assert response.headers["Location"] == "/"


# --- the throttle ---


def fail(client, email, times=1, **kwargs):
    return [
        client.post_form("/login", {"email": email, "password": "falsch"}, **kwargs).status_code
        for _ in range(times)
    ]


def test_five_failures_close_an_account_for_a_while(client_for, personas):
    email = personas.author.email
    client = client_for(None)
    assert fail(client, email, 6) == [422] * 5 + [429]
    # Also with the right password, from elsewhere, and in capitals.
    elsewhere = {"environ_base": {"REMOTE_ADDR": "198.51.100.7"}}
    response = client.post_form("/login", {"email": email.upper(), "password": PASSWORD}, **elsewhere)
    assert response.status_code == 429
    with frozen(now() + timedelta(minutes=16)):
        assert sign_in(client_for(None), email).status_code == 303


def test_an_unknown_account_is_closed_just_the_same(visitor):
    assert fail(visitor, "niemand@lab.example", 6) == [422] * 5 + [429]


def test_other_accounts_stay_open(client_for, personas):
    fail(client_for(None), personas.author.email, 6)
    assert sign_in(client_for(None), personas.colleague.email).status_code == 303


def test_thirty_failures_close_an_address_and_no_header_opens_it(client_for):
    users = [make_user() for _ in range(6)]
    client = client_for(None)
    for number, user in enumerate(users):
        fail(client, user.email, 5, headers={"X-Forwarded-For": f"203.0.113.{number}"})
    other = make_user()
    forged = {"headers": {"X-Forwarded-For": "203.0.113.99"}}
    right = {"email": other.email, "password": PASSWORD}
    assert client.post_form("/login", right, **forged).status_code == 429
    elsewhere = {"environ_base": {"REMOTE_ADDR": "198.51.100.7"}}
    assert client_for(None).post_form("/login", right, **elsewhere).status_code == 303


def test_a_success_forgets_the_failures(client_for, personas):
    email = personas.author.email
    fail(client_for(None), email, 4)
    assert sign_in(client_for(None), email).status_code == 303
    assert fail(client_for(None), email, 5) == [422] * 5


def test_failures_are_kept_without_names_and_not_for_long(visitor, personas):
    fail(visitor, personas.author.email)
    kept = db.session.scalars(sa.select(SignInFailure)).one()
    assert personas.author.email not in f"{kept.account_hash}{kept.address_hash}"
    assert "127.0.0.1" not in kept.address_hash
    with frozen(now() + timedelta(minutes=16)):
        fail(visitor, "jemand@lab.example")
        assert db.session.scalar(sa.select(sa.func.count()).select_from(SignInFailure)) == 1


# --- what ends sessions ---


def test_a_new_password_ends_all_other_sessions(client_for, personas):
    here, there = client_for(personas.author), client_for(personas.author)
    response = here.submit(
        "/account",
        {"current_password": PASSWORD, "new_password": NEW_PASSWORD, "repeat": NEW_PASSWORD},
        action="/account/password",
    )
    assert response.status_code == 303, describe(response)
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert sign_in(client_for(None), personas.author.email).status_code == 422
    assert sign_in(client_for(None), personas.author.email, NEW_PASSWORD).status_code == 303


def test_a_deactivated_account_is_out_at_once(client_for, personas):
    client = client_for(personas.author)
    assert is_signed_in(client)
    personas.author.is_enabled = False
    db.session.commit()
    assert not is_signed_in(client)


# --- one-time links ---


@pytest.fixture
def newcomer(app):
    return make_user(password_hash=None)


def issue(account) -> str:
    with unit_of_work():
        return f"/password/{service.issue_password_link(account)}"


def set_password(client, path, password=NEW_PASSWORD, repeat=None):
    return client.submit(path, {"password": password, "repeat": repeat or password})


def test_a_link_sets_the_password_and_signs_in(client_for, newcomer):
    client = client_for(None)
    response = set_password(client, issue(newcomer))
    assert response.status_code == 303
    assert is_signed_in(client)
    assert sign_in(client_for(None), newcomer.email, NEW_PASSWORD).status_code == 303


def test_a_used_link_says_so(client_for, newcomer):
    path = issue(newcomer)
    set_password(client_for(None), path)
    for response in (client_for(None).get(path), client_for(None).post_form(path, {"password": "x"})):
        assert response.status_code == 410
        assert "schon benutzt" in response.text


def test_a_link_holds_for_three_days(client_for, newcomer):
    path = issue(newcomer)
    with frozen(now() + timedelta(hours=71, minutes=59)):
        assert client_for(None).get(path).status_code == 200
    with frozen(now() + timedelta(hours=72, minutes=1)):
        response = client_for(None).get(path)
        assert response.status_code == 410
        assert "abgelaufen" in response.text


def test_a_newer_link_ends_the_older(client_for, newcomer):
    older, newer = issue(newcomer), issue(newcomer)
    assert client_for(None).get(older).status_code == 410
    assert client_for(None).get(newer).status_code == 200


def test_a_link_of_a_deactivated_account_is_dead(client_for, newcomer):
    path = issue(newcomer)
    newcomer.is_enabled = False
    db.session.commit()
    assert client_for(None).get(path).status_code == 410


@pytest.mark.parametrize("token", ["unknown", "x" * 5000, "%00", "ä", "' OR 1=1 --"])
def test_an_unknown_link_is_not_found(visitor, token):
    assert visitor.get(f"/password/{token}").status_code == 404


@pytest.mark.parametrize(
    ("password", "repeat"),
    [
        ("", ""),
        ("            ", None),
        ("zu kurz", None),
        ("x" * 201, None),
        ("x" * 100_000, None),
        ("aaaaaaaaaaaaaaaa", None),
        (NEW_PASSWORD, "ein anderer Satz als der davor"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_beside_its_field(client_for, newcomer, password, repeat):
    path = issue(newcomer)
    response = client_for(None).post_form(path, {"password": password, "repeat": repeat or password})
    assert response.status_code == 422
    fields = [field for field in parse(response.text).iter("input") if field.get("aria-invalid") == "true"]
    assert fields, describe(response)
    assert client_for(None).get(path).status_code == 200


def test_ones_address_is_no_password(client_for, newcomer):
    response = set_password(client_for(None), issue(newcomer), newcomer.email)
    assert response.status_code == 422


def test_only_the_hash_of_a_link_is_stored(newcomer):
    token = issue(newcomer).rpartition("/")[2]
    stored = db.session.scalars(sa.select(PasswordLink)).one()
    assert token not in stored.token_hash


def test_setting_a_password_ends_the_sessions_of_before(client_for, personas):
    there = client_for(personas.author)
    set_password(client_for(None), issue(personas.author))
    assert not is_signed_in(there)


# --- one's own account ---


def test_the_account_page_says_who_one_is(client_for, personas):
    for user in (personas.author, personas.admin, personas.guest, personas.leadership):
        page = text_of(client_for(user).get_page("/account"))
        assert user.email in page
        assert user.name in page
        assert (user.job_centre.house_name in page) if user.job_centre else True


def test_language_and_colours_are_kept(client_for, personas):
    client = client_for(personas.author)
    response = client.submit("/account", {"language": "en", "theme": "dark"}, action="/account/preferences")
    assert response.status_code == 303
    page = client.get_page("/account")
    assert page.get("lang") == "en"
    assert page.get("data-kern-theme") == "dark"
    assert personas.author.theme == Theme.DARK


@pytest.mark.parametrize(
    "fields", [{}, {"language": "fr", "theme": "dark"}, {"language": "de", "theme": "x"}]
)
def test_unknown_preferences_are_refused(client_for, personas, fields):
    assert client_for(personas.author).post_form("/account/preferences", fields).status_code == 422
    assert personas.author.theme == Theme.SYSTEM


@pytest.mark.parametrize(
    ("current", "new", "repeat", "wrong"),
    [
        ("falsch", NEW_PASSWORD, NEW_PASSWORD, "current_password"),
        (PASSWORD, "zu kurz", "zu kurz", "new_password"),
        (PASSWORD, NEW_PASSWORD, "etwas anderes", "repeat"),
        ("", "", "", "current_password"),
        ("x" * 100_000, NEW_PASSWORD, NEW_PASSWORD, "current_password"),
    ],
)
def test_a_password_is_changed_only_as_it_should_be(client_for, personas, current, new, repeat, wrong):
    fields = {"current_password": current, "new_password": new, "repeat": repeat}
    response = client_for(personas.author).post_form("/account/password", fields)
    assert response.status_code == 422
    page = parse(response.text)
    invalid = [field.get("name") for field in page.iter("input") if field.get("aria-invalid") == "true"]
    assert wrong in invalid
    assert sign_in(client_for(None), personas.author.email).status_code == 303


def test_a_visitor_chooses_the_language(visitor):
    assert visitor.get_page("/login", headers={"Accept-Language": "en"}).get("lang") == "en"
    assert visitor.get_page("/login", headers={"Accept-Language": "fr"}).get("lang") == "de"
    visitor.submit("/login", action="/language", data={"language": "en"})
    assert visitor.get_page("/login").get("lang") == "en"
    assert visitor.post_form("/language", {"language": "fr"}).status_code == 400
    assert visitor.post_form("/language").status_code == 400


def test_an_accounts_language_goes_with_it(client_for, personas):
    client_for(personas.author).submit("/account", action="/language", data={"language": "en"})
    assert client_for(personas.author).get_page("/account").get("lang") == "en"


def test_the_demo_shows_its_accounts(app, make_config):
    from lab import create_app

    shown = create_app(make_config(database_url=app.config["SQLALCHEMY_DATABASE_URI"], demo=True))
    page = shown.test_client().get("/login").text
    for email in ("staff@lab.example", "leadership2@lab.example", "guest@lab.example"):
        assert email in page


def test_roles_are_not_taken_from_forms(client_for, personas):
    client = client_for(personas.author)
    fields = {"language": "de", "theme": "light", "role": "admin", "is_enabled": "", "email": "x@y.example"}
    assert client.post_form("/account/preferences", fields).status_code == 303
    assert personas.author.role == Role.STAFF
    assert personas.author.email.endswith("@lab.example")


def test_a_client_of_one_account_is_not_that_of_another(app, personas):
    first, second = client_for(app, personas.author), client_for(app, personas.colleague)
    assert personas.author.email in first.get("/account").text
    assert personas.author.email not in second.get("/account").text


def test_the_present_password_cannot_be_guessed_on_the_account_page_either(client_for, personas):
    client = client_for(personas.author)
    fields = {"current_password": "falsch geraten", "new_password": NEW_PASSWORD, "repeat": NEW_PASSWORD}
    answers = [client.post_form("/account/password", fields).status_code for _try in range(6)]
    assert answers == [422] * service.FAILURES_PER_ACCOUNT + [429]
    right = {**fields, "current_password": PASSWORD}
    assert client.post_form("/account/password", right).status_code == 429
