"""Sites from builders and boxes: Webflow, Wix-like soups, Elementor's loops, page builders, SharePoint, atomic classes."""

from .records import Record
from .room import PressRoom


def _soup(record: Record) -> dict[str, str]:
    return {
        "one": f"comp-k{record.number:x}1",
        "two": f"comp-k{record.number * 7:x}2",
        "three": f"comp-k{record.number * 13:x}3",
    }


def _loop(record: Record) -> dict[str, str]:
    return {"post": f"post-{record.number} category-{record.topic.lower().split()[0]}"}


def _views(record: Record) -> dict[str, str]:
    names = ("Ida Moorland", "Peter Quayle", "Ruth Sandeman")
    return {"who": names[record.number % 3], "views": f"{record.number % 900} views"}


def _condition(record: Record) -> dict[str, str]:
    """Fields that are empty stay in the page, not shown."""
    has = record.number % 3
    return {
        "flag": '<div class="flag">Embargo lifted</div>'
        if has == 1
        else '<div class="flag w-condition-invisible">Embargo lifted</div>',
    }


def _postback(record: Record) -> dict[str, str]:
    return {"ctl": f"ctl00$$cph$$rpt$$ctl{record.number % 90:02}$$lnk".replace("$$", "$")}


WEBFLOW = PressRoom(
    name="collection-list",
    manner="Webflow: a collection list, hidden fields of empty entries, link blocks around everything",
    language="en",
    url="https://www.tarrowrobotics.example/press",
    address="/press/{slug}-{number}",
    day="MMM d, y",
    count=14,
    more=_condition,
    frame="""<!DOCTYPE html><html data-wf-page="63f" data-wf-site="61a" lang="en"><head><meta charset="utf-8"><title>Press - Tarrow Robotics</title></head><body><div data-collapse="medium" class="navbar w-nav"><a href="/" class="brand w-nav-brand"><img src="/l.svg" alt=""></a><nav role="navigation" class="nav-menu w-nav-menu"><ul>$nav</ul></nav></div><div class="section wf-section"><h1 class="heading-12">Press</h1><div class="w-layout-grid logos"><a href="https://harbour-times.example/robots" class="logo-link w-inline-block"><img src="/1.png" alt="Harbour Times"></a><a href="https://upland-post.example/a/1" class="logo-link w-inline-block"><img src="/2.png" alt="Upland Post"></a><a href="https://moor-radio.example/b" class="logo-link w-inline-block"><img src="/3.png" alt="Moor Radio"></a></div><div class="collection-list-wrapper-3 w-dyn-list"><div role="list" class="w-dyn-items">
$rows
</div><div role="navigation" class="w-pagination-wrapper"><a href="?6b_page=2" class="w-pagination-next"><div class="w-inline-block">$next</div></a></div></div></div><div class="footer"><div class="w-row"><a href="/brand" class="footer-link">Brand kit and logos</a><a href="/team" class="footer-link">Team and founders</a><a href="/terms" class="footer-link">Terms of service</a></div></div></body></html>""",
    row="""<div role="listitem" class="collection-item-2 w-dyn-item"><a href="$path" class="link-block-4 w-inline-block"><div class="text-block-11">$dayed</div>$flag<div class="text-block-12">$title</div><div class="text-block-13 w-dyn-bind-empty"></div><div class="text-block-14">Read article</div></a></div>""",
)

SOUP = PressRoom(
    name="div-soup",
    manner="a site builder's soup: each text a component of its own with its own id, the link below reads 'Leggi'",
    language="it",
    url="https://www.cantieri-pietralunga.example/comunicati",
    address="/post/{slug}-{number}",
    day="d MMM y",
    count=7,
    more=_soup,
    frame="""<!DOCTYPE html><html lang="it"><head><meta charset="utf-8"><title>Comunicati | Cantieri</title></head><body><div id="SITE_CONTAINER"><div id="main_MF"><div id="SCROLL_TO_TOP"></div><header id="SITE_HEADER"><div><div data-mesh-id="SITE_HEADERinline"><div id="comp-menu"><nav><ul>$nav</ul></nav></div></div></div></header><main id="PAGES_CONTAINER"><div id="SITE_PAGES"><div id="c1dmp"><div><div data-mesh-id="Containerc1dmpinlineContent-gridContainer"><div id="comp-h0" class="HcOXKn"><h1 class="font_0"><span>Comunicati stampa</span></h1></div>
$rows
<div id="comp-z1" class="HcOXKn"><p class="font_8">Per accrediti e interviste scrivere all'ufficio stampa.</p></div></div></div></div></div></main><footer id="SITE_FOOTER"><div><ul>$legal</ul></div></footer></div></div></body></html>""",
    row="""<section id="$one" class="Oqnisf"><div class="MW5IWV"></div><div data-mesh-id="${one}inline"><div id="$two" class="HcOXKn c9GqVL"><p class="font_7"><span>$dayed</span></p></div><div id="$three" class="HcOXKn c9GqVL"><h2 class="font_2"><span style="font-size:24px">$title</span></h2></div><div class="HcOXKn c9GqVL"><p class="font_8"><span>$lead</span></p></div><div class="comp-btn"><a class="StylableButton" href="$path" aria-label="Leggi"><span>Leggi</span></a></div></div></section>""",
)

LOOP_GRID = PressRoom(
    name="loop-grid",
    manner="Elementor's loop grid: icon lists for day and rubric, classes with numbers, a related loop below",
    language="pt",
    url="https://www.fundacao-margens.example/imprensa/",
    address="/{slug}-{number}/",
    day="d 'de' MMMM, y",
    count=9,
    more=_loop,
    frame="""<!DOCTYPE html><html lang="pt-PT"><head><meta charset="utf-8"><title>Imprensa</title></head><body class="page elementor-default elementor-kit-7"><header class="elementor elementor-location-header"><div class="elementor-widget-nav-menu"><nav class="elementor-nav-menu--main"><ul id="menu-1">$nav</ul></nav><nav class="elementor-nav-menu--dropdown" aria-hidden="true"><ul id="menu-2">$nav</ul></nav></div></header><div class="elementor elementor-33"><div class="elementor-element e-flex e-con"><h1 class="elementor-heading-title">Imprensa</h1></div><div class="elementor-widget elementor-widget-loop-grid"><div class="elementor-loop-container elementor-grid">
$rows
</div></div><div class="e-con"><h2 class="elementor-heading-title">Projetos</h2><div class="elementor-loop-container elementor-grid">$side</div></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div data-elementor-type="loop-item" class="elementor elementor-512 e-loop-item e-loop-item-$number $post type-post status-publish has-post-thumbnail hentry"><div class="elementor-element elementor-element-5c0 e-flex e-con e-parent"><div class="elementor-widget elementor-widget-theme-post-featured-image"><div class="elementor-widget-container"><a href="$path"><img src="/w/$number.webp" alt=""></a></div></div><div class="elementor-widget elementor-widget-post-info"><ul class="elementor-inline-items elementor-icon-list-items elementor-post-info"><li class="elementor-icon-list-item"><a href="/2024/$mm/"><span class="elementor-icon-list-text elementor-post-info__item--type-date"><time>$dayed</time></span></a></li><li class="elementor-icon-list-item"><span class="elementor-icon-list-text"><a href="/category/x">$topic</a></span></li></ul></div><div class="elementor-widget elementor-widget-theme-post-title"><h3 class="elementor-heading-title elementor-size-default"><a href="$path">$title</a></h3></div></div></div>""",
    side="""<div data-elementor-type="loop-item" class="elementor elementor-731 e-loop-item projeto"><div class="elementor-element e-con"><div class="elementor-widget-image"><a href="/projetos/$number/"><img src="/p/$number.webp" alt=""></a></div><h3 class="elementor-heading-title"><a href="/projetos/$number/">$title</a></h3><p>$lead</p></div></div>""",
)

BUILDER_NO_DAY = PressRoom(
    name="grid-no-day",
    manner="WPBakery: a grid whose tiles have an overlay link, a picture and a title, and no day",
    language="nl",
    url="https://www.havenkwartier-zuid.example/nieuws/",
    address="/{slug}-{number}/",
    says_day=False,
    count=12,
    frame="""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Nieuws - Havenkwartier</title></head><body class="wpb-js-composer"><div id="wrapper"><header><ul id="menu-hoofd">$nav</ul></header><div class="vc_row wpb_row"><div class="wpb_column vc_column_container vc_col-sm-12"><div class="vc_column-inner"><div class="wpb_wrapper"><h1>Nieuws</h1><div class="vc_grid-container-wrapper"><div class="vc_grid-container vc_clearfix"><div class="vc_grid vc_row vc_pageable-wrapper"><div class="vc_pageable-slide-wrapper">
$rows
</div></div></div></div></div></div></div></div><div class="vc_row wpb_row"><div class="vc_col-sm-4"><h4>Bezoek ons</h4><p>Kade 11, elke werkdag open</p></div><div class="vc_col-sm-4"><h4>Snel naar</h4><ul><li><a href="/ruimte-huren/">Ruimte huren op de kade</a></li><li><a href="/bereikbaarheid/">Bereikbaarheid en parkeren</a></li><li><a href="/vrienden/">Word vriend van het kwartier</a></li></ul></div></div><footer><ul>$legal</ul></footer></div></body></html>""",
    row="""<div class="vc_grid-item vc_clearfix vc_col-sm-4 vc_grid-item-zone-c-bottom vc_visible-item"><div class="vc_grid-item-mini vc_clearfix"><div class="vc_gitem-animated-block"><div class="vc_gitem-zone vc_gitem-zone-a" style="background-image: url('/u/$number.jpg') !important;"><a href="$path" title="$title" class="vc_gitem-link vc-zone-link"></a></div></div><div class="vc_gitem-zone vc_gitem-zone-c"><div class="vc_gitem-row"><div class="vc_gitem-col"><div class="vc_custom_heading vc_gitem-post-data"><h4 style="text-align: left">$title</h4></div><div class="vc_btn3-container"><a href="$path" class="vc_general vc_btn3">$more</a></div></div></div></div></div></div>""",
)

INTRANET_NEWS = PressRoom(
    name="news-web-part",
    manner="SharePoint's news web part: hashed classes, author and views below the title, quick links in like cards",
    language="en",
    url="https://fernleigh-trust.sharepoint.example/sites/public/SitePages/News.aspx",
    address="/sites/public/SitePages/{slug}-{number}.aspx",
    day="MMMM d, y",
    count=12,
    more=_views,
    frame="""<!DOCTYPE html><html lang="en-us"><head><meta charset="utf-8"><title>News</title></head><body><div id="spPageChromeAppDiv"><div class="spNav_a1"><div role="navigation"><ul>$nav</ul></div></div><div data-automation-id="contentScrollRegion"><div class="Canvas CanvasZone"><div class="a_b_9f1" data-automation-id="CanvasZone"><div class="i_b_9f1"><h2 data-automation-id="webPartTitle">Quick links</h2><div role="list" class="ql_k_22"><div role="listitem" class="ql_m_22"><a href="/sites/public/forms" data-automation-id="quickLink"><div class="ql_i_22"></div><div class="ql_t_22">Forms and policies</div></a></div><div role="listitem" class="ql_m_22"><a href="/sites/public/wards" data-automation-id="quickLink"><div class="ql_i_22"></div><div class="ql_t_22">Wards and visiting hours</div></a></div><div role="listitem" class="ql_m_22"><a href="/sites/public/board" data-automation-id="quickLink"><div class="ql_i_22"></div><div class="ql_t_22">Board papers and minutes</div></a></div></div></div><div class="i_b_9f1"><h2>News</h2><div role="list" class="n_l_71b">
$rows
</div></div></div></div></div></div></body></html>""",
    row="""<div role="listitem" class="n_i_71b" data-automation-id="newsItem"><div class="n_c_71b"><a class="n_p_71b" href="https://fernleigh-trust.sharepoint.example$path" aria-hidden="true" tabindex="-1"><img src="/_layouts/15/getpreview.ashx?path=$number" alt=""></a><div class="n_d_71b"><a class="n_t_71b" data-automation-id="newsItemTitle" href="https://fernleigh-trust.sharepoint.example$path">$title</a><div class="n_e_71b">$lead</div><div class="n_f_71b"><span>$who</span><span class="n_g_71b">$dayed</span><span>$views</span></div></div></div></div>""",
)

ATOMIC = PressRoom(
    name="atomic-cards",
    manner="Next.js with atomic classes: a featured card, a grid of linked cards, filters as links with query only",
    language="de",
    url="https://www.lindwerk.example/presse",
    address="/presse/{slug}-{number}",
    day="d. MMM y",
    count=13,
    hero="""<a class="group relative grid overflow-hidden rounded-3xl bg-slate-900 text-white md:grid-cols-2" href="$path"><div class="relative aspect-video"><img alt="" class="object-cover" src="/_next/image?url=$number"></div><div class="flex flex-col gap-4 p-8"><div class="text-sm uppercase tracking-wide">$dayed</div><div class="text-3xl font-semibold">$title</div><p class="text-slate-300">$lead</p></div></a>""",
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Presse – Lindwerk</title></head><body class="__className_a1"><div class="sticky top-0 z-50 flex h-16"><a class="font-bold" href="/">Lindwerk</a><div class="ml-auto flex gap-6"><a class="text-sm hover:underline" href="/produkte">Produkte</a><a class="text-sm hover:underline" href="/nachhaltigkeit">Nachhaltigkeit</a><a class="text-sm hover:underline" href="/karriere">Karriere</a><a class="text-sm hover:underline" href="/investoren">Investoren</a></div></div><div class="mx-auto max-w-7xl px-6"><div class="text-5xl font-black">Presse</div><div class="my-8 flex gap-2"><a class="rounded-full border px-4 py-1" href="?thema=alle">Alle</a><a class="rounded-full border px-4 py-1" href="?thema=produkte">Produkte</a><a class="rounded-full border px-4 py-1" href="?thema=unternehmen">Unternehmen</a><a class="rounded-full border px-4 py-1" href="?thema=personal">Personal</a></div>$hero<div class="mt-10 grid gap-8 sm:grid-cols-2 lg:grid-cols-3">
$rows
</div><div class="mt-10 rounded-3xl bg-amber-50 p-10"><div class="text-2xl">Pressekontakt</div><a class="underline" href="mailto:presse@lindwerk.example">presse@lindwerk.example</a></div></div><div class="mt-20 grid grid-cols-4 gap-6 bg-slate-100 p-10"><a class="text-sm" href="/impressum">Impressum</a><a class="text-sm" href="/datenschutz">Datenschutz</a><a class="text-sm" href="/hinweisgeber">Hinweisgeberportal</a><a class="text-sm" href="/lieferkette">Grundsatzerklärung Lieferkette</a></div></body></html>""",
    row="""<a class="group flex flex-col overflow-hidden rounded-2xl border hover:shadow-lg" href="$path"><div class="relative aspect-video"><img alt="" class="object-cover" src="/_next/image?url=$number"></div><div class="flex grow flex-col gap-2 p-6"><div class="text-sm text-slate-500">$dayed</div><div class="text-xl font-semibold group-hover:underline">$title</div></div></a>""",
)

POSTBACK = PressRoom(
    name="postback-titles",
    manner="ASP.NET: titles post back to the page, only the file beside them has an address",
    language="ro",
    url="https://www.primaria-raulverde.example/Comunicate.aspx",
    address="/Upload/Comunicate/C{number}.pdf",
    day="dd.MM.y",
    count=14,
    more=_postback,
    frame="""<!DOCTYPE html><html lang="ro"><head><meta charset="utf-8"><title>Comunicate</title></head><body><form name="aspnetForm" method="post" action="Comunicate.aspx"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK"><div id="ctl00_menu"><table><tr><td><ul>$nav</ul></td></tr></table></div><div id="ctl00_cph"><h2>Comunicate de presă</h2><div class="rpt">
$rows
</div><a href="javascript:__doPostBack('ctl00$$cph$$pager','2')">2</a> <a href="javascript:__doPostBack('ctl00$$cph$$pager','3')">3</a></div><div id="ctl00_foot"><ul>$legal</ul></div></form></body></html>""",
    row="""<div class="rptItem"><span class="rptDate">$dayed</span> <a id="lnk$number" href="javascript:__doPostBack('$ctl','')">$title</a> <a class="pdf" href="/Upload/Comunicate/C$number.pdf" target="_blank"><img src="/i/pdf.gif" alt="Descarcă"></a></div>""",
)

LEADING = PressRoom(
    name="leading-columns",
    manner="Joomla: a leading article, then rows of two columns, print and mail icons at each",
    language="el",
    url="https://www.limani-asproneri.example/index.php/el/deltia-typou",
    address="/index.php/el/deltia-typou/{number}-{slug}",
    day="dd/MM/y",
    count=9,
    hero="""<div class="items-leading"><div class="leading-0"><h2 class="contentheading"><a href="$path">$title</a></h2><div class="article-tools"><span class="createdate">$dayed</span><span class="buttonheading"><a href="/index.php/el/component/mailto/?link=$number" title="Email"><img src="/m/email.png" alt="Email"></a><a href="$path?tmpl=component&amp;print=1" title="Print"><img src="/m/print.png" alt="Print"></a></span></div><p>$lead</p><p class="readmore"><a href="$path">$more</a></p></div></div>""",
    frame="""<!DOCTYPE html><html lang="el-gr"><head><meta charset="utf-8"><title>$press</title></head><body><div id="ja-wrapper"><div id="ja-header"><a href="/">$body</a></div><div id="ja-mainnav"><ul class="menu">$nav</ul></div><div id="ja-content"><div class="blog"><h1 class="componentheading">$press</h1>$hero
$rows
</div></div><div id="ja-right"><div class="moduletable"><h3>Καιρός</h3><p>Βοριάς 5 μποφόρ</p></div><div class="moduletable_menu"><h3>Υπηρεσίες</h3><ul class="menu"><li><a href="/index.php/el/ypiresies/elimenismos"><span>Ελλιμενισμός σκαφών</span></a></li><li><a href="/index.php/el/ypiresies/krouaziera"><span>Κρουαζιέρα και επιβάτες</span></a></li><li><a href="/index.php/el/ypiresies/diagonismoi"><span>Διαγωνισμοί και προκηρύξεις</span></a></li></ul></div></div><div id="ja-footer"><ul>$legal</ul></div></div></body></html>""",
    row="""<div class="items-row cols-2"><div class="item column-$n"><h2 class="contentheading"><a href="$path">$title</a></h2><div class="article-tools"><span class="createdate">$dayed</span><span class="buttonheading"><a href="/index.php/el/component/mailto/?link=$number" title="Email"><img src="/m/email.png" alt="Email"></a><a href="$path?tmpl=component&amp;print=1" title="Print"><img src="/m/print.png" alt="Print"></a></span></div><p>$lead</p><p class="readmore"><a href="$path">$more</a></p></div></div>""",
)

ROOMS = (WEBFLOW, SOUP, LOOP_GRID, BUILDER_NO_DAY, INTRANET_NEWS, ATOMIC, POSTBACK, LEADING)
