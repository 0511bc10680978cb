"""What press rooms call themselves and their lists: above a list, in the title of the page, in its address."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from feeder.parse.lists.outline import Outline

_WORDS = r"""
(?:latest |recent |our |all )?(?:press|media|news)(?:[ -]?(?:releases?|room|statements?|updates?|cent(?:er|re)|office))?
(?:latest|recent) (?:news|releases?|announcements?|statements?)|announcements?|statements?
(?:aktuelle |neueste |unsere |alle )?(?:presse|medien)[ -]?(?:mitteilung|meldung|information|aussendung|erklärung)en
presse(?:infos?|bereich)?|medien|(?:aktuelle |neueste )?meldungen|aktuelles|neuigkeiten|nachrichten|presseraum
(?:espace |salle de |derniers )?presse|(?:derniers |nos )?communiqués?(?: de presse)?|actualités?
(?:sala de )?prensa|(?:últim[ao]s )?(?:notas?|comunicados?)(?: de prensa)?|noticias|actualidad
(?:sala |area |ufficio )?stampa|comunicat[oi](?: stampa)?|notizie
(?:sala de )?imprensa|comunicados?(?: de imprensa| à imprensa)?|notícias
(?:pers|nieuws)(?:berichten|bericht)?|pers|nieuws
press(?:meddelanden?|emeddelelser?|emeldinger|rum)|nyheter|nyheder|aktuelt
(?:lehdistö|media)?tiedotteet|uutiset|ajankohtaista
(?:komunikaty|informacje)(?: prasowe)?|dla mediów|biuro prasowe|aktualności
tiskové zprávy|aktuality|tlačové správy|sajtóközlemények|hírek|comunicate(?: de presă)?|știri
пресс-?(?:релизы|центр)|новости|прес-?(?:релізи|центр)|новини|прессъобщения|саопштења|вести
δελτία τύπου|νέα|ανακοινώσεις|basın (?:bültenleri|açıklamaları|odası)|haberler|duyurular
(?:بيانات|نشرات) صحفية|الأخبار|أخبار|הודעות לעיתונות|חדשות|اطلاعیه‌ها|اخبار|प्रेस विज्ञप्तियां|समाचार
プレスリリース|ニュース(?:リリース)?|報道発表(?:資料)?|お知らせ|新闻(?:稿|中心|发布)?|新聞(?:稿|中心|發布)?|보도\s?자료|뉴스
thông cáo báo chí|tin tức|siaran pers|berita|ข่าวประชาสัมพันธ์|ข่าวสาร
"""
#: The whole of a heading, a number of a year or a name apart.
HEADING = re.compile(rf"(?:{'|'.join(_WORDS.strip().splitlines())})(?:\s*[(\d].{{0,12}})?\s*:?", re.IGNORECASE)
#: A part of an address.
FOLDER = re.compile(
    r"/(?:[a-z]{1,12}[-_])?(?:press|presse|news|newsroom|media|medien|aktuell\w*|meldungen|mitteilungen|pressemitteilung\w*"
    r"|communiqu\w*|actualit\w*|prensa|notas?|comunicad\w*|noticias?|stampa|comunicat\w*|notizie|imprensa|pers|nieuws"
    r"|persbericht\w*|pressmeddeland\w*|nyheter|nyheder|aktuelt|tiedot\w*|uutis\w*|komunikat\w*|prasa|aktualnosci"
    r"|tiskove\w*|aktuality|hirek|sajto\w*|stiri|novosti|novini|haber\w*|duyuru\w*|basin\w*|announcements?|releases?"
    r"|statements?)(?:[-_][a-z]{1,12})?(?=[/.?]|$)",
    re.IGNORECASE,
)

_LONGEST = 80  #: characters of a heading that names a list
_MOST = 40  #: headings above a list that are looked at, the nearest
_NAMES = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*")  #: between the name of a page and that of its site


def named(page: Outline, first: int) -> str | None:
    """What says that releases stand from an element on: the label above it, or where it has none of its own, the
    page's heading or title."""
    return next((text for text in _names(page, first) if HEADING.fullmatch(text)), None)


def _names(page: Outline, first: int) -> Iterator[str]:
    above = [node for node in page.headings if node < first and page.ends[node] <= first]
    for node in reversed(above[-_MOST:]):
        if len(text := page.text(node)) <= _LONGEST and not _holds_link(page, node):
            yield from _NAMES.split(text)
            if page.tags[node] != "h1":
                return
    title = " ".join((page.elements[0].getroottree().findtext(".//title") or "").split())
    yield from _NAMES.split(title[: 2 * _LONGEST])


def _holds_link(page: Outline, node: int) -> bool:
    place = bisect_left(page.anchors, node)
    return page.linked[node] >= 0 or (place < len(page.anchors) and page.anchors[place] < page.ends[node])
