"""The period as it is typed."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField
from wtforms.validators import Optional

from lab.core.errors import Invalid
from lab.core.words import show_date
from lab.overview.periods import EARLIEST, LATEST, MOST_YEARS, Period, is_too_long
from lab.web.forms import BaseForm


class PeriodForm(BaseForm):
    """From and to, jobcentre and themed lab, as they stand in the address; nothing typed is the calendar year."""

    guards_privacy = False

    class Meta(BaseForm.Meta):
        """Whoever reads sends no token."""

        csrf = False

    first = DateField(_l("Von"), [Optional()], name="from")
    last = DateField(_l("Bis"), [Optional()], name="to")
    job_centre = SelectField(_l("KJC"), [Optional()], validate_choice=False)
    theme = SelectField(_l("Themenlab"), [Optional()], validate_choice=False)

    def period(self, today: date) -> Period:
        """The period that was typed, the missing end from the other's year. Raises Invalid."""
        first, last = self.first.data, self.last.data
        for field, day in (("first", first), ("last", last)):
            if day is not None and not EARLIEST <= day <= LATEST:
                raise Invalid(
                    field,
                    _(
                        "Bitte geben Sie einen Tag vom %(first)s bis zum %(last)s ein.",
                        first=show_date(EARLIEST),
                        last=show_date(LATEST),
                    ),
                )
        if first is None:
            first = date((last or today).year, 1, 1)
        if last is None:
            last = date(max(first.year, today.year), 12, 31)
        if first > last:
            raise Invalid("last", _("Das Ende liegt vor dem Anfang. Bitte tauschen Sie die beiden Tage."))
        if is_too_long(first, last):
            raise Invalid(
                "last", _("Bitte wählen Sie einen Zeitraum von höchstens %(years)s Jahren.", years=MOST_YEARS)
            )
        return Period(first, last, today)

    def show_period(self, period: Period) -> None:
        """Fills in what was left out."""
        for field, day in ((self.first, period.first), (self.last, period.last)):
            field.data, field.raw_data = day, None
