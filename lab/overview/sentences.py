"""The overview in words. A number that is kept back is „unter 5“."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lab.core.words import show_date, show_number
from lab.overview.charts import Areas
from lab.overview.flow import SMALLEST_GROUP, Share, Spread
from lab.overview.heard import HeardCount
from lab.overview.history import Selection
from lab.overview.periods import Period
from lab.overview.queries import Overview
from lab.overview.secrecy import FEW, Secrecy, Told, people


def few_words() -> str:
    """What stands for a number that is kept back."""
    return _("unter %(number)s", number=SMALLEST_GROUP)


def told_words(number: Told) -> str:
    """A number, or that it is kept back."""
    return few_words() if number is FEW else show_number(number)


def ideas_words(number: Told) -> str:
    """„1 Idee“, „58 Ideen“, „unter 5 Ideen“, „keine Idee“."""
    if number == 0:
        return _("keine Idee")
    return _("1 Idee") if number == 1 else _("%(count)s Ideen", count=told_words(number))


def size_words(n: int) -> str:
    """„n = 14“, which stays on one line; „n unter 5“."""
    told = people(n)
    return f"n {few_words()}".replace(" ", "\u00a0") if told is FEW else f"n\u00a0=\u00a0{show_number(told)}"


def days_words(days: float | None) -> str:
    """„12 Tage“; a dash where nothing is told."""
    if days is None:
        return "–"
    if days == 1:
        return _("1 Tag")
    return _("%(days)s Tage", days=show_number(days)).replace(" ", "\u00a0")


def period_words(period: Period) -> str:
    """„01.01.2026 bis 31.12.2026“."""
    return _("%(first)s bis %(last)s", first=show_date(period.first), last=show_date(period.last))


def selection_words(selection: Selection) -> str:
    """What is looked at: the period, and what it is narrowed to."""
    parts = [period_words(selection.period)]
    if selection.job_centre:
        parts.append(selection.job_centre.short_name)
    if selection.theme:
        parts.append(selection.theme.title)
    return " · ".join(parts)


def few_ideas_sentence(overview: Overview) -> str:
    """Why there are no figures about ideas of a jobcentre."""
    place = overview.selection.job_centre
    return _(
        "Aus %(place)s kommen hier unter %(number)s Ideen. Damit keine Zahl auf eine einzelne Person zeigt, "
        "stehen zu den Ideen keine Zahlen.",
        place=place.short_name if place else "",
        number=SMALLEST_GROUP,
    )


def no_picture_sentence(overview: Overview) -> str:
    """Why there is no picture of the flow of ideas."""
    if overview.secrecy.tells_nothing:
        return few_ideas_sentence(overview)
    if overview.figures.ideas:
        return _(
            "Für ein Bild sind es zu wenige Ideen: Zahlen unter %(number)s werden für ein einzelnes KJC nicht gezeigt.",
            number=SMALLEST_GROUP,
        )
    return _("Bis dahin wurde keine Idee eingereicht.")


def lead_sentence(lead: Spread) -> str:
    """How long an idea needs to become a solution."""
    if not lead.n:
        return _("In diesem Zeitraum kam keine Idee in den Rollout.")
    if not lead.is_told:
        return _(
            "Unter %(number)s Ideen kamen in den Rollout. Das sind zu wenige für einen Median.",
            number=SMALLEST_GROUP,
        )
    return _(
        "Von der eingereichten Idee bis zum Rollout vergingen im Median %(median)s; 85 von 100 Ideen brauchten "
        "höchstens %(high)s (%(size)s).",
        median=days_words(lead.median),
        high=days_words(lead.high),
        size=size_words(lead.n),
    )


def spread_words(spread: Spread) -> str:
    """The same beside a bar, without the name."""
    if not spread.n:
        return _("noch nichts zu zählen")
    if not spread.is_told:
        return _("unter %(number)s Fälle, kein Wert", number=SMALLEST_GROUP)
    return _(
        "85 von 100 in höchstens %(high)s · %(size)s",
        high=_days_dative(spread.high),
        size=size_words(spread.n),
    )


def share_sentence(share: Share) -> str:
    """How reliably ideas are answered."""
    if not share.n:
        return _("In diesem Zeitraum lief bei keiner Idee die Frist für die erste Antwort ab.")
    if share.percent is None:
        return _(
            "Bei unter %(number)s Ideen lief die Frist für die erste Antwort ab. "
            "Das sind zu wenige für einen Anteil.",
            number=SMALLEST_GROUP,
        )
    return _(
        "Von %(n)s Ideen, deren Frist ablief, bekamen %(percent)s %% ihre erste Antwort rechtzeitig.",
        n=show_number(share.n),
        percent=share.percent,
    )


def heard_sentence(heard: HeardCount) -> str:
    """How many tests, and how many people at the least."""
    if not heard.tests:
        return _("In diesem Zeitraum hat niemand eine Version ausprobiert.")
    tests = ngettext("%(num)s Test", "%(num)s Tests", heard.tests)
    return _("%(tests)s, %(people)s ausprobiert", tests=tests, people=heard_words(heard))


def heard_words(heard: HeardCount) -> str:
    """All people; where a group is kept back only that there were at least so many: nobody shall take the difference."""
    told = [people(group.people) for group in heard.groups]
    if FEW not in told:
        return _people_words(show_number(heard.people), heard.people)
    shown = sum(number for number in told if number is not FEW)
    if not shown:
        return _("unter %(number)s Personen je Gruppe", number=SMALLEST_GROUP)
    return _("mindestens %(count)s Personen", count=show_number(shown))


def decision_sentence(overview: Overview, secrecy: Secrecy) -> str:
    """What leadership decided, and how long ideas waited for it."""
    decisions = overview.figures.decisions
    total = sum(decisions.values())
    if not total:
        return _("In diesem Zeitraum hat die Leitung über keine Idee entschieden.")
    told = secrecy.count(total)
    words = (
        _("Die Leitung traf 1 Entscheidung.")
        if told == 1
        else _("Die Leitung traf %(count)s Entscheidungen.", count=told_words(told))
    )
    deciding = overview.figures.deciding
    if deciding.is_told:
        words += " " + _(
            "Vom Melden bis zur Entscheidung dauerte es im Median %(days)s (%(size)s).",
            days=days_words(deciding.median),
            size=size_words(deciding.n),
        )
    return words


def quorum_sentence(overview: Overview, secrecy: Secrecy) -> str:
    """How often the chair decided before enough had voted; '' for never."""
    if not overview.without_quorum:
        return ""
    return _(
        "Davon ohne Quorum entschieden: %(count)s.", count=told_words(secrecy.count(overview.without_quorum))
    )


def _days_dative(days: float | None) -> str:
    if days is None:
        return "–"
    if days == 1:
        return _("1 Tag")
    return _("%(days)s Tagen", days=show_number(days)).replace(" ", "\u00a0")


def _people_words(shown: str, count: int) -> str:
    return _("1 Person") if count == 1 else _("%(count)s Personen", count=shown)


def areas_sentence(title: str, areas: Areas) -> str:
    """What a picture of areas shows: every band from the bottom to the top, at the beginning and at the end."""
    bands = "; ".join(
        _(
            "%(label)s %(first)s, dann %(last)s",
            label=band.label,
            first=told_words(band.first),
            last=told_words(band.last),
        )
        for band in areas.bands
    )
    return _(
        "%(title)s vom %(first)s bis zum %(last)s, von unten nach oben: %(bands)s.",
        title=title,
        first=show_date(areas.days[0]),
        last=show_date(areas.days[-1]),
        bands=bands,
    )


def list_definitions() -> list[tuple[str, str]]:
    """What is counted, from which events, by which clock."""
    return [
        (
            _("Quelle"),
            _(
                "Alle Zahlen zu Ideen, Entscheidungen und Übernahme werden aus dem Verlauf gerechnet: "
                "aus jedem Schritt mit seinem Zeitpunkt. Entwürfe zählen nicht."
            ),
        ),
        (
            _("Tage"),
            _(
                "Gezählt wird in Kalendertagen nach der Uhr in Hessen. Was am Ende eines Tages gilt, gilt für diesen Tag. "
                "In die Zukunft wird nicht gezählt."
            ),
        ),
        (
            _("Auswahl"),
            _(
                "Ein KJC meint bei Ideen, woher sie kommen, bei Tests, wo getestet wurde, und bei der Übernahme, wer "
                "übernimmt. Ein Themenlab meint die Ideen, die ihm heute zugeordnet sind."
            ),
        ),
        (
            _("Dauer in den Phasen"),
            _(
                "Ein Fall ist ein Aufenthalt: vom Ankommen in einer Phase bis zum nächsten Schritt, wenn dieser im "
                "Zeitraum liegt. Wer zurückkommt oder zurückgestellt war, beginnt einen neuen Aufenthalt."
            ),
        ),
        (
            _("Durchlaufzeit"),
            _("Vom ersten Einreichen bis zur Freigabe, für Ideen, die im Zeitraum in den Rollout kamen."),
        ),
        (
            _("Median und 85 von 100"),
            _(
                "Die Hälfte der Fälle dauerte höchstens so lange wie der Median; 85 von 100 dauerten höchstens so lange wie "
                "der zweite Wert (nächstgelegener tatsächlicher Fall)."
            ),
        ),
        (
            _("Antwort-Uhr"),
            _(
                "Ideen, deren Frist für die erste Antwort im Zeitraum ablief. Die Frist zählt Arbeitstage ohne hessische "
                "Feiertage und steht seit dem Einreichen fest. Antwort ist die erste Antwort oder der erste Schritt aus "
                "dem Eingang; am letzten Tag der Frist ist sie rechtzeitig."
            ),
        ),
        (
            _("Wie Ideen ausgingen"),
            _("Ideen, die im Zeitraum dorthin kamen und an seinem Ende noch dort standen."),
        ),
        (
            _("Tests und Menschen"),
            _(
                "Testrunden mit mindestens einer Person, am ersten Tag, an dem jemand teilnahm. Wer beobachtet wurde und "
                "einen Bogen ausfüllte, zählt einmal. Wer an mehreren Runden teilnahm, zählt mehrmals: Namen werden nicht erfasst."
            ),
        ),
        (
            _("Übernahme"),
            _("Paare aus Lösung und KJC nach dem Stand, den das KJC zuletzt eingetragen hatte."),
        ),
        (
            _("Kleine Zahlen"),
            _(
                "Personen werden erst ab %(number)s gezählt, Mediane und Anteile erst ab %(number)s Fällen. Für ein einzelnes "
                "KJC steht auch bei Ideen „unter %(number)s“ statt einer kleineren Zahl.",
                number=SMALLEST_GROUP,
            ),
        ),
    ]
