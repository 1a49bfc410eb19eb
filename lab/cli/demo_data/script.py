"""How an idea's story is written down: a script with a diary, one line a step. Pure.

A line of the diary is `<days ago> [@who] <verb> <words>: <text>`. Days are calendar days before today; `w9` means
nine Hessian working days. Who is a jobcentre for its staff (`fulda`), `leitung-fulda`, `lab`, `koord` or `gast`; left
out, it is whoever usually does it. Parts of a text are separated by `|`, lines within a part by a backslash and `n`. The
verbs:

    draft · submit · profile · join · leave · invite +90 · answer: … · start: first answer or nothing
    note conversation interview 3: … · go define: reason · park +30: reason · resume: reason
    stop [+180]: tried | learned | reason · merge key: reason
    v paper: title | hypothesis | criterion | what is new       (versions count themselves)
    feedback v1 customers thinking_aloud 5 fulda answered 120   (the grid follows, see below)
    verdict v1 no change: whether the criterion was met, and why | what was learned
    sketch v1 phone name.png: words · paper name.pdf: title | line | line
    ready: override reason or nothing · approve leitung-fulda [+180]: reason | conditions · return … · reject …
    vote fulda,marburg consent: text · ask fulda: question · reply: answer · tick: how the next condition was met
    too fulda,odenwald (their staff say „Bei uns auch“)
    interest fulda,odenwald · adopt fulda,odenwald pilot [adapted] [category]: reason | contact | effort
    steps fulda key_people,legal: note · still fulda
    kit CC-BY-4.0 [software category …]: summary | for whom | guide | effort | contact | features
    publish_kit · kit_ask wiesbaden: question · kit_reply: answer

The feedback grid: lines that begin with `+`, `Δ`, `?` or `!`; what became of a finding follows ` => ` as `v2 …`,
`später …` or `nein …`, given on the day after `answered`.

Planned rounds have a name of their own within the idea, and lines of the grid that say more:

    round a v1 staff sus none fulda 6 from 120 until 110 [picture]: what for | task\\ntask | who moderates | introduction
    publish a · close a
    session a ahf aaa         one word a participant, one letter a task: alone, with help, failed; then lines like
    Δ P1 02:10 seen severe #tag: what was seen or said | what the person said, word for word
    sheets a 4324 5-11        paper, one word a sheet; then lines like   + 1 #tag: what stands on sheet 1
    answers a 66 75           the same through the public address, unread until   accept a
    gather v1 answered 90     findings out of all lines with a tag:   Δ severe #tag: finding => v2 answer
    tell                      opens the page for the people who took part
"""

from dataclasses import dataclass, field, replace

from lab.ideas.models import Audience, DataProtection, WorkArea
from lab.rollout.readiness import Answers

GRID_FIELDS = {"+": "likes", "Δ": "criticisms", "?": "questions", "!": "ideas"}


@dataclass(frozen=True)
class Script:
    """An idea and its story; `lead` is the facilitator who is responsible."""

    key: str
    title: str
    author: str
    audience: Audience
    problem: str
    proposal: str
    diary: str
    lead: str = "lab"
    is_named: bool = True
    theme: str = ""
    areas: tuple[WorkArea, ...] = ()
    benefit: str = ""
    effort: str = ""
    systems: str = ""
    privacy: DataProtection = DataProtection.UNCLEAR
    accessibility: str = ""
    readiness: Answers | None = None


@dataclass(frozen=True)
class Point:
    """One line of a feedback grid, and what became of it."""

    field: str
    body: str
    answer: str = ""

    @property
    def sign(self) -> str:
        """The sign of its field."""
        return next(sign for sign, name in GRID_FIELDS.items() if name == self.field)


@dataclass(frozen=True)
class Line:
    """A line of a planned round: what stands before its colon, and after."""

    text: str
    quote: str = ""
    number: int = 0
    mark: str = ""
    basis: str = ""
    severity: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Step:
    """One line of a diary; `days` before today, working days when `is_working`."""

    days: int
    is_working: bool
    who: str
    verb: str
    words: tuple[str, ...]
    parts: tuple[str, ...]
    points: list[Point] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The first part of the text, '' without one."""
        return self.parts[0] if self.parts else ""

    def part(self, index: int) -> str:
        """A part of the text, '' where there is none."""
        return self.parts[index] if index < len(self.parts) else ""

    @property
    def answered(self) -> int | None:
        """How many days ago the findings of a feedback were answered, None if they were not."""
        if "answered" not in self.words:
            return None
        return int(self.words[self.words.index("answered") + 1])

    def settled(self) -> "Step":
        """The step that answers the findings of this one."""
        return replace(self, days=self.answered or self.days, verb="settle", who="")


def parse_diary(diary: str) -> list[Step]:
    """The steps of a diary. Raises ValueError for a line that is none."""
    steps: list[Step] = []
    for line in filter(None, (line.strip() for line in diary.splitlines())):
        if line[0] in GRID_FIELDS:
            steps[-1].points.append(_parse_point(line))
        else:
            steps.append(_parse_step(line))
    return steps


def _parse_step(line: str) -> Step:
    head, _colon, text = line.partition(":")
    days, *words = head.split()
    who = words.pop(0).removeprefix("@") if words and words[0].startswith("@") else ""
    if not words:
        raise ValueError(f"no step: {line}")
    parts = tuple(part.strip().replace("\\n", "\n") for part in text.split("|")) if text.strip() else ()
    return Step(int(days.removeprefix("w")), days.startswith("w"), who, words[0], tuple(words[1:]), parts)


def read_line(point: Point) -> Line:
    """A point of a planned round: number of the participant or sheet, time mark, seen or said, severity and tag."""
    head, _colon, text = point.body.partition(": ")
    text, _bar, quote = text.partition("|")
    known: dict[str, str] = {}
    for word in head.split():
        if word.startswith("#"):
            known["tag"] = word
        elif word.removeprefix("P").isdigit():
            known["number"] = word.removeprefix("P")
        elif ":" in word:
            known["mark"] = word
        else:
            known["basis" if word in ("seen", "said") else "severity"] = word
    return Line(text.strip(), quote.strip(), int(known.pop("number", 0)), **known)


def _parse_point(line: str) -> Point:
    body, _arrow, answer = line[1:].partition(" => ")
    return Point(GRID_FIELDS[line[0]], body.strip(), answer.strip())
