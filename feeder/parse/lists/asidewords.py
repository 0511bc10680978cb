"""What is said above lists that are beside the point: what is read most, what is related, what is to come."""

import re

_WORDS = r"""
(?:most|best)[ -](?:read|popular|viewed|shared)|popular|trending|related|recommended|you (?:may|might) also|see also
(?:upcoming |next )?events?\b|calendar|agenda|kalend(?:er|arium)
(?:meist|viel|oft)gelesen|beliebt|empfohlen|verwandte|auch interess|(?:kommende )?(?:veranstaltung|termine)
les plus (?:lus?\b|consult)|à lire aussi|sur le même|[ée]v[éè]nements?
lo más (?:leído|visto)|más (?:leíd|vist)|relacionad|te puede interesar|eventos
più lett|leggi anche|correlat|eventi\b
mais (?:lid|vist)|veja também|leia também
meest gelezen|gerelateerd|lees ook|evenementen
mest (?:läst|lest|læst)|evenemang|arrangementer
luetuimmat|tapahtumat
najczęściej czytane|najpopularniejsze|polecamy|wydarzenia
nejčtenější|související|akce\b
legolvasottabb|kapcsolódó|események
cele mai citite|evenimente
популярн|самое читаемое|читайте также|мероприятия
найпопулярніш|події
най-четени|събития
δημοφιλή|εκδηλώσεις
en çok okunan|etkinlikler
الأكثر قراءة|فعاليات
הנקראים|אירועים
پربازدید|رویداد
よく読まれ|関連|アクセスランキング|イベント
많이 본|인기|행사
热门|热点|相关|活动|熱門|相關|活動
đọc nhiều|liên quan|sự kiện
terpopuler|terkait
ยอดนิยม|กิจกรรม
"""
#: A label that begins so is that of something else than the list of a page.
ASIDE = re.compile("|".join(_WORDS.split("\n")[1:-1]), re.IGNORECASE)
