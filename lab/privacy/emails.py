"""E-mail addresses, also when somebody wrote them so that machines should not read them."""

import re
from collections.abc import Iterator

_AT = r" ?(?:@|[\[({] ?(?:at|ät) ?[\])}]) ?"
_DOT = r"(?:\.| \. | ?[\[({] ?(?:dot|punkt) ?[\])}] ?)"
_DOMAIN = re.compile(rf"(?<=[\w+\-])({_AT})((?:[^\W_][\w\-]{{0,62}}{_DOT}){{1,8}}[^\W\d_]{{2,24}})", re.I)
_LOCAL_BACKWARDS = re.compile(r"[\w.+%'\-]{1,64}")
_LONGEST_LOCAL = 64
# https://name:password@… is no address to write to; links with it are refused where links are asked for.
_USER_OF_A_LINK = re.compile(r"[a-z]://[^/ ]*$", re.I)

# Mailboxes of a function, and what often stands beside it in their names.
_FUNCTIONS = frozenset(
    re.findall(
        r"\w+",
        "info kontakt poststelle post mail jobcenter job center kjc kreisjobcenter service hotline "
        "buero büro office support datenschutz datenschutzbeauftragte verwaltung presse "
        "pressestelle team anmeldung beratung termin termine empfang zentrale servicecenter "
        "servicestelle postfach lab innovation innovationlab arbeitgeberservice ags bewerbung "
        "karriere redaktion webmaster admin noreply no reply newsletter barriere barrierefreiheit "
        "impressum digital digitalisierung it helpdesk leistung leistungsgewaehrung eingangszone "
        "fallmanagement personalrat koordination koordinierungsstelle geschaeftsstelle landkreis "
        "kreis stadt amt sozialamt buergerservice bürgerservice buergerbuero rathaus gemeinde "
        "ausbildung bildung projekt ideen ",
    )
)
# These may stand beside one.
_BESIDE = frozenset(
    re.findall(
        r"\w+",
        "sued süd nord ost west mitte fulda wiesbaden offenbach hessen online de der die ",
    )
)
_PLACEHOLDERS = frozenset(("vorname", "nachname", "name"))
_MAIL_FOR_EVERYBODY = re.compile(
    r"(?:^|\.)(?:gmail|googlemail|gmx|web|t-online|freenet|outlook|hotmail|live|yahoo|icloud|me|aol|posteo|"
    r"mailbox|proton|protonmail|arcor|1und1|mail)\.[a-z]{2,4}$",
    re.I,
)


def find_emails(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each address, and whether it may be the public one of an office."""
    for found in _DOMAIN.finditer(text):
        backwards = text[max(0, found.start() - _LONGEST_LOCAL) : found.start()][::-1]
        local = _LOCAL_BACKWARDS.match(backwards)
        if local is None:
            continue
        name = local[0][::-1].lstrip(".'-%")
        if _USER_OF_A_LINK.search(backwards[::-1]):
            continue
        words = [word for word in re.split(r"[._+%'\-]+", name.lower()) if word]
        if not words or set(words) <= _PLACEHOLDERS:
            continue
        domain = re.sub(rf"{_DOT}", ".", found[2], flags=re.I)
        yield found.start() - len(name), found.end(), _is_of_a_function(words, domain)


def _is_of_a_function(words: list[str], domain: str) -> bool:
    known = [word for word in words if word in _FUNCTIONS]
    others = [word for word in words if word not in _FUNCTIONS | _BESIDE and not word.isdigit()]
    return bool(known) and not others and not _MAIL_FOR_EVERYBODY.search(domain)
