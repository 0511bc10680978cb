"""Pages where something rivals the list: galleries, rich side lists, events, hidden tabs, consent layers, older markup."""

from .records import Record
from .room import PressRoom


def _share(record: Record) -> dict[str, str]:
    there = f"https://www.moorcast.example/stories/{record.number}"
    return {
        "shares": "".join(
            f'<a class="ico" href="https://{host}/share?url={there}" aria-label="{host}"></a>'
            for host in ("facebook.example", "x.example", "linkedin.example")
        ),
        "who": ("anna-berg", "leo-quist", "maja-strand")[record.number % 3],
        "count": str(record.number % 12),
    }


def _promoted(record: Record) -> dict[str, str]:
    """Some are pinned or sponsored by the house itself, and dressed up."""
    is_pinned = record.number % 6 == 0
    return {
        "css": "card card--pinned card--wide" if is_pinned else "card",
        "pin": '<span class="card__pin">Fremhævet</span>' if is_pinned else "",
        "lead_or_not": f"<p>{record.lead}</p>" if is_pinned else "",
    }


def _logo(record: Record) -> dict[str, str]:
    return {"file": f"/files/{record.number}-release.pdf", "kb": str(90 + record.number % 400)}


def _minutes(record: Record) -> dict[str, str]:
    return {"read": f"{2 + record.number % 7} min read", "initial": record.title[0]}


def _gap(record: Record) -> dict[str, str]:
    """Editors of old pages close what they open when they think of it."""
    return {
        "br": "<br>" if record.number % 3 else "<br><br>",
        "b": "<b>" if record.number % 2 else "",
        "eb": "</b>" if record.number % 2 else "",
    }


TWIN_SIDEBAR = PressRoom(
    name="twin-sidebar",
    manner="a news portal: most read in the very cards of the list, with pictures and days",
    language="sv",
    url="https://www.moorcast.example/pressrum/nyheter",
    address="/stories/{number}",
    day="d MMMM y",
    count=8,
    more=_share,
    frame="""<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>$news</title></head><body><div class="page-header"><a href="/">Moorcast</a><ul>$nav</ul></div><div class="columns"><div class="column is-8"><h1>$news</h1>
$rows
</div><div class="column is-4"><h2>$popular</h2>$side<h2>$newsletter</h2><p>En gång i veckan.</p></div></div><div class="page-footer"><ul>$legal</ul></div></body></html>""",
    row="""<div class="story-card"><a href="$path"><img src="/s/$number.jpg" alt=""></a><div class="story-card__body"><div class="story-card__cat"><a href="/amne/$size">$topic</a></div><h3><a href="$path">$title</a></h3><div class="story-card__meta">$dayed · <a href="/av/$who">$who</a> · <a href="$path#comments">$count kommentarer</a></div><p>$lead</p><div class="story-card__share">$shares</div></div></div>""",
    side="""<div class="story-card"><a href="$path"><img src="/s/$number.jpg" alt=""></a><div class="story-card__body"><div class="story-card__cat"><a href="/amne/1">$topic</a></div><h3><a href="$path">$title</a></h3><div class="story-card__meta">$dayed</div></div></div>""",
)

GALLERY = PressRoom(
    name="photo-gallery",
    manner="a castle's press page: six releases above two dozen pictures to download with captions and days",
    language="fr",
    url="https://www.chateau-roselande.example/espace-presse/",
    address="/espace-presse/{slug}-{number}.html",
    day="dd/MM/y",
    count=6,
    frame="""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Espace presse</title></head><body><header><a href="/">Château de Roselande</a><nav><ul>$nav</ul></nav></header><main><h1>Espace presse</h1><section><h2>Communiqués</h2><ul class="docs">
$rows
</ul></section><section><h2>Photothèque</h2><div class="photos">$mega</div></section><section><h2>Revue de presse</h2><p>Sur demande.</p></section></main><footer><ul>$legal</ul></footer></body></html>""",
    menu="""<figure class="photo"><a href="/photos/hd/$n.jpg"><img src="/photos/$n.jpg" alt="$word"></a><figcaption>$word, 2023 © Roselande</figcaption></figure>""",
    row="""<li><a href="$path">$title</a> <span>($dayed)</span></li>""",
)

CALENDAR_FIRST = PressRoom(
    name="calendar-first",
    manner="a university: a month's calendar of links and a longer list of events in the news' own markup above the news",
    language="de",
    url="https://www.hs-kranichtal.example/aktuelles",
    address="/aktuelles/meldung/{slug}-{number}",
    day="d. MMMM y",
    count=6,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Aktuelles</title></head><body><header><nav><ul>$nav</ul></nav></header><main><h1>Aktuelles</h1><div class="termine"><h2>Termine</h2><table class="kalender"><tr><td><a href="?t=1">1</a></td><td><a href="?t=2">2</a></td><td><a href="?t=3">3</a></td><td><a href="?t=4">4</a></td><td><a href="?t=5">5</a></td><td><a href="?t=6">6</a></td><td><a href="?t=7">7</a></td></tr></table><div class="teaserliste">$coming</div></div><div class="meldungen"><h2>Meldungen</h2><div class="teaserliste">
$rows
</div><a href="/aktuelles/archiv">Alle Meldungen</a></div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="teaser"><div class="teaser-datum">$dayed</div><h3 class="teaser-titel"><a href="$path">$title</a></h3><div class="teaser-text">$lead</div></div>""",
    event="""<div class="teaser"><div class="teaser-datum">$d. Dezember 2024, 18 Uhr</div><h3 class="teaser-titel"><a href="/veranstaltung/$number">Vortrag: $title</a></h3><div class="teaser-text">Hörsaal 2</div></div>""",
)

HIDDEN_TABS = PressRoom(
    name="hidden-tabs",
    manner="a ministry: the first tab has all, the second shows part of the same once more, hidden by a style",
    language="pl",
    url="https://www.laguna.gov.example/wiadomosci",
    address="/wiadomosci/{slug}-{number}",
    day="dd.MM.y",
    count=10,
    frame="""<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>$news</title></head><body><header><ul>$nav</ul></header><main><h2>$news</h2><ul class="tabs" role="tablist"><li role="presentation"><a role="tab" href="#all">Wszystkie</a></li><li role="presentation"><a role="tab" href="#old">Najchętniej czytane</a></li></ul><div role="tabpanel" id="all"><div class="art-prev"><ul>
$rows
</ul></div></div><div role="tabpanel" id="old" style="display:none"><div class="art-prev"><ul>$side</ul></div></div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><a href="$path"><picture><img src="/p/$number.jpg" alt=""></picture><div><span class="date">$dayed</span><div class="title">$title</div><div class="intro">$lead</div></div></a></li>""",
    side="""<li><a href="$path"><picture><img src="/p/$number.jpg" alt=""></picture><div><span class="date">$dayed</span><div class="title">$title</div><div class="intro">$lead</div></div></a></li>""",
)

CONSENT = PressRoom(
    name="consent-layer",
    manner="a broadcaster: a consent layer with forty vendors and their policies before the page",
    language="en",
    url="https://www.uplandradio.example/press-office",
    address="/press-office/{year}/{slug}-{number}",
    day="EEEE d MMMM y",
    count=9,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Press office</title></head><body><div id="consent" class="cmp-overlay"><h2>We value your privacy</h2><p>We and our 40 partners store information on a device, such as cookies, and process personal data for measurement and audience research.</p><ul class="vendors">$mega</ul><button>Accept all</button><button>Reject all</button></div><div id="app"><header><ul>$nav</ul></header><main><h1>Press office</h1><div class="prog-list">
$rows
</div></main><footer><ul>$legal</ul></footer></div></body></html>""",
    menu="""<li class="vendor"><h3>$word Measurement Ltd</h3><a href="https://vendor$n.example/privacy">Privacy policy of $word Measurement Ltd</a><span>Storage: 390 days, since 2021</span></li>""",
    row="""<div class="prog"><h2><a href="$path">$title</a></h2><span class="prog__when">$dayed</span></div>""",
)

PINNED = PressRoom(
    name="pinned",
    manner="a Danish union: pinned cards are wider and say so, all others are titles with days",
    language="da",
    url="https://www.tangballe-fagforening.example/presse",
    address="/presse/{slug}-{number}",
    day="dd-MM-y",
    count=16,
    more=_promoted,
    frame="""<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>$press</title></head><body><header><ul>$nav</ul></header><main><h1>$press</h1><div class="grid">
$rows
</div></main><section class="cta"><a href="/bliv-medlem"><h3>Bliv medlem i dag</h3><p>Det tager fem minutter.</p></a><a href="/loentjek"><h3>Tjek din løn</h3><p>Sammenlign med andre.</p></a><a href="/kurser"><h3>Kurser for tillidsfolk</h3><p>Forår 2025.</p></a></section><footer><ul>$legal</ul></footer></body></html>""",
    row="""<article class="$css">$pin<h2 class="card__title"><a href="$path">$title</a></h2>$lead_or_not<p class="card__date">$dayed</p></article>""",
)

IN_THE_NEWS = PressRoom(
    name="in-the-news",
    manner="a start-up: three releases of its own without days, below a dozen articles of others about it",
    language="en",
    url="https://penhalebio.example/media",
    address="/media/{slug}",
    says_day=False,
    count=3,
    more=_minutes,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Media - Penhale Bio</title></head><body><nav><a href="/science">Science</a><a href="/team">Team</a><a href="/media">Media</a><a href="/join">Join us</a></nav><main><h1>Media</h1><section><h2>Press releases</h2><div class="releases">
$rows
</div></section><section><h2>In the news</h2><ul class="coverage">$mega</ul></section><section><h2>Media kit</h2><a href="/kit.zip">Download logos and portraits</a></section></main><footer><ul>$legal</ul></footer></body></html>""",
    menu="""<li><a href="https://paper$n.example/science/$n" target="_blank"><span>The Paper No. $n</span> $word</a></li>""",
    row="""<div class="release"><h3><a href="$path">$title</a></h3><p>$lead</p><a class="arrow" href="$path">Read the release</a></div>""",
)

PDF_LIST = PressRoom(
    name="files-only",
    manner="a housing association: bare links to files with their sizes, no day, heading 'Pressemitteilungen'",
    language="de",
    url="https://www.wohnen-hohenlind.example/presse.html",
    address="/files/{number}-release.pdf",
    says_day=False,
    count=8,
    more=_logo,
    titles=lambda record: (record.title, f"{record.title} (PDF, {90 + record.number % 400} KB)"),
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Presse</title></head><body><div id="kopf"><a href="/index.html">Wohnen Hohenlind eG</a></div><div id="navi"><ul>$nav</ul></div><div id="inhalt"><h1>Presse</h1><p>Ihre Ansprechpartnerin ist Frau Quast, Telefon 000 12345.</p><h2>Pressemitteilungen</h2><ul>
$rows
</ul><h2>Bildmaterial</h2><ul><li><a href="/files/logo.zip">Logo in Druckauflösung (ZIP, 2 MB)</a></li><li><a href="/files/vorstand.jpg">Porträt des Vorstands (JPG, 4 MB)</a></li></ul></div><div id="fuss"><ul>$legal</ul></div></body></html>""",
    row="""<li><a href="$file">$title</a> (PDF, $kb KB)</li>""",
)

NINETIES = PressRoom(
    name="old-paragraphs",
    manner="a fishermen's guild since 1998: days in bold, tags closed at random, rules between some",
    language="es",
    url="http://www.cofradia-valdemora.example/noticias.htm",
    address="./noti{number}.htm",
    day="d-MM-y",
    count=15,
    charset="windows-1252",
    more=_gap,
    frame="""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>Noticias</title></head><body background="fondo.gif"><center><font size="5" color="#000080">Cofradía de pescadores</font><p><a href="index.htm">Inicio</a> | <a href="historia.htm">Historia</a> | <a href="lonja.htm">La lonja</a> | <a href="fotos.htm">Fotos</a> | <a href="enlaces.htm">Enlaces</a></center><hr><font face="Arial" size="2">
$rows
</font><hr><center><a href="mailto:info@cofradia-valdemora.example">Escríbanos</a></center></body></html>""",
    row="""$b<font color="#800000">$dayed</font>$eb <a href="noti$number.htm">$title</a>$br""",
)

MAIL_ARCHIVE = PressRoom(
    name="year-list",
    manner="a programmer's foundation: year headings, in each a list of time elements with month and day, then the link",
    language="en",
    url="https://www.moorlang.example/announcements/",
    address="/announcements/{year}/{slug}-{number}/",
    day="MMM dd",
    by="y",
    gaps=(9, 20, 33),
    count=30,
    group="""<h2 id="y$label">$label</h2><ul class="post-list">$rows</ul>""",
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Announcements</title></head><body><nav><a href="/">Moorlang</a> <a href="/docs/">Documentation</a> <a href="/community/">Community</a> <a href="/donate/">Donate</a></nav><main><h1>Announcements</h1><p>Also as <a href="/announcements/list">mailing list</a>. Jump to <a href="#y2024">2024</a>, <a href="#y2023">2023</a>, <a href="#y2022">2022</a>.</p>$rows</main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><time>$dayed</time> <a href="$path">$title</a></li>""",
)

TWO_A_ROW = PressRoom(
    name="two-a-row",
    manner="a diocese: two items in each row, a third column of prayers and dates beside",
    language="hu",
    url="https://www.egyhazmegye-fuzes.example/hirek",
    address="/hirek/{number}",
    day="y. MMMM d.",
    count=12,
    frame="""<!DOCTYPE html><html lang="hu"><head><meta charset="utf-8"><title>$news</title></head><body><div class="head"><ul>$nav</ul></div><div class="main"><div class="hirek"><table width="100%">
$rows
</table></div><div class="jobb"><h3>$events</h3><div class="esemeny">$coming</div></div></div><div class="lab"><ul>$legal</ul></div></body></html>""",
    row="""<tr><td width="50%"><div class="hir"><img src="/k/$number.jpg" alt=""><br><a href="$path"><b>$title</b></a><br><small>$dayed</small></div></td></tr>""",
    event="""<p><b>2024. december $d.</b><br><a href="/esemeny/$number">$title</a></p>""",
)

FACETS = PressRoom(
    name="facets",
    manner="an insurer's newsroom: forty facets with counts before ten rows, every row with kicker and file",
    language="it",
    url="https://www.assicura-montechiaro.example/newsroom",
    address="/newsroom/comunicati/{year}/{slug}-{number}",
    day="dd MMM y",
    count=10,
    more=_logo,
    frame="""<!DOCTYPE html><html lang="it"><head><meta charset="utf-8"><title>Newsroom</title></head><body><header><ul>$nav</ul></header><div class="layout"><div class="facets"><h2>Filtra</h2><ul>$mega</ul></div><div class="results"><h1>Newsroom</h1>
$rows
<a class="load" href="?page=2">Carica altri</a></div></div><footer><ul>$legal</ul></footer></body></html>""",
    menu="""<li><label><input type="checkbox"><a href="?f=$n">$word</a> <span>(2$n)</span></label></li>""",
    row="""<div class="result"><div class="result__kicker">$topic</div><div class="result__main"><a class="result__title" href="$path">$title</a><div class="result__date">$dayed</div></div><div class="result__dl"><a href="$file">PDF $kb KB</a></div></div>""",
)

ROOMS = (TWIN_SIDEBAR, GALLERY, CALENDAR_FIRST, HIDDEN_TABS, CONSENT, PINNED, IN_THE_NEWS, PDF_LIST, NINETIES, MAIL_ARCHIVE, TWO_A_ROW, FACETS)  # fmt: skip
