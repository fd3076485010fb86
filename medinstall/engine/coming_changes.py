"""Law that changes on a known day: the articles a rule rests on, read up to a year after the first day of activity."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medinstall.domain.date_rule import Duration
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Reason
from medinstall.domain.source import Article, Evidence
from medinstall.domain.truth import Truth
from medinstall.engine.criteria import Concerning, concerning
from medinstall.engine.known import Known
from medinstall.engine.month_arithmetic import add
from medinstall.french import long_date

_YEAR = Duration(months=12)
_STARTS = ("date_debut", "date_ouverture_secondaire")
_UNREAD = "la suite n’a pas été lue, demandez-la avant d’agir"


class DatedArticle(NamedTuple):
    """An article a rule rests on, a day on which its version begins or ends, and the source that cites it."""

    article: Article
    on: date
    source: str


class DatedArticles(NamedTuple):
    """Those of the sources of one rule that concern the doctor, and the last of their days."""

    last: date
    concerned: Concerning[DatedArticle]


def dated_articles(evidence: Iterable[Evidence], pack: RulePack) -> DatedArticles:
    """Return the articles that change on a known day, for each day."""
    found = [
        (item.when, DatedArticle(article, day, item.source))
        for item in evidence
        if item.source in pack.source
        for article in pack.source[item.source].articles
        for day in _days(article)
    ]
    return DatedArticles(max((each.on for _, each in found), default=date.min), concerning(found))


def coming_changes(articles: DatedArticles, known: Known) -> tuple[Reason, ...]:
    """Return a reason for each article whose version ends, or begins, on a day to come that matters here.

    It matters until a year after the first day of activity, a year from today while that day is unknown or past.
    """
    if articles.last <= known.today:
        return ()
    coming = [each for each in articles.concerned(known) if each.on > known.today]
    if not coming:
        return ()
    start = next((day for day in map(known.day, _STARTS) if day), None)
    last = add(max(start or known.today, known.today), _YEAR)
    found = {_told(article, day, start): source for article, day, source in coming if day <= last}
    return tuple(Reason((), Truth.YES, text, (source,), "coming") for text, source in found.items())


def _days(article: Article) -> Iterator[date]:
    """Yield the first day of the version read, then the first day of the next one, where they are known."""
    yield from (day for day in (article.since, article.until) if day)


def _told(article: Article, day: date, start: date | None) -> str:
    before = ", avant votre premier jour d’activité" if start and day <= start else ""
    verb = "s’applique seulement à partir du" if day == article.since else "change le"
    code = article.code[:1].lower() + article.code[1:]
    return f"La règle {verb} {long_date(day)}{before} : {article.then or _UNREAD} ({article.number} du {code})"
