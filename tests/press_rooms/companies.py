"""Companies, their investors' pages and newsrooms for hire, universities, charities."""

from .records import Record
from .room import PressRoom


def _clock(record: Record) -> dict[str, str]:
    return {"hour": f"0{7 + record.number % 3}:{record.number % 6}0"}


INVESTORS = PressRoom(
    name="investors",
    manner="a hosted investors' site: modules, a year to choose, a PDF beside each",
    language="en",
    url="https://investors.tarrowpumps.example/news/default.aspx",
    address="/news/news-details/{year}/{slug}-{number}/default.aspx",
    day="MMMM d, y",
    count=14,
    gaps=(3, 5, 8),
    frame="""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Tarrow Pumps - Investors - News</title></head><body class="BodyBackground"><form id="litForm"><div class="PaneHeader"><a href="/">Tarrow Pumps</a><ul class="nav level1">$nav</ul></div>
<div class="pane pane--main"><h1 class="ModuleTitle">News</h1><div class="module module-news module-press"><div class="module_options"><label>Year</label><select class="dropdown module_options-select"><option>2024</option><option>2023</option><option>2022</option></select></div><div class="module_container module_container--outer"><div class="module_container module_container--content"><div class="module_container--inner">
$rows
</div></div><div class="pager"><button class="pager_button">1</button><button class="pager_button">2</button></div></div></div></div>
<div class="pane pane--right"><div class="module module-stock"><h2>Stock quote</h2><span class="module-stock_price">$$ 41.20</span><span class="module-stock_date">November 20, 2024 4:00 PM</span></div><div class="module module-event"><h2>$events</h2>$side</div><div class="module module-links"><h2>Email alerts</h2><a href="/alerts">Sign up today</a></div></div><div class="PaneFooter"><ul>$legal</ul></div></form></body></html>""",
    row="""<div class="module_item"><div class="module_item-wrap"><div class="module_date-time"><span class="module_date-text">$dayed</span></div><div class="module_headline"><a class="module_headline-link" href="$path">$title</a></div><div class="module_links"><a class="module_link module_link-pdf" href="/files/doc_news/$number.pdf" target="_blank"><span class="sr-only">$title (opens in new window)</span>PDF</a></div></div></div>""",
    side="""<div class="module_item"><div class="module_date-time"><span class="module_date-text">$dayed</span></div><div class="module_headline"><a href="/events/e$number">Conference call $n</a></div></div>""",
)

WIDGETS = PressRoom(
    name="widgets",
    manner="a hosted investors' site: fields of widgets, the day above, tables nowhere",
    language="en",
    url="https://ir.malden-moor-energy.example/news-releases",
    address="/news-releases/news-release-details/{slug}-{number}",
    day="MMM d, y '9:00 am EST'",
    frame="""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>News Releases | Malden Moor Energy</title></head><body><div class="dialog-off-canvas-main-canvas"><header><nav><ul class="menu">$nav</ul></nav></header><main><h1><div class="field field--name-field-nir-page-title">News Releases</div></h1><div class="block--nir-news__widget"><div class="nir-widget nir-widget--listing"><form class="nir-widget-form"><select name="year"><option>2024</option></select></form><div class="nir-widget--list">
$rows
</div></div></div><nav class="pager"><ul><li><a href="?page=1">2</a></li><li><a href="?page=2">3</a></li></ul></nav><a class="rss" href="/rss/news-releases.xml" hidden>RSS</a></main><footer><ul>$legal</ul><p>&copy; 2024 Malden Moor Energy</p></footer></div></body></html>""",
    row="""<article class="node node--nir-news--nir-widget-list node--type-nir-news"><div class="nir-widget--field nir-widget--news--date-time">$dayed</div><div class="nir-widget--field nir-widget--news--headline"><a href="$path" hreflang="en">$title</a></div><div class="nir-widget--field nir-widget--news--teaser"><p>$lead</p></div><div class="nir-widget--field nir-widget--news--downloads"><a href="/node/$number/pdf">PDF Version</a></div></article>""",
)

WIRE = PressRoom(
    name="wire",
    manner="a press release wire: the instant stands in the heading, the heading in the link",
    language="en",
    url="https://www.uplandwire.example/news-releases/news-releases-list/",
    address="/news-releases/{slug}-{number}.html",
    day="MMM dd, y",
    count=25,
    gaps=(0, 0, 0, 1),
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>All News Releases and Press Releases</title></head><body><header><a class="logo" href="/">Upland Wire</a><ul class="nav navbar-nav"><li class="dropdown"><a>News in Focus</a><ul>$mega</ul></li></ul><form><input type="search"></form></header>
<main id="main"><h1>All News Releases</h1><div class="row"><div class="col-md-8 card-list card-list-hr">
$rows
</div><aside class="col-md-4"><h3>Trending Topics</h3><ul class="trending"><li><a href="/news/energy/">Energy</a></li><li><a href="/news/water/">Water</a></li></ul><div class="ad">Advertisement</div></aside></div><ul class="pagination"><li><a href="?page=1&amp;pagesize=25">1</a></li><li><a href="?page=2&amp;pagesize=25">2</a></li><li><a href="?page=3&amp;pagesize=25">3</a></li></ul></main><footer><ul>$legal</ul></footer></body></html>""",
    menu="""<li><a href="/news/$slug-latest-news/">$word</a></li>""",
    row="""<div class="row newsCards"><div class="card col-view"><a class="newsreleaseconsolidatelink display-outline w-100" href="$path" title="" lang=""><div class="col-sm-4 img-ratio"><img src="https://media.example/$number.jpg" alt="$body Logo"></div><div class="col-sm-8"><h3><small>$dayed, $hour ET</small> $title</h3><p class="remove-outline">$lead</p></div></a></div></div>""",
    more=_clock,
)

FOR_HIRE = PressRoom(
    name="newsroom-for-hire",
    manner="a newsroom for hire: the whole card is one link, classes end in random letters",
    language="sv",
    url="https://newsroom.alvnasmejeri.example/pressreleases",
    address="/pressreleases/{slug}-{number}",
    day="d MMM y",
    frame="""<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Pressmeddelanden | Älvnäs Mejeri</title></head><body><div id="app"><div class="styles_header__x81Kd"><a href="/" class="styles_logo__Qm2a1">Älvnäs Mejeri</a><nav class="styles_nav__9sKq0"><ul>$nav</ul></nav></div>
<main class="styles_main__Jk20s"><div class="styles_filters__a8sUq"><button>Alla</button><button>2024</button><button>2023</button></div><section class="styles_grid__Pq81z">
$rows
</section><button class="styles_loadMore__Ks912">Visa fler</button></main>
<section class="styles_contacts__Mn102"><h2>Presskontakter</h2><a class="styles_contact__r71Qa" href="/contact_people/11"><img src="/c1.jpg" alt=""><h3>Frida Ängslid</h3><p>Presschef</p></a><a class="styles_contact__r71Qa" href="/contact_people/12"><img src="/c2.jpg" alt=""><h3>Olle Strandvret</h3><p>Kommunikatör</p></a><a class="styles_contact__r71Qa" href="/contact_people/13"><img src="/c3.jpg" alt=""><h3>Mona Lidhage</h3><p>Hållbarhetschef</p></a></section>
<section class="styles_media__Lk71a"><h2>Bilder</h2><a href="/images/1"><img src="/i1.jpg" alt="Ladugården"></a><a href="/images/2"><img src="/i2.jpg" alt="Osthyllan"></a><a href="/images/3"><img src="/i3.jpg" alt="Mjölkbilen"></a></section><footer><ul>$legal</ul></footer></div></body></html>""",
    row="""<a class="styles_card__Zt51m" href="$path"><div class="styles_imageWrapper__Bv90e"><img src="https://cdn.example/$number/w_600.jpg" srcset="https://cdn.example/$number/w_300.jpg 300w, https://cdn.example/$number/w_600.jpg 600w" alt=""></div><div class="styles_body__Hj44q"><div class="styles_meta__Gf01u"><span>Pressmeddelande</span><span aria-hidden="true">•</span><span>$dayed kl 08:30</span></div><div class="styles_title__Wd93x">$title</div><div class="styles_excerpt__Uy18n">$lead</div></div></a>""",
)

TEASERS = PressRoom(
    name="aem-teasers",
    manner="AEM: core components, each teaser a dozen elements deep",
    language="en",
    url="https://www.dunmere-chemicals.example/en/media/releases.html",
    address="/en/media/releases/{year}/{slug}-{number}.html",
    day="d MMMM y",
    frame="""<!DOCTYPE HTML><html lang="en"><head><meta charset="UTF-8"/><meta name="template" content="news-overview"/><title>Releases</title></head><body class="page basicpage"><div class="root container responsivegrid"><div class="cmp-container"><div class="aem-Grid aem-Grid--12"><header class="experiencefragment aem-GridColumn"><div class="cmp-experiencefragment"><nav class="cmp-navigation" role="navigation"><ul class="cmp-navigation__group">$nav</ul></nav><nav class="cmp-languagenavigation"><ul><li><a href="/de/medien.html">Deutsch</a></li><li><a href="/en/media.html">English</a></li></ul></nav></div></header>
<div class="title aem-GridColumn"><div class="cmp-title"><h1 class="cmp-title__text">Media releases</h1></div></div>
<div class="container responsivegrid aem-GridColumn"><div id="container-a5" class="cmp-container"><div class="aem-Grid aem-Grid--12 aem-Grid--default--12">
$rows
</div></div></div>
<div class="experiencefragment aem-GridColumn"><div class="aem-Grid">$side</div></div>
<footer class="experiencefragment"><ul>$legal</ul></footer></div></div></div></body></html>""",
    row="""<div class="teaser aem-GridColumn--tablet--12 aem-GridColumn aem-GridColumn--default--4"><div id="teaser-$number" class="cmp-teaser" data-cmp-data-layer="{&#34;teaser-$number&#34;:{&#34;@type&#34;:&#34;dunmere/components/teaser&#34;,&#34;xdm:linkURL&#34;:&#34;$path&#34;}}"><div class="cmp-teaser__image"><div class="cmp-image" data-cmp-is="image"><a class="cmp-image__link" href="$path"><img src="/content/dam/n$number.coreimg.jpeg" class="cmp-image__image" alt=""></a></div></div><div class="cmp-teaser__content"><div class="cmp-teaser__inner"><div class="cmp-teaser__pretitle"><div class="eyebrow"><div class="eyebrow__text"><p>$dayed | Media release</p></div></div></div><div class="cmp-teaser__heading"><div class="heading-wrap"><h2 class="cmp-teaser__title"><a class="cmp-teaser__title-link" href="$path">$title</a></h2></div></div><div class="cmp-teaser__description"><p>$lead</p></div><div class="cmp-teaser__action-container"><a class="cmp-teaser__action-link" href="$path">$more</a></div></div></div></div></div>""",
    side="""<div class="teaser aem-GridColumn aem-GridColumn--default--3"><div class="cmp-teaser"><div class="cmp-teaser__content"><h2 class="cmp-teaser__title"><a class="cmp-teaser__title-link" href="/en/products/p$number.html">Sealant series $number</a></h2><div class="cmp-teaser__description"><p>For quay walls and locks.</p></div></div></div></div>""",
)

SITECORE = PressRoom(
    name="sitecore",
    manner="Sitecore: search results in components, the day and kind behind the title",
    language="nl",
    url="https://www.koppelwoude-bank.example/nieuws/persberichten",
    address="/nieuws/persberichten/{year}/{month}/{slug}-{number}",
    day="d MMMM y",
    count=10,
    frame="""<!DOCTYPE html><html lang="nl-NL"><head><meta charset="utf-8"><title>$press</title></head><body class="default-device bodyclass"><div id="wrapper"><header><div id="header" class="container"><div class="component navigation navigation-main"><div class="component-content"><nav><ul class="clearfix">$nav</ul></nav></div></div></div></header>
<main><div id="content" class="container"><div class="row"><div class="component col-12"><div class="component-content"><div class="row"><div class="component content col-12"><div class="component-content"><div class="field-title"><h1>$press</h1></div></div></div><div class="component search-results col-12 initialized" data-properties="{}"><div class="component-content"><div class="results-count">612 resultaten</div><ul class="search-result-list">
$rows
</ul></div></div><div class="component page-selector col-12"><div class="component-content"><ul class="page-selector-list"><li><a class="page-selector-item-link active" href="#">1</a></li><li><a class="page-selector-item-link" href="#">2</a></li><li><a class="page-selector-item-link" href="#">3</a></li></ul></div></div></div></div></div></div></div></main><footer><div class="component link-list"><ul>$legal</ul></div></footer></div></body></html>""",
    row="""<li class="row$n"><div class="row"><div class="component promo col-12"><div class="component-content"><div class="promo-wrapper"><div class="promo-text"><div class="field-navigationtitle"><a title="$title" href="$path"><h3>$title</h3></a></div><div class="field-content"><p>$lead</p></div><div class="promo-meta"><span class="field-type">Persbericht</span> <span class="separator">·</span> <span class="field-date">$dayed</span> <span class="separator">·</span> <span class="reading">2 min.</span></div></div></div></div></div></div></li>""",
)

HERO = PressRoom(
    name="hero-grid",
    manner="a company's newsroom: the newest as hero, three columns below, older stories to discover",
    language="it",
    url="https://www.acquamorta-navi.example/it/newsroom",
    address="/it/newsroom/{slug}-{number}",
    count=13,
    frame="""<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Newsroom</title></head><body><header class="site-header"><a class="site-header__logo" href="/it">Acquamorta Navi</a><nav><ul>$nav</ul></nav></header><main>
$hero
<section class="news-grid" aria-label="Ultime notizie"><div class="news-grid__inner">
$rows
</div><a class="btn btn--ghost" href="/it/newsroom/archivio">$archive</a></section>
<section class="discover"><h2>Da scoprire</h2><div class="discover__track">$side</div></section>
<section class="cta"><h2>Ufficio stampa</h2><p>stampa@acquamorta-navi.example</p></section></main><footer><ul>$legal</ul></footer></body></html>""",
    hero="""<section class="hero"><picture><source srcset="/m/$number-xl.webp"><img src="/m/$number-xl.jpg" alt=""></picture><div class="hero__panel"><span class="hero__label">In evidenza</span><h1 class="hero__title"><a href="$path">$title</a></h1><p class="hero__date">$dayed</p><p class="hero__lead">$lead</p><a class="btn" href="$path">$more</a></div></section>""",
    row="""<div class="news-grid__cell"><article class="card"><a class="card__media" href="$path"><img loading="lazy" src="/m/$number.jpg" alt=""></a><div class="card__body"><p class="card__date">$dayed</p><h3 class="card__title"><a href="$path">$title</a></h3><p class="card__tag">$topic</p></div></article></div>""",
    side="""<article class="tile"><a href="/it/storie/$number"><img src="/s/$number.jpg" alt=""><h3>$title</h3></a></article>""",
)

STRETCHED = PressRoom(
    name="stretched",
    manner="Bootstrap: cards with an empty stretched link at their end",
    language="ro",
    url="https://www.grindumare.example/comunicate/",
    address="/comunicate/{number}/{slug}",
    day="dd.MM.y",
    frame="""<!doctype html><html lang="ro"><head><meta charset="utf-8"><title>$press</title></head><body><nav class="navbar navbar-expand-lg"><div class="container"><a class="navbar-brand" href="/">$body</a><ul class="navbar-nav">$nav</ul></div></nav><main class="container my-5"><h1>$press</h1><ul class="nav nav-pills"><li class="nav-item"><a class="nav-link active" href="?an=2024">2024</a></li><li class="nav-item"><a class="nav-link" href="?an=2023">2023</a></li><li class="nav-item"><a class="nav-link" href="?an=2022">2022</a></li></ul>
<div class="row row-cols-1 row-cols-md-3 g-4">
$rows
</div><nav><ul class="pagination"><li class="page-item active"><a class="page-link" href="?p=1">1</a></li><li class="page-item"><a class="page-link" href="?p=2">2</a></li></ul></nav></main><footer class="container"><ul class="list-inline">$legal</ul></footer></body></html>""",
    row="""<div class="col"><div class="card h-100"><img src="/upload/$number.jpg" class="card-img-top" alt="..."><div class="card-body"><h5 class="card-title">$title</h5><p class="card-text">$lead</p></div><div class="card-footer"><small class="text-body-secondary">Publicat: $dayed</small></div><a href="$path" class="stretched-link" aria-label="$title"></a></div></div>""",
)

UNIVERSITY = PressRoom(
    name="university",
    manner="an institute's page: three pieces of news only, richer menus, people and links around",
    language="en",
    url="https://www.penhale.ac.example/institutes/peat/news",
    address="/institutes/peat/news/{year}/{slug}-{number}",
    day="EEEE d MMMM y",
    count=3,
    gaps=(20, 35),
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News | Peat Institute</title></head><body><header class="uni-header"><a href="https://www.penhale.ac.example/">University of Penhale</a><ul class="quick"><li><a href="/staff">Staff</a></li><li><a href="/students">Students</a></li><li><a href="/library">Library</a></li></ul><nav><ul>$nav</ul><div class="mega"><ul>$mega</ul></div></nav></header>
<div class="layout"><aside class="section-nav"><ul><li><a href="/institutes/peat">Peat Institute</a><ul><li><a href="/institutes/peat/research">Research</a></li><li><a href="/institutes/peat/people">People</a></li><li class="active"><a href="/institutes/peat/news">News</a></li><li><a href="/institutes/peat/visit">How to find us</a></li></ul></li></ul></aside>
<main><h1>News</h1>
$rows
</main><aside class="people"><h2>Contacts</h2><div class="person"><a href="/people/1"><img src="/p1.jpg" alt=""></a><p><a href="/people/1">Dr Isolde Trewin</a><br>Director</p></div><div class="person"><a href="/people/2"><img src="/p2.jpg" alt=""></a><p><a href="/people/2">Prof. Amari Lockwell</a><br>Hydrology</p></div><div class="person"><a href="/people/3"><img src="/p3.jpg" alt=""></a><p><a href="/people/3">Ned Carrowmore</a><br>Office</p></div></aside></div><footer><ul>$legal</ul></footer></body></html>""",
    menu="""<li><a href="/subjects/$slug">$word</a></li>""",
    row="""<div class="news-item"><h2><a href="$path">$title</a></h2><p class="date">$dayed</p><p>$lead</p></div>""",
)

CHARITY = PressRoom(
    name="charity",
    manner="a charity: no day anywhere, a mega menu, a petition between the rows",
    language="fr",
    url="https://www.tourbieres-vivantes.example/presse/",
    address="/presse/{slug}-{number}/",
    says_day=False,
    frame="""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Presse - Tourbières vivantes</title></head><body><div id="axeptio">$cookies <a href="/cookies">Paramétrer</a> <button>Accepter</button></div><header><a href="/">Tourbières vivantes</a><a class="don" href="/don">Faire un don</a><nav class="mega-menu"><ul>$nav</ul><div class="mega-menu__panel"><ul>$mega</ul></div></nav></header>
<main><h1>Espace presse</h1><div class="posts">
$rows
</div><div class="petition"><h2>Sauvons la tourbière des Hauts-Prés</h2><p>12 408 signatures</p><a href="/petition">Je signe</a></div><a href="/presse/page/2/">$next</a></main><footer><ul>$legal</ul><p>© 2024 Tourbières vivantes, association créée le 4 mars 1987</p></footer></body></html>""",
    menu="""<li><a href="/nos-actions/$slug/"><span>$word</span></a></li>""",
    row="""<div class="post"><div class="post__thumb"><a href="$path"><img src="/img/$number.jpg" alt=""></a></div><div class="post__content"><span class="post__cat">$topic</span><h2 class="post__title"><a href="$path">$title</a></h2><p>$lead</p></div></div>""",
)

PICTURES = PressRoom(
    name="picture-links",
    manner="a holding: only the picture is a link, title and day are text below",
    language="tr",
    url="https://www.gollerholding.example/medya/basin-odasi",
    address="/medya/basin-odasi/{number}",
    day="d MMMM y EEEE",
    count=9,
    frame="""<!DOCTYPE html><html lang="tr"><head><meta charset="utf-8"><title>Basın Odası</title></head><body><header><a href="/"><img src="/logo.svg" alt="Göller Holding"></a><nav><ul>$nav</ul></nav><a href="/en/media">EN</a></header><section class="page"><h1>Basın Odası</h1><div class="grid-wrap">
$rows
</div><div class="more-wrap"><a href="/medya/basin-odasi?sayfa=2">Daha fazla</a></div></section><section class="brands"><h2>Şirketlerimiz</h2><a href="/sirket/1"><img src="/l1.png" alt="Göller Su"></a><a href="/sirket/2"><img src="/l2.png" alt="Göller Tersane"></a><a href="/sirket/3"><img src="/l3.png" alt="Göller Lojistik"></a><a href="/sirket/4"><img src="/l4.png" alt="Göller Enerji"></a></section><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="grid-item"><div class="grid-image"><a href="$path"><img src="/uploads/$number.jpg" alt=""></a></div><div class="grid-text"><div class="grid-title">$title</div><div class="grid-date">$dayed</div></div></div>""",
)

SPLIT_BOXES = PressRoom(
    name="split-boxes",
    manner="a museum: day and month in a box of their own, no year, events of the same box beside",
    language="de",
    url="https://www.moormuseum.example/presse",
    address="/presse/{slug}-{number}",
    count=16,
    gaps=(4, 7, 11, 18),
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Presse | Moormuseum</title></head><body><header><a href="/">Moormuseum</a><nav><ul>$nav</ul></nav></header><div class="cols"><main class="col col--left"><h1>Presse</h1><div class="list">
$rows
</div></main><section class="col col--right"><h2>Veranstaltungen</h2><div class="list">$coming</div><a href="/kalender">Alle Veranstaltungen</a></section></div><footer><ul>$legal</ul><p>Dienstag bis Sonntag, 10–18 Uhr</p></footer></body></html>""",
    row="""<div class="entry"><div class="datebox"><span class="datebox__day">$dd</span><span class="datebox__month">$mon</span></div><div class="entry__text"><a href="$path"><strong>$title</strong></a><br><span>$lead</span></div></div>""",
    event="""<div class="entry"><div class="datebox"><span class="datebox__day">$dd</span><span class="datebox__month">$mon</span></div><div class="entry__text"><a href="/kalender/$number"><strong>Führung $n: Leben im Torf</strong></a><br><span>15 Uhr, Treffpunkt Kasse</span></div></div>""",
)

TIMELINE = PressRoom(
    name="timeline",
    manner="a Chinese company: a timeline, the day in large and year and month in small",
    language="zh",
    url="https://www.qingshi-ship.example/news/list.html",
    address="/news/detail/{number}.html",
    count=10,
    frame="""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>$news-青石船业</title></head><body><header class="hd"><a href="/"><img src="/logo.png" alt="青石船业"></a><ul class="nav">$nav</ul><div class="lang"><a href="/en/">EN</a></div></header><div class="banner"><h2>$news</h2><p>NEWS</p></div><div class="tabs"><a class="on" href="/news/list.html">企业新闻</a><a href="/news/media.html">媒体报道</a><a href="/news/video.html">视频中心</a></div>
<ul class="timeline">
$rows
</ul><div class="pg"><a href="javascript:;">上一页</a><a class="cur">1</a><a href="/news/list_2.html">2</a><a href="/news/list_3.html">3</a><a href="/news/list_2.html">$next</a></div><div class="hot"><h3>$popular</h3>$side</div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li class="$odd"><i class="dot"></i><a href="$path"><div class="time"><b>$dd</b><span>$yyyy-$mm</span></div><div class="txt"><h3>$title</h3><p>$lead</p></div></a></li>""",
    side="""<p><em>$n</em><a href="/news/detail/$number.html">$title</a></p>""",
)

ROOMS = (
    INVESTORS, WIDGETS, WIRE, FOR_HIRE, TEASERS, SITECORE, HERO, STRETCHED, UNIVERSITY, CHARITY, PICTURES, SPLIT_BOXES, TIMELINE,
)  # fmt: skip
