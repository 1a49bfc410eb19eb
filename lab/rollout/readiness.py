"""The readiness gate: what has to hold before an idea is reported ready for rollout. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lab.ideas.evidence import Facts
from lab.ideas.models import Audience
from lab.rollout.models import Checked

CHECKS: dict[str, LazyString] = {
    "data_protection": _l("Datenschutz"),
    "information_security": _l("Informationssicherheit"),
    "staff_council": _l("Personalrat"),
    "accessibility": _l("Barrierefreiheit"),
}
PLAN: dict[str, LazyString] = {
    "owner": _l("Verantwortung nach der Einführung"),
    "support": _l("Hilfe bei Fragen"),
    "guide": _l("Anleitung zur Einführung"),
}
# Asked of every candidate: the money and the systems it touches.
STATED: dict[str, LazyString] = {
    "operating_cost": _l("Kosten im Betrieb"),
    "funding": _l("Finanzierung"),
    "systems": _l("Fachverfahren und Schnittstellen"),
}
EVIDENCE = ("people", "customers", "staff", "job_centres", "findings", "severe", "criterion", "met")
WITHOUT_TEXT = "without_text"


@dataclass(frozen=True)
class Answers:
    """What the readiness form says. Owner and support are functions, not persons."""

    benefit: str = ""
    operating_cost: str = ""
    owner: str = ""
    support: str = ""
    systems: str = ""
    guide: str = ""
    data_protection: Checked = Checked.NO
    data_protection_text: str = ""
    information_security: Checked = Checked.NO
    information_security_text: str = ""
    staff_council: Checked = Checked.NO
    staff_council_text: str = ""
    accessibility: Checked = Checked.NO
    accessibility_text: str = ""
    funding: Checked = Checked.NO
    funding_text: str = ""


@dataclass(frozen=True)
class Item:
    """One line of the gate. It keeps codes and numbers; `text` puts them into the reader's language."""

    code: str
    met: bool
    count: int = 0
    wanted: int = 0
    how: str = ""

    @property
    def text(self) -> str:
        """The line in words."""
        if self.code in CHECKS:
            return _check_text(str(CHECKS[self.code]), self.how)
        if self.code in PLAN:
            name = str(PLAN[self.code])
            return _("%(name)s: geklärt", name=name) if self.met else _("%(name)s: fehlt noch", name=name)
        if self.code in STATED:
            return _stated_text(self)
        return _evidence_text(self)

    @property
    def is_evidence(self) -> bool:
        """Whether the line comes from recorded work, not from the form."""
        return self.code in EVIDENCE


def gate(facts: Facts, answers: Answers, settings: Mapping[str, int]) -> list[Item]:
    """All lines in the order of the work: evidence, the checks, the plan, then money and systems."""
    items = check_evidence(facts, settings)
    items += [_checked(code, answers) for code in CHECKS]
    items += [_filled_in(code, answers) for code in PLAN]
    items += [
        _filled_in("operating_cost", answers),
        _checked("funding", answers),
        _filled_in("systems", answers),
    ]
    return items


def check_evidence(facts: Facts, settings: Mapping[str, int]) -> list[Item]:
    """The lines that are known before anyone fills in the form."""
    wanted = settings["test_persons_wanted"]
    items = [Item("people", facts.people >= wanted, facts.people, wanted)]
    if facts.audience in (Audience.CUSTOMERS, Audience.BOTH):
        items.append(Item("customers", facts.customers > 0, facts.customers))
    if facts.audience in (Audience.STAFF, Audience.BOTH):
        items.append(Item("staff", facts.staff > 0, facts.staff))
    places = settings["test_places_wanted"]
    is_tested = facts.feedbacks > 0
    items += [
        Item("job_centres", facts.job_centres >= places, facts.job_centres, places),
        Item("findings", is_tested and facts.open_findings == 0, facts.open_findings),
        Item("severe", is_tested and facts.severe_findings == 0, facts.severe_findings),
        Item("criterion", facts.has_criterion),
        Item("met", facts.is_criterion_met),
    ]
    return items


def list_unmet(items: Sequence[Item]) -> list[Item]:
    """The lines that do not hold."""
    return [item for item in items if not item.met]


def store_gate(items: Sequence[Item]) -> list[dict[str, Any]]:
    """The gate as it is kept with the review."""
    return [asdict(item) for item in items]


def load_gate(stored: Sequence[Mapping[str, Any]]) -> list[Item]:
    """The gate as it stood when the review was opened."""
    return [
        Item(
            entry["code"],
            entry["met"],
            entry.get("count", 0),
            entry.get("wanted", 0),
            entry.get("how", Checked.YES.value if entry["met"] else Checked.NO.value),
        )
        for entry in stored
    ]


def missing_plan(answers: Any) -> list[str]:
    """Names of the parts of the plan that are empty; without them nothing is approved."""
    return [str(name) for code, name in PLAN.items() if not getattr(answers, code).strip()]


def _checked(code: str, answers: Answers) -> Item:
    """A yes, or that it is not needed, holds only with a sentence."""
    checked: Checked = getattr(answers, code)
    how = checked.value
    if checked is not Checked.NO and not getattr(answers, f"{code}_text").strip():
        how = WITHOUT_TEXT
    return Item(code, how in (Checked.YES, Checked.NOT_NEEDED), how=how)


def _filled_in(code: str, answers: Answers) -> Item:
    return Item(code, bool(getattr(answers, code).strip()))


def _stated_text(item: Item) -> str:
    name = str(STATED[item.code])
    if item.code != "funding":
        return _("%(name)s: angegeben", name=name) if item.met else _("%(name)s: nicht angegeben", name=name)
    match item.how:
        case Checked.YES.value:
            return _("%(name)s: geklärt", name=name)
        case Checked.NOT_NEEDED.value:
            return _("%(name)s: nicht nötig, mit Begründung", name=name)
        case "without_text":
            return _("%(name)s: ein Satz dazu fehlt", name=name)
        case _:
            return _("%(name)s: noch nicht geklärt", name=name)


def _check_text(name: str, how: str) -> str:
    match how:
        case Checked.YES.value:
            return _("%(name)s: geprüft", name=name)
        case Checked.NOT_NEEDED.value:
            return _("%(name)s: Prüfung nicht nötig, mit Begründung", name=name)
        case "without_text":
            return _("%(name)s: ein Satz dazu fehlt", name=name)
        case _:
            return _("%(name)s: noch nicht geprüft", name=name)


def _evidence_text(item: Item) -> str:
    match item.code:
        case "people":
            return ngettext(
                "%(num)s Testperson (mindestens %(wanted)s)",
                "%(num)s Testpersonen (mindestens %(wanted)s)",
                item.count,
                wanted=item.wanted,
            )
        case "customers" if item.met:
            return _("Kundinnen und Kunden gehört (%(count)s)", count=item.count)
        case "customers":
            return _("Kundinnen und Kunden noch nicht gehört")
        case "staff" if item.met:
            return _("Beschäftigte gehört (%(count)s)", count=item.count)
        case "staff":
            return _("Beschäftigte noch nicht gehört")
        case "job_centres":
            return ngettext(
                "In %(num)s KJC getestet (mindestens %(wanted)s)",
                "In %(num)s KJC getestet (mindestens %(wanted)s)",
                item.count,
                wanted=item.wanted,
            )
        case "severe" if item.count:
            return ngettext(
                "%(num)s schwerer Befund noch nicht behoben",
                "%(num)s schwere Befunde noch nicht behoben",
                item.count,
            )
        case "severe" if item.met:
            return _("Kein schwerer Befund steht aus")
        case "severe":
            return _("Schwere Befunde: noch nicht getestet")
        case "met" if item.met:
            return _("Erfolgskriterium erfüllt")
        case "met":
            return _("Erfolgskriterium noch nicht als erfüllt beurteilt")
        case "findings" if item.met:
            return _("Alle Befunde beantwortet")
        case "findings" if item.count:
            return ngettext(
                "%(num)s Befund noch ohne Antwort", "%(num)s Befunde noch ohne Antwort", item.count
            )
        case "findings":
            return _("Noch keine Rückmeldungen")
        case "criterion" if item.met:
            return _("Erfolgskriterium festgelegt")
        case _:
            return _("Kein Erfolgskriterium festgelegt")
