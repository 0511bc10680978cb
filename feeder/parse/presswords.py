"""What press rooms call themselves and their lists: above a list, in the title of the page, in its address."""

import re

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
