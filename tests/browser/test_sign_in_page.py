"""Signing in as people see it, and the frame around every page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible_everywhere
from tests.factories import PASSWORD


@pytest.mark.both_engines
def test_one_signs_in_by_keyboard_alone(page, personas):
    page.goto("/account")
    expect(page).to_have_url(re.compile(r"/login\?next=/account"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.get_by_label("E-Mail-Adresse").focus()
    page.keyboard.type(personas.author.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/account$"))
    expect(page.locator("h1")).to_have_text("Mein Konto")


def test_a_wrong_password_is_said_beside_the_form(page, personas):
    page.goto("/login")
    page.get_by_label("E-Mail-Adresse").fill(personas.author.email)
    page.get_by_label("Kennwort").fill("falsch geraten")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("stimmt nicht")
    expect(page.get_by_label("E-Mail-Adresse")).to_have_value(personas.author.email)
    assert_accessible_everywhere(page)


def test_one_signs_in_without_scripts(browser_for, personas):
    page = browser_for(None, java_script_enabled=False)
    page.goto("/login")
    page.get_by_label("E-Mail-Adresse").fill(personas.author.email)
    page.get_by_label("Kennwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page).to_have_url(re.compile(r"/$"))


@pytest.mark.parametrize("path", ["/login", "/no/such/page", "/password/unknown"])
def test_pages_of_visitors_are_for_everybody(page, path):
    page.goto(path)
    assert_accessible_everywhere(page)


def test_the_account_page_is_for_everybody(browser_for, personas):
    page = browser_for(personas.author)
    page.goto("/account")
    assert_accessible_everywhere(page)


def test_dark_is_kept_and_shown_at_once(browser_for, personas):
    page = browser_for(personas.author)
    page.goto("/account")
    page.get_by_label("dunkel").check()
    page.get_by_role("button", name="Einstellungen speichern").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    assert_accessible_everywhere(page)
