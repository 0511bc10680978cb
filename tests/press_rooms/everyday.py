"""Everyday lists, each with one habit of its house."""

import json
from datetime import date

from .records import Record
from .room import PressRoom


def _ordinal(day: date) -> str:
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return f"{day.day}{ending} {day:%B %Y}"


def _heading(record: Record) -> dict[str, str]:
    return {"nr": f"{record.number % 400}/{record.day:%Y}"}


def _with_number(record: Record) -> tuple[str, ...]:
    number = f"Pressemitteilung Nr. {_heading(record)['nr']}"
    return record.title, number, f"{number} {record.title}"


def _with_size(record: Record) -> tuple[str, ...]:
    return record.title, f"{record.title}(PDF:{80 + record.number * 37 % 900}KB)"


def _line(record: Record) -> dict[str, str]:
    """Every fifth row or so is followed by a line."""
    return {"line": '<li class="line"></li>' if record.number % 5 == 0 else ""}


def _state(record: Record) -> dict[str, str]:
    told = {
        "headline": record.title,
        "teaser": record.lead,
        "publishedAt": f"{record.day}T08:00:00.000Z",
        "id": record.number,
    }
    return {"told": json.dumps(told, ensure_ascii=False)[1:-1]}


def _full(record: Record) -> dict[str, str]:
    return {"text": "".join(f"<p>{record.lead} {record.topic}: {record.lead}</p>" for _ in range(3))}


DAY_IN_TEXT = PressRoom(
    name="day-in-text",
    manner="a Brazilian ministry: the day begins the description, the kicker stands above the title",
    language="pt",
    url="https://www.mares.gov.example/pt-br/assuntos/noticias",
    address="https://www.mares.gov.example/pt-br/assuntos/noticias/{year}/{month}/{slug}-{number}",
    day="dd/MM/y",
    count=20,
    frame="""<!DOCTYPE html><html lang="pt-br"><head><meta charset="utf-8"><title>$news</title></head><body><div id="barra-brasil"><a href="https://gov.example/">Governo</a></div><header><a href="/">$body</a><nav><ul>$nav</ul></nav></header><main id="main-content"><h1 class="documentFirstHeading">$news</h1><div id="content-core"><ul class="noticias listagem-noticias-com-foto">
$rows
</ul><ul class="paginacao listingBar"><li><span>1</span></li><li><a href="?b_start:int=30">2</a></li><li><a href="?b_start:int=60">3</a></li><li><a class="proximo" href="?b_start:int=30">$next »</a></li></ul></div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><div class="imagem"><a href="$url"><img class="newsImage" src="$url/@@images/image/mini" alt=""></a></div><div class="conteudo"><div class="subtitulo-noticia">$topic</div><h2 class="titulo"><a href="$url">$title</a></h2><span class="descricao"><span class="data">$dayed - </span>$lead</span></div></li>""",
)

ORDINALS = PressRoom(
    name="ordinals",
    manner="a parish council: ordinal days, the link reads 'Full story'",
    language="en",
    url="https://www.stourin.example/latest-news/",
    address="/latest-news/{slug}-{number}/",
    day=_ordinal,
    frame="""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Latest news</title></head><body><header><a href="/">St Orrin Parish Council</a><ul>$nav</ul></header><main><h1>Latest news</h1>
$rows
</main><aside><h2>Next meeting</h2><p>Tuesday 3rd December 2024, 7.30pm, village hall</p><h2>Minutes</h2><ul><li><a href="/minutes/10.pdf">October 2024</a></li><li><a href="/minutes/09.pdf">September 2024</a></li><li><a href="/minutes/08.pdf">August 2024</a></li></ul></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<section class="story"><h3>$title</h3><p class="story-date">Posted on $dayed</p><p>$lead</p><p><a href="$path" class="button">Full story</a></p></section>""",
)

WEEKDAYS = PressRoom(
    name="weekdays",
    manner="a broadcaster: short weekday and hour before the title, within the link",
    language="nl",
    url="https://www.duinhage-omroep.example/persberichten",
    address="/persberichten/{number}",
    day="EEE d MMM y '-' '14:30'",
    count=20,
    frame="""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>$press</title></head><body><header><ul>$nav</ul></header><div class="main"><h1>$press</h1><div class="teasers">
$rows
</div></div><div class="live"><h2>Nu op de radio</h2><a href="/live">Ochtendnevel</a><span>06:00 - 09:00</span></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<a class="teaser" href="$path"><span class="teaser__time">$dayed</span><span class="teaser__title">$title</span><span class="teaser__intro">$lead</span></a>""",
)

WHOLE_TEXTS = PressRoom(
    name="whole-texts",
    manner="a blog of whole texts: the title is no link, a permalink stands below",
    language="en",
    url="https://blog.lowerpenhale.example/",
    address="/{year}/{month}/{slug}-{number}.html",
    day="MMMM d, y",
    count=7,
    more=_full,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour office blog</title></head><body><div id="banner"><h1><a href="/">Harbour office blog</a></h1></div><div id="alpha">
$rows
<p class="pagination"><a href="/index_2.html">Older</a></p></div><div id="beta"><h2>Recent posts</h2><ul>$side</ul><h2>Archives</h2><ul><li><a href="/2024/11/">November 2024</a></li><li><a href="/2024/10/">October 2024</a></li><li><a href="/2024/09/">September 2024</a></li><li><a href="/2024/08/">August 2024</a></li></ul></div></body></html>""",
    row="""<div class="entry" id="entry-$number"><h2>$title</h2><div class="entry-body">$text</div><p class="entry-footer">Posted by the harbour office on $dayed | <a href="$path">Permalink</a> | <a href="$path#comments">Comments ($n)</a></p></div>""",
    side="""<li><a href="$path">$title</a></li>""",
)

STATE = PressRoom(
    name="state",
    manner="a page that a script prints: the list stands in the state of the page only",
    language="de",
    url="https://www.hohenlind-energie.example/presse",
    address="/presse/{slug}-{number}",
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Presse | Hohenlind Energie</title></head><body><div id="__next"><header><nav><ul>$nav</ul></nav></header><main><h1>Presse</h1><div class="list list--loading"></div></main><footer><ul>$legal</ul></footer></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"releases":[
$rows
{}]}},"page":"/presse","query":{}}</script></body></html>""",
    row="""{"href":"$path",$told},""",
    more=_state,
)

SLIDER = PressRoom(
    name="slider",
    manner="a slider that repeats four older stories and their clones above the list",
    language="fr",
    url="https://www.saint-eudes.example/actualites/presse",
    address="/actualites/presse/{number}-{slug}",
    day="'Publié le' dd/MM/y",
    frame="""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Presse</title></head><body><header><a href="/">Ville de Saint-Eudes</a><nav><ul>$nav</ul></nav></header><div class="slick-slider"><div class="slick-track">$side
$side</div></div><main><h1>Presse</h1><div class="cards">
$rows
</div></main><footer><ul>$legal</ul></footer></body></html>""",
    side="""<div class="slick-slide slick-cloned"><a href="/a-la-une/$number"><img src="/une/$number.jpg" alt=""><h2>$title</h2><p>$lead</p></a></div>""",
    row="""<article class="card"><h2 class="card__title"><a href="$path">$title</a></h2><p class="card__meta">$dayed</p><p>$lead</p></article>""",
)

AUTHORS = PressRoom(
    name="authors",
    manner="a bank's newsroom: author and rubric are links before the title",
    language="ru",
    url="https://www.beloyarye-bank.example/press/news",
    address="/press/news/{number}",
    day="d MMM y",
    count=15,
    frame="""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>$news</title></head><body><header><ul>$nav</ul><span class="rates">USD 00,00 EUR 00,00</span></header><main><h1>$news</h1><div class="feed">
$rows
</div><button>Показать ещё</button></main><footer><ul>$legal</ul><p>© 1994–2024</p></footer></body></html>""",
    row="""<div class="feed__item"><div class="feed__top"><a class="feed__author" href="/press/authors/$size"><img src="/ava/$size.png" alt="">Пресс-служба</a> <a class="feed__rubric" href="/press/rubrics/$topic">$topic</a> <span class="feed__date">$dayed</span> <span class="feed__views">$size</span></div><a class="feed__title" href="$path">$title</a><div class="feed__text">$lead</div></div>""",
)

ICONS = PressRoom(
    name="icons",
    manner="a Hungarian office: the link is an icon at the row's begin, title and day stand in other cells",
    language="hu",
    url="https://www.homokrev.example/dokumentumok/kozlemenyek",
    address="/letoltes/{number}",
    day="y.MM.dd.",
    count=18,
    frame="""<!DOCTYPE html><html lang="hu"><head><meta charset="utf-8"><title>$press</title></head><body><header><ul>$nav</ul></header><h1>$press</h1><table class="docs"><thead><tr><th></th><th>Megnevezés</th><th>Kelt</th><th>Méret</th></tr></thead><tbody>
$rows
</tbody></table><footer><ul>$legal</ul></footer></body></html>""",
    row="""<tr><td><a href="$path" title="$download"><i class="icon icon-pdf"></i></a></td><td>$title</td><td>$dayed</td><td>$size kB</td></tr>""",
)

NUMBER_LINKS = PressRoom(
    name="number-links",
    manner="a German police: the link reads number and year, the title below is text",
    language="de",
    url="https://www.polizei-faehrdorf.example/meldungen/",
    address="/meldungen/{number}.html",
    day="dd.MM.y '|' '11:20'",
    count=16,
    more=_heading,
    titles=_with_number,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Meldungen</title></head><body><header><ul>$nav</ul></header><main><h1>Meldungen</h1><div class="liste">
$rows
</div></main><aside><h2>Notruf 110</h2><p><a href="/fahndung">Fahndung</a></p></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="eintrag"><p class="zeit">$dayed</p><p><a href="$path">Pressemitteilung Nr. $nr</a></p><p class="titel"><strong>$title</strong></p></div>""",
)

SHORT_SHOWN = PressRoom(
    name="short-shown",
    manner="a newsroom that shows day and month only, the whole day stands in the time element",
    language="sv",
    url="https://www.norravik.example/nyheter",
    address="/nyheter/{slug}-{number}",
    day="d MMM",
    frame="""<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>$news</title></head><body><header><ul>$nav</ul></header><main><h1>$news</h1><ol class="stream">
$rows
</ol></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><time datetime="$iso">$dayed</time><div><a href="$path">$title</a><p>$lead</p></div></li>""",
)

SHAREHOLDERS = PressRoom(
    name="shareholders",
    manner="a Japanese company: points in the day, a rubric icon, the file's size at the end of the title",
    language="ja",
    url="https://www.matsukaze-seiki.example/ir/news.html",
    address="/ir/pdf/{iso}_{number}.pdf",
    day="y.MM.dd",
    count=20,
    titles=_with_size,
    frame="""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>IRニュース|松風精機</title></head><body><header><a href="/">松風精機</a><nav><ul>$nav</ul></nav></header><main><h1>IRニュース</h1><ul class="year"><li class="is-current"><a href="news.html">2024年</a></li><li><a href="news_2023.html">2023年</a></li><li><a href="news_2022.html">2022年</a></li></ul><div class="newsList">
$rows
</div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<dl class="newsList_item"><dt><span class="date">$dayed</span><span class="label label-ir">適時開示</span></dt><dd><a href="$path" target="_blank">$title(PDF:${size}KB)</a></dd></dl>""",
)

LINES = PressRoom(
    name="lines",
    manner="a Chinese county: the day in brackets, every few rows a line as a row of its own",
    language="zh",
    url="http://www.yunxi.gov.example/zwxx/gsgg/",
    address="../../art/{year}/{month}/{day}/art_{number}.html",
    day="'['y-MM-dd']'",
    count=20,
    gaps=(0, 0, 1, 1),
    more=_line,
    frame="""<html><head><meta charset="utf-8"><title>公示公告_$body</title></head><body><div class="head"><a href="/"><img src="/logo.png"></a><ul>$nav</ul></div><div class="wrap"><div class="l"><ul><li><a href="/zwxx/">政务信息</a></li><li><a href="/zwxx/gsgg/">公示公告</a></li><li><a href="/zwxx/rsrm/">人事任免</a></li></ul></div><div class="r"><ul class="list">
$rows
</ul><div class="page">共120条 1/6页 <a href="index_2.html">下一页</a> <a href="index_6.html">末页</a></div></div></div><div class="foot"><ul>$legal</ul></div></body></html>""",
    row="""<li>·<a href="$href" target="_blank">$title</a><span>$dayed</span></li>$line""",
)

ROOMS = (
    DAY_IN_TEXT, ORDINALS, WEEKDAYS, WHOLE_TEXTS, STATE, SLIDER, AUTHORS, ICONS, NUMBER_LINKS, SHORT_SHOWN, SHAREHOLDERS, LINES,
)  # fmt: skip
