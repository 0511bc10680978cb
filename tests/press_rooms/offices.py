"""Public bodies: their list among mega menus with teasers, related sites, most-read boxes and figures."""

from datetime import date, timedelta

from babel.dates import format_date

from .records import Record
from .room import PressRoom


def _posted(day: date) -> str:
    return (
        f"Posted On: {day:%d} {day:%b}".upper().replace("POSTED ON", "Posted On") + f" {day:%Y} 5:31PM by Kamalpur Ghat"
    )


def _topline(record: Record) -> dict[str, str]:
    return {"nr": f"{record.number % 90}/{record.day:%Y}", "stand": f"{record.day + timedelta(days=1):%d.%m.%Y}"}


def _hits(record: Record) -> dict[str, str]:
    return {"hits": str(record.number % 700), "time": f"{8 + record.number % 9:02}:{record.number % 60:02}"}


def _badge(record: Record) -> dict[str, str]:
    return {
        "badge": '<li class="usa-collection__meta-item usa-tag usa-tag--new">New</li>' if record.number % 3 else "",
        "b": format_date(record.day, "MMM", locale="en"),
    }


def _city(record: Record) -> dict[str, str]:
    cities = ("Fährdorf", "Altenfurt", "Bad Lauterstedt")
    return {"city": cities[record.number % 3], "hour": f"{6 + record.number % 15:02}:{record.number % 60:02}"}


def _police_title(record: Record) -> tuple[str, ...]:
    return f"POL-FD: {record.title}", record.title


def _group(record: Record) -> dict[str, str]:
    return {"files": f'<a class="doc" href="/docs/np{record.number}.pdf">PDF <span>(120 KB)</span></a>'}


MEGA_TEASERS = PressRoom(
    name="mega-teasers",
    manner="a ministry on Drupal: a mega menu that teases news with their days, a pinned release dressed otherwise",
    language="fr",
    url="https://www.rivages.gouv.example/presse/communiques",
    address="/presse/communiques/{slug}-{number}",
    day="d MMMM y",
    count=13,
    hero="""<div class="sticky-wrapper"><div class="push-une"><div class="push-une__visuel"><img src="/u/$number.jpg" alt=""></div><div class="push-une__txt"><span class="push-une__tag">À la une</span><h2 class="push-une__titre"><a href="$path" rel="bookmark"><span>$title</span></a></h2><p class="push-une__date">$dayed</p><p>$lead</p></div></div></div>""",
    frame="""<!DOCTYPE html><html lang="fr" dir="ltr"><head><meta charset="utf-8"><title>Communiqués | $body</title></head><body class="path-presse"><a href="#main" class="visually-hidden focusable">Aller au contenu</a><header class="region region-header"><a href="/">$body</a><nav class="we-mega-menu"><ul><li><a href="/ministere">Le ministère</a><div class="we-mega-menu-submenu"><div class="row"><div class="col"><ul>$nav</ul></div><div class="col menu-push"><h3>À lire</h3>$side</div></div></div></li><li><a href="/actions">Actions</a><div class="we-mega-menu-submenu"><ul><li><a href="/actions/fleuves-et-canaux">Fleuves et canaux</a></li><li><a href="/actions/phares-et-balises">Phares et balises</a></li><li><a href="/actions/prevention-des-inondations">Prévention des inondations</a></li><li><a href="/actions/observatoire-des-marees">Observatoire des marées</a></li></ul></div></li></ul></nav></header><main id="main"><div class="block-page-title"><h1>Communiqués de presse</h1></div><div class="views-exposed-form"><form><label>Année</label><select><option>2024</option><option>2023</option></select></form></div>$hero<div class="views-element-container"><div class="view view-presse view-id-presse"><div class="view-content">
$rows
</div><nav class="pager"><ul><li class="is-active"><a href="?page=0">1</a></li><li><a href="?page=1">2</a></li><li><a href="?page=2">3</a></li></ul></nav></div></div><div class="contact-presse"><h2>Service de presse</h2><p>presse@rivages.gouv.example</p></div></main><footer><h2>Sites liés</h2><ul><li><a href="https://www.vigie-crues.example">Vigie crues en temps réel</a></li><li><a href="https://www.service-marees.example">Service public des marées</a></li><li><a href="https://www.donnees.example">Plateforme ouverte des données</a></li></ul><ul>$legal</ul></footer></body></html>""",
    row="""<div class="views-row"><article class="node node--type-communique node--view-mode-liste"><div class="field field--name-field-date"><div class="field__item">$dayed</div></div><h3 class="node__title"><a href="$path" rel="bookmark"><span>$title</span></a></h3><div class="field field--name-field-thematique"><a href="/thematiques/t$size">$topic</a></div></article></div>""",
    side="""<div class="push"><a href="$path"><img src="/m/$number.jpg" alt=""><span class="push__date">$dayed</span><span class="push__titre">$title</span></a></div>""",
)

PORTAL_SEARCH = PressRoom(
    name="portal-search",
    manner="a federal portal: the top line holds kind, number and day, below each when it was last changed",
    language="de",
    url="https://www.bundesamt-moore.example/SiteGlobals/Forms/Suche/Pressesuche_Formular.html",
    address="/SharedDocs/Pressemitteilungen/DE/{year}/{number}_{slug}.html;jsessionid=0F2.live21302?nn=410022",
    day="dd.MM.y",
    count=10,
    more=_topline,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>BAM - Presse</title></head><body class="gsb js-off"><div class="wrapperOuter"><header><p class="navSkip"><a href="#content">Zum Inhalt</a></p><ul id="navServiceMeta"><li><a href="/DE/Service/Gebaerdensprache/gs_node.html">Gebärdensprache</a></li><li><a href="/DE/Service/LeichteSprache/ls_node.html">Leichte Sprache</a></li></ul><div id="navPrimary"><ul>$nav</ul></div></header><div id="main"><h1 class="isFirstInSlot">Pressemitteilungen</h1><div class="solrFacetWrapper"><h2>Suche eingrenzen</h2><ul class="facets"><li><a href="?y=2024">2024 <span>(112)</span></a></li><li><a href="?y=2023">2023 <span>(140)</span></a></li><li><a href="?y=2022">2022 <span>(131)</span></a></li><li><a href="?y=2021">2021 <span>(128)</span></a></li></ul></div><p class="searchResultInfo">Resultate 1 bis 10 von insgesamt 511</p><ul class="c-searchlist">
$rows
</ul><div class="navIndex"><ul><li><strong>1</strong></li><li><a href="?gtp=2">2</a></li><li><a href="?gtp=3">3</a></li><li class="forward"><a href="?gtp=2">$next</a></li></ul></div></div><div id="supplement"><h2>Publikationen</h2><ul class="teasers"><li><a href="/DE/Publikationen/Atlas_der_Moore.html"><img src="/atlas.png" alt="Titelbild"> Atlas der Moore, 3. Auflage</a></li><li><a href="/DE/Publikationen/Gezeitenkalender.html"><img src="/gez.png" alt="Titelbild"> Gezeitenkalender 2025</a></li><li><a href="/DE/Publikationen/Torf.html"><img src="/torf.png" alt="Titelbild"> Torf: Geschichte eines Rohstoffs</a></li></ul></div><footer><ul>$legal</ul></footer></div></body></html>""",
    row="""<li class="c-searchlist__item"><div class="c-searchteaser"><p class="c-searchteaser__topline"><span class="topline-category">Pressemitteilung Nr. $nr</span> <span class="topline-date"><span class="aural">Datum</span> $dayed</span></p><h3 class="c-searchteaser__headline"><a class="c-searchteaser__link" href="$path?nn=410022" title="$title">$title</a></h3><p class="c-searchteaser__text">$lead <span class="c-searchteaser__changed">Zuletzt geändert: $stand</span></p></div></li>""",
)

GOV_BUREAU = PressRoom(
    name="posted-on",
    manner="an information bureau: a heading for each department, the day and the desk in small print",
    language="hi",
    url="https://www.suchana.gov.example/AllRel.aspx?lang=2",
    address="/PressReleasePage.aspx?PRID={number}",
    day=_posted,
    count=16,
    frame="""<!DOCTYPE html><html lang="hi"><head><meta charset="utf-8"><title>$press</title></head><body><form method="post" action="./AllRel.aspx"><input type="hidden" name="__VIEWSTATE" value="dDwtMTA4"><header><div class="logo"><a href="/">$body</a></div><ul class="topnav">$nav</ul></header><div class="content-area"><h1>$press</h1><select name="ministry"><option>सभी मंत्रालय</option></select><ul class="leftul"><li><h3 class="font104">जल विभाग</h3><ul class="num">
$rows
</ul></li></ul></div><div class="right-area"><h4>चित्र</h4><ul>$side</ul></div><footer><ul>$legal</ul></footer></form></body></html>""",
    row="""<li><a title="$title" href="/PressReleasePage.aspx?PRID=$number" target="_blank">$title</a><span class="publishdatesmall">$dayed</span></li>""",
    side="""<li><a href="/photo.aspx?id=$number"><img src="/ph/$number.jpg" alt="$title"></a></li>""",
)

COLLECTION = PressRoom(
    name="collection",
    manner="an agency with a national design system: calendar boxes, tags of topics and New",
    language="en",
    url="https://www.uplandwater.gov.example/newsroom/",
    address="/newsroom/{year}/{slug}",
    day="MMMM d, y",
    count=10,
    more=_badge,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Newsroom | $body</title></head><body><section class="usa-banner"><div>An official website. <button>Here is how you know</button></div></section><header class="usa-header"><nav class="usa-nav"><ul class="usa-nav__primary">$nav</ul></nav></header><main id="main-content"><div class="usa-hero"><h1>Newsroom</h1><p>For interviews call the press desk at 555-0100 on weekdays.</p></div><div class="grid-row"><div class="tablet:grid-col-8"><ul class="usa-collection usa-collection--calendar">
$rows
</ul><nav aria-label="Pagination" class="usa-pagination"><ul><li><a href="?page=1" aria-label="Page 1">1</a></li><li><a href="?page=2" aria-label="Page 2">2</a></li><li><a href="?page=12">12</a></li></ul></nav></div><div class="tablet:grid-col-4"><h2>Upcoming events</h2><ul class="usa-collection usa-collection--calendar">$coming</ul><h2>Multimedia</h2><ul><li><a href="/media/photos">Photos of dams and locks</a></li><li><a href="/media/videos">Videos of the spring flood</a></li></ul></div></div></main><footer class="usa-footer"><ul>$legal</ul></footer></body></html>""",
    row="""<li class="usa-collection__item"><div class="usa-collection__calendar-date"><time datetime="$iso"><span class="usa-collection__calendar-date-month">$b</span><span class="usa-collection__calendar-date-day">$d</span></time></div><div class="usa-collection__body"><h3 class="usa-collection__heading"><a class="usa-link" href="$path">$title</a></h3><p class="usa-collection__description">$lead</p><ul class="usa-collection__meta" aria-label="Topics">$badge<li class="usa-collection__meta-item usa-tag">$topic</li></ul></div></li>""",
    event="""<li class="usa-collection__item"><div class="usa-collection__calendar-date"><time datetime="2025-01-$dd"><span class="usa-collection__calendar-date-month">JAN</span><span class="usa-collection__calendar-date-day">$d</span></time></div><div class="usa-collection__body"><h3 class="usa-collection__heading"><a class="usa-link" href="/events/$number">$title</a></h3></div></li>""",
)

POLICE = PressRoom(
    name="police",
    manner="a police portal: day and hour, the place, a prefix before each title, a map of stations beside",
    language="de",
    url="https://www.blaulicht-portal.example/dienststelle/4971",
    address="/blaulicht/pm/4971/{number}",
    day="dd.MM.y",
    count=20,
    gaps=(0, 0, 0, 1),
    more=_city,
    titles=_police_title,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Polizeipräsidium Fährdorf | Blaulicht</title></head><body><header class="header"><a href="/">Blaulicht-Portal</a><ul class="nav">$nav</ul></header><div class="container"><div class="row"><div class="col-8"><h1>Polizeipräsidium Fährdorf</h1><ul class="newsroom-nav"><li><a href="/dienststelle/4971">Meldungen</a></li><li><a href="/dienststelle/4971/bilder">Bilder</a></li><li><a href="/dienststelle/4971/kontakt">Kontakt</a></li></ul><ul class="article-list">
$rows
</ul><div class="pagination"><a href="/dienststelle/4971/30">Weitere Meldungen</a></div></div><div class="col-4"><div class="card"><h2>$popular</h2><ol>$side</ol></div><div class="card"><h2>Orte in dieser Gegend</h2><ul class="places"><li><a href="/r/Altenfurt">Altenfurt</a></li><li><a href="/r/Hohenlind">Hohenlind</a></li><li><a href="/r/Kranichtal">Kranichtal</a></li><li><a href="/r/Steinwarder">Steinwarder</a></li></ul></div></div></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><article class="news"><div class="news-body"><div class="news-meta"><span class="date">$dayed – $hour</span> <a class="news-place" href="/r/$city">$city</a></div><h3 class="news-headline-clamp"><a href="https://www.blaulicht-portal.example$path" title="POL-FD: $title"><span>POL-FD: $title</span></a></h3><p>$city (ots) - $lead <a href="https://www.blaulicht-portal.example$path">mehr</a></p></div></article></li>""",
    side="""<li><a href="$path">POL-FD: $title</a></li>""",
)

DESK_TABLE = PressRoom(
    name="desk-table",
    manner="a county: a table with number, day, title, department and a file with its size",
    language="bg",
    url="https://www.oblast-trastika.example/pressсъобщения/index.php",
    address="/press/{number}",
    day="dd.MM.y 'г.'",
    count=25,
    more=_hits,
    frame="""<!DOCTYPE html><html lang="bg"><head><meta charset="utf-8"><title>$press</title></head><body><div id="header"><h2>$body</h2><ul id="menu">$nav</ul></div><table width="100%"><tr><td valign="top" width="200"><div class="box"><h3>Полезни връзки</h3><ul><li><a href="/uslugi/1">Административни услуги за граждани</a></li><li><a href="/uslugi/2">Обществени поръчки и процедури</a></li><li><a href="/uslugi/3">Профил на купувача и архив</a></li><li><a href="/uslugi/4">Декларации по закона</a></li></ul></div></td><td valign="top"><h1>$press</h1><table class="table table-striped" id="pr"><thead><tr><th>№</th><th>Дата</th><th>Заглавие</th><th>Дирекция</th><th>Посещения</th><th>Файл</th></tr></thead><tbody>
$rows
</tbody></table></td></tr></table><div id="footer"><ul>$legal</ul></div></body></html>""",
    row="""<tr><td>$number</td><td nowrap>$dayed</td><td><a href="$path">$title</a></td><td>$topic</td><td>$hits</td><td><a href="/files/$number.pdf">PDF</a> ($size KB)</td></tr>""",
)

KOMMUNE = PressRoom(
    name="kommune",
    manner="a municipality: published and changed in one line, shortcuts as rich as the news, an alarm on top",
    language="nb",
    url="https://www.sivnes.kommune.example/aktuelt/",
    address="/aktuelt/{slug}.{number}.aspx",
    day="dd.MM.y",
    count=12,
    more=_hits,
    frame="""<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>$news - Sivnes kommune</title></head><body><div class="crisis"><a href="/beredskap">Kokevarsel i Bekkestad oppheves 21.11.2024 kl. 12</a></div><header><a href="/"><img src="/logo.svg" alt="Sivnes kommune"></a><nav><ul>$nav</ul></nav></header><main id="hovedinnhold"><h1>$news</h1><div class="shortcuts"><a class="shortcut" href="/barnehage"><h2>Søk barnehageplass</h2><p>Hovedopptaket har frist 1. mars hvert år.</p></a><a class="shortcut" href="/avfall"><h2>Tømmekalender for avfall</h2><p>Se når vi henter der du bor.</p></a><a class="shortcut" href="/bygg"><h2>Byggesak og kart</h2><p>Send søknad og se planer.</p></a></div><div class="article-list">
$rows
</div><button>Vis flere</button></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="article-item"><a class="article-item__link" href="$path"><h2 class="article-item__title">$title</h2></a><p class="article-item__ingress">$lead</p><span class="article-item__dates">Publisert $dayed $time. Sist endret 20.11.2024 09:14</span></div>""",
)

PROVINCE = PressRoom(
    name="province",
    manner="a provincial portal: day and hour in brackets after the title, headlines again in a marquee",
    language="vi",
    url="https://benlau.gov.example/tin-tuc-su-kien",
    address="/tin-tuc-su-kien/{slug}-{number}.html",
    day="dd/MM/y",
    count=15,
    more=_hits,
    frame="""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>$news</title></head><body><div id="banner"><img src="/banner.png" alt="$body"></div><div class="topmenu"><ul>$nav</ul></div><marquee>$side</marquee><div class="main"><div class="left"><div class="title-cate"><a href="/tin-tuc-su-kien">$news</a></div><div class="list-news">
$rows
</div><div class="paging"><a class="cur">1</a><a href="?page=2">2</a><a href="?page=3">3</a><a href="?page=4">4</a><a href="?page=5">5</a></div></div><div class="right"><div class="box"><div class="box-title">Văn bản mới</div><ul><li><a href="/van-ban/211">211/QĐ-CSN về quản lý bến bãi</a></li><li><a href="/van-ban/208">208/TB-CSN kết luận phiên họp tháng 11</a></li><li><a href="/van-ban/199">199/KH-CSN kế hoạch kiểm tra luồng lạch</a></li></ul></div><div class="box"><div class="box-title">Liên kết</div><select><option>Cổng quốc gia</option></select></div></div></div><div id="footer"><ul>$legal</ul></div></body></html>""",
    row="""<div class="item"><a href="$path"><img class="thumb" src="/t/$number.jpg" alt=""></a><div class="info"><a class="name" href="$path">$title</a> <span class="time">($dayed $time)</span><div class="sapo">$lead</div></div></div>""",
    side="""<a href="$path">$title</a> &nbsp; """,
)

COUNCILLORS = PressRoom(
    name="councils",
    manner="a regional government: for each ministry a section of its own, day above, the file below",
    language="es",
    url="https://www.gobierno-torrelinde.example/es/sala-de-prensa/notas",
    address="/es/sala-de-prensa/nota/{number}",
    day="dd/MM/y",
    by="d",
    count=18,
    gaps=(0, 0, 0, 1),
    more=_group,
    group="""<section class="consejeria"><h2 class="consejeria-nombre">$topics · $label</h2><ul class="notas">$rows</ul></section>""",
    frame="""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Notas de prensa</title></head><body><header><nav><ul>$nav</ul></nav></header><div id="contenido"><h1>Notas de prensa</h1><form id="filtro"><input type="text" placeholder="dd/mm/aaaa"><button>Filtrar</button></form>
$rows
</div><div id="lateral"><h3>Agenda</h3><ul>$coming</ul><h3>Galería</h3><ul class="fotos"><li><a href="/foto/1"><img src="/f1.jpg" alt="Inauguración del muelle de levante"></a></li><li><a href="/foto/2"><img src="/f2.jpg" alt="Visita al faro de poniente"></a></li><li><a href="/foto/3"><img src="/f3.jpg" alt="Firma del convenio con las cofradías"></a></li></ul></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li class="nota"><p class="fecha">$dayed</p><p class="tit"><a href="$path">$title</a></p><p class="adj">$files</p></li>""",
    event="""<li><p class="fecha">$dd/12/2024</p><p class="tit"><a href="/es/agenda/$number">$title</a></p></li>""",
)

ROOMS = (MEGA_TEASERS, PORTAL_SEARCH, GOV_BUREAU, COLLECTION, POLICE, DESK_TABLE, KOMMUNE, PROVINCE, COUNCILLORS)
