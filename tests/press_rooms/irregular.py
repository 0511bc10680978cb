"""Lists whose rows differ: something is missing, something else stands between, a day serves several or says another thing."""

from datetime import date

from babel.dates import format_date

from .records import Record
from .room import PressRoom


def _buddhist(day: date) -> str:
    """The Buddhist era, 543 years ahead."""
    return f"{day.day} {format_date(day, 'MMM', locale='th')} {day.year + 543}"


def _with_day(record: Record) -> tuple[str, ...]:
    return record.title, f"{record.day:%d.%m.%Y}: {record.title}"


def _numbered(record: Record) -> dict[str, str]:
    return {"nr": f"{record.number % 300}/{record.day:%Y}"}


def _translations(record: Record) -> dict[str, str]:
    others = [("fr", "Français"), ("es", "Español"), ("ar", "العربية")][: record.number % 4]
    return {"others": " | ".join(f'<a href="/{code}/news/{record.number}">{name}</a>' for code, name in others)}


def _advertisement(record: Record) -> dict[str, str]:
    """After every fourth record or so, in the records' own clothes."""
    if record.number % 4:
        return {"ad": ""}
    return {
        "ad": f"""<div class="noticia noticia--patrocinada"><a href="https://tienda.example/oferta?c={record.number}"><img src="/ads/{record.number}.jpg" alt=""><span class="noticia__etiqueta">Patrocinado</span><h3>Botas de agua para toda la familia</h3></a></div>"""
    }


def _invited(record: Record) -> str:
    return f"Einladung zum Pressegespräch am {25 + record.number % 5}. November 2024 in Altenfurt"


def _invitation(record: Record) -> dict[str, str]:
    return {"said": _invited(record) if record.number % 3 == 0 else record.title}


def _invitation_title(record: Record) -> tuple[str, ...]:
    return (_invitation(record)["said"],)


def _patchy(record: Record) -> dict[str, str]:
    """Pictures, leads and labels as the editors had time for them."""
    has = record.number % 5
    return {
        "picture": f'<div class="item-img"><img src="/img/{record.number}.jpg" alt="Foto: Kommunen"></div>'
        if has % 2
        else "",
        "intro": f"<p>{record.lead}</p>" if has != 3 else "",
        "label": '<span class="label label--important">Vigtigt</span>' if has == 4 else "",
        "files": f'<ul class="filer"><li><a href="/filer/{record.number}.pdf">Bilag (pdf)</a></li></ul>'
        if not has
        else "",
    }


DAY_IN_LINK = PressRoom(
    name="day-in-link",
    manner="a town: day and title in one link, nothing else",
    language="de",
    url="https://www.steinwarder.example/index.php/presse",
    address="/index.php/presse/{number}-{slug}",
    day="dd.MM.y",
    count=25,
    titles=_with_day,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>$press</title></head><body><div id="nav"><ul>$nav</ul></div><div id="content"><h1>$press</h1><p>Hier finden Sie unsere Mitteilungen. Ältere Texte senden wir gern zu.</p>
<ul>
$rows
</ul></div><div id="right"><h2>Öffnungszeiten</h2><p>Mo–Fr 8–12 Uhr</p><h2>$newsletter</h2><p><a href="/newsletter">Anmelden</a></p></div><div id="footer"><ul>$legal</ul></div></body></html>""",
    row="""<li><a href="$path">$dayed: $title</a></li>""",
)

NUMBERED = PressRoom(
    name="numbered",
    manner="a university's press office: paragraphs with number and day in bold, the link below",
    language="de",
    url="https://www.uni-nordermoor.example/universitaet/presse/mitteilungen/",
    address="/universitaet/presse/mitteilungen/{year}/{number}/",
    day="d. MMMM y",
    count=20,
    more=_numbered,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Mitteilungen</title></head><body><header><ul class="meta"><li><a href="/studium">Studium</a></li><li><a href="/forschung">Forschung</a></li><li><a href="/international">International</a></li></ul><nav><ul>$nav</ul></nav></header><main><h1>Pressemitteilungen 2024</h1>
$rows
<p><b>Frühere Jahre:</b> <a href="/universitaet/presse/mitteilungen/2023/">2023</a>, <a href="/universitaet/presse/mitteilungen/2022/">2022</a>, <a href="/universitaet/presse/mitteilungen/2021/">2021</a>, <a href="/universitaet/presse/mitteilungen/2020/">2020</a></p></main><aside><h2>Kontakt</h2><p>Pressestelle<br>Zimmer 114<br><a href="mailto:presse@uni-nordermoor.example">E-Mail</a></p></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<p><b>Nr. $nr vom $dayed</b><br><a href="$path">$title</a></p>""",
)

ROWSPAN = PressRoom(
    name="rowspan",
    manner="a stock exchange's announcements: one cell with the day beside all rows of that day",
    language="tr",
    url="https://www.taskoprucuk.example/duyurular.html",
    address="/duyurular/{year}/{number}.html",
    day="dd.MM.y",
    by="dd.MM.y",
    gaps=(0, 0, 1, 2),
    count=18,
    group="""<tr><th scope="rowgroup" rowspan="$size" class="gun">$label</th>$rows""",
    frame="""<!DOCTYPE html><html lang="tr"><head><meta charset="utf-8"><title>Duyurular</title></head><body><header><a href="/">$body</a><ul>$nav</ul></header><h1>Duyurular</h1><table class="duyurular"><thead><tr><th>Tarih</th><th>Konu</th><th>Duyuru</th></tr></thead><tbody>
$rows
</tbody></table><footer><ul>$legal</ul></footer></body></html>""",
    row="""$next_tr<td>$topic</td><td><a href="$path">$title</a></td></tr>""",
)

CAPTIONS = PressRoom(
    name="captions",
    manner="an institute: a table for each year under its number, month and day in the first cell",
    language="zh",
    url="https://www.luwei-inst.example/dongtai/",
    address="/dongtai/show-{number}.html",
    day="MM-dd",
    by="y年",
    count=30,
    gaps=(9, 14, 20),
    group="""<h3>$label</h3><table class="tb"><tbody>$rows</tbody></table>""",
    frame="""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>$news</title></head><body><div class="top"><a href="/">$body</a></div><ul class="menu">$nav</ul><div class="content"><h2>$news</h2>$rows</div><div class="bottom"><ul>$legal</ul></div></body></html>""",
    row="""<tr><td width="80">$dayed</td><td><a href="$path">$title</a></td></tr>""",
)

TRANSLATED = PressRoom(
    name="translated",
    manner="an international body: other languages of the same text as links in the row",
    language="en",
    url="https://www.watersecretariat.example/en/media/press-releases",
    address="/en/media/press-releases/{slug}-{number}",
    day="EEEE, d MMMM y",
    count=15,
    more=_translations,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Press releases</title></head><body><div class="lang"><a href="/ar/media">العربية</a><a href="/zh/media">中文</a><a href="/fr/media">Français</a><a href="/ru/media">Русский</a><a href="/es/media">Español</a></div><header><ul>$nav</ul></header><main><h1>Press releases</h1><div class="listing">
$rows
</div><div class="pager"><a href="?page=1">$next</a></div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="listing__row"><span class="symbol">WS/$number</span><h2><a href="$path">$title</a></h2><div class="when">$dayed</div><div class="also">$others</div></div>""",
)

SPONSORED = PressRoom(
    name="sponsored",
    manner="a portal: advertisements between the cards in the cards' own clothes",
    language="es",
    url="https://www.torrelinde-hoy.example/comunicados/",
    address="/comunicados/{iso}/{slug}-{number}.html",
    day="d/M/y",
    count=16,
    more=_advertisement,
    frame="""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Comunicados</title></head><body><div class="gdpr">$cookies <button>Aceptar</button></div><header><a href="/">Torrelinde Hoy</a><nav><ul>$nav</ul></nav></header><main><h1>Comunicados</h1><div class="rejilla">
$rows
</div></main><aside class="lateral"><h2>$popular</h2><ol>$side</ol></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="noticia"><a href="$path"><img src="/fotos/$number.jpg" alt=""><span class="noticia__etiqueta">$topic</span><h3>$title</h3></a><span class="noticia__fecha">$dayed</span></div>$ad""",
    side="""<li><a href="$path">$title</a></li>""",
)

ALT_TITLES = PressRoom(
    name="alt-titles",
    manner="a design studio: tiles, the title stands in the picture's alternative text and in the overlay's attribute",
    language="it",
    url="https://www.rivaltanuova-design.example/press",
    address="/press/{number}",
    day="MM.y",
    says_day=False,
    count=9,
    frame="""<!DOCTYPE html><html lang="it"><head><meta charset="utf-8"><title>Press</title></head><body><nav><ul>$nav</ul></nav><div class="masonry">
$rows
</div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<figure class="tile"><a href="$path"><img src="/tiles/$number.jpg" alt="$title"></a><figcaption>$dayed</figcaption></figure>""",
)

ROLES = PressRoom(
    name="role-rows",
    manner="a table of div elements, its labels repeated in every row for narrow screens",
    language="hu",
    url="https://www.vizkoz.example/hirek-sajto",
    address="/hirek-sajto/{slug}-{number}",
    day="y.MM.dd",
    count=15,
    frame="""<!DOCTYPE html><html lang="hu"><head><meta charset="utf-8"><title>$press</title></head><body><header><a href="/">$body</a><nav><ul>$nav</ul></nav></header><main><h1>$press</h1><div role="table" class="tbl"><div role="rowgroup"><div role="row" class="tbl__head"><div role="columnheader">Dátum</div><div role="columnheader">Cím</div><div role="columnheader">Téma</div></div></div><div role="rowgroup">
$rows
</div></div><a class="btn" href="?oldal=2">$next</a></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div role="row" class="tbl__row"><div role="cell"><span class="lbl">Dátum:</span> $dayed</div><div role="cell"><span class="lbl">Cím:</span> <a href="$path">$title</a></div><div role="cell"><span class="lbl">Téma:</span> <a href="/tema/t$size">$topic</a></div></div>""",
)

UPDATED = PressRoom(
    name="updated-first",
    manner="an agency: the day of the last change before that of publication, both in words",
    language="en",
    url="https://www.ashbyquay.gov.example/announcements",
    address="/announcements/{slug}-{number}",
    day="d MMMM y",
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Announcements</title></head><body><header><ul>$nav</ul></header><main><h1>Announcements</h1><ol class="results">
$rows
</ol></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><h2><a href="$path">$title</a></h2><p>$lead</p><dl><dt>Last updated</dt><dd>20 November 2024</dd><dt>Published</dt><dd>$dayed</dd><dt>Reference</dt><dd>AQ-$number</dd></dl></li>""",
)

INVITATIONS = PressRoom(
    name="invitations",
    manner="a district: some titles name the day of an appointment; the row's day is another",
    language="de",
    url="https://www.kreis-altenfurt.example/presse/",
    address="/presse/meldung-{number}.html",
    day="dd.MM.y",
    count=14,
    more=_invitation,
    titles=_invitation_title,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Presse</title></head><body><header><a href="/">Landkreis Altenfurt</a><ul>$nav</ul></header><main><h1>Presse</h1><div class="meldungen">
$rows
</div></main><aside><h3>Amtsblatt</h3><ul><li><a href="/amtsblatt/47.pdf">Ausgabe 47/2024</a></li><li><a href="/amtsblatt/46.pdf">Ausgabe 46/2024</a></li><li><a href="/amtsblatt/45.pdf">Ausgabe 45/2024</a></li></ul></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="meldung"><h3><a href="$path">$said</a></h3><p>$lead</p><p class="stand">Stand: $dayed</p></div>""",
)

HUB = PressRoom(
    name="hub",
    manner="a group's press hub: five bare releases above rich stories, figures and contacts",
    language="fr",
    url="https://www.valdombre-groupe.example/presse",
    address="/presse/communiques/{iso}-{slug}-{number}",
    day="dd.MM.y",
    count=5,
    frame="""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Presse</title></head><body><header><a href="/">Groupe Val-d'Ombre</a><nav><ul>$nav</ul></nav></header><main><h1>Presse</h1><section class="releases"><h2>$press</h2><ul>
$rows
</ul><a href="/presse/communiques">Tous les communiqués</a></section><section class="stories"><h2>Nos histoires</h2><div class="stories__grid">$side</div></section><section class="figures"><h2>Chiffres clés</h2><p>12 sites, 4 800 salariés</p></section></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><span>$dayed</span> <a href="$path">$title</a></li>""",
    side="""<article class="story"><a href="/histoires/$number"><img src="/h/$number.jpg" alt=""></a><h3><a href="/histoires/$number">$title</a></h3><p>$lead</p><a href="/histoires/$number">$more</a></article>""",
)

THAI = PressRoom(
    name="thai-department",
    manner="a Thai department: Buddhist years, short months, no spaces between words",
    language="th",
    url="https://www.maenam.go.example/th/news/pr",
    address="/th/news/pr/detail/{number}",
    day=_buddhist,
    count=12,
    frame="""<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>$press</title></head><body><header><a href="/th">$body</a><nav><ul>$nav</ul></nav></header><main class="container"><h1>$press</h1><div class="row">
$rows
</div><ul class="pagination"><li class="active"><a>1</a></li><li><a href="?page=2">2</a></li><li><a href="?page=3">3</a></li></ul></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="col-md-4"><div class="news-box"><a href="$path"><img src="/uploads/$number.jpg" alt=""></a><div class="news-date"><i class="fa fa-calendar"></i> $dayed</div><h4><a href="$path">$title</a></h4></div></div>""",
)

PATCHY = PressRoom(
    name="patchy",
    manner="a Danish municipality: pictures, leads, labels and files in some rows only",
    language="da",
    url="https://www.tangballe.example/nyheder",
    address="/nyheder/{year}/{month}/{slug}-{number}",
    day="d. MMMM y",
    count=15,
    more=_patchy,
    frame="""<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>$news</title></head><body><header><a href="/">Tangballe Kommune</a><nav><ul>$nav</ul></nav></header><div class="alert"><p>Driftsstop: <a href="/driftsstop">selvbetjeningen er lukket lørdag</a></p></div><main><h1>$news</h1><div class="items">
$rows
</div><a href="/nyheder?side=2">$next</a></main><aside class="genveje"><h2>Genveje</h2><ul><li><a href="/affald">Affald</a></li><li><a href="/pas">Pas</a></li><li><a href="/byg">Byggesag</a></li><li><a href="/skole">Skole</a></li></ul></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="item">$picture<div class="item-body">$label<h3><a href="$path">$title</a></h3><span class="item-date">$dayed</span>$intro$files</div></div>""",
)

HOVER = PressRoom(
    name="hover",
    manner="a start-up: how long ago in the text, the instant in the title attribute",
    language="nl",
    url="https://meerbroek.example/blog",
    address="/blog/{slug}-{number}",
    day="d-M-y",
    frame="""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Blog</title></head><body><header><a href="/">Meerbroek</a><ul>$nav</ul></header><main>
$rows
</main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="post"><h2><a href="$path">$title</a></h2><div class="by">door Redactie · <abbr title="$dayed 09:15">een tijdje geleden</abbr></div><p>$lead</p></div>""",
)

CLASSLESS = PressRoom(
    name="classless",
    manner="a Greek village: no classes, menus and list in the same plain lists",
    language="el",
    url="http://www.kalamovrysi.example/deltia.htm",
    address="deltio{number}.htm",
    day="d/M/y",
    count=17,
    charset="iso-8859-7",
    frame="""<html><head><meta http-equiv="content-type" content="text/html; charset=iso-8859-7"><title>$press</title></head><body><h1>$body</h1><ul>$nav</ul><h2>$press</h2><ul>
$rows
</ul><h2>Σύνδεσμοι</h2><ul><li><a href="http://perifereia.example/">Περιφέρεια Ανατολικής Πέτρας</a></li><li><a href="http://kairos.example/">Ο καιρός στην περιοχή μας σήμερα</a></li><li><a href="http://ploia.example/">Δρομολόγια πλοίων και λεωφορείων</a></li></ul><ul>$legal</ul></body></html>""",
    row="""<li>$dayed <a href="$href">$title</a></li>""",
)

ROOMS = (
    DAY_IN_LINK, NUMBERED, ROWSPAN, CAPTIONS, TRANSLATED, SPONSORED, ALT_TITLES, ROLES, UPDATED, INVITATIONS, HUB, THAI, PATCHY,
    HOVER, CLASSLESS,
)  # fmt: skip
