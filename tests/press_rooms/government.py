"""Ministries, authorities and unions of states."""

from datetime import date

from .records import Record
from .room import PressRoom


def _reiwa(day: date) -> str:
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def _arabic(day: date) -> str:
    """As the Mashriq writes it, in its own digits."""
    return f"{day.day}/{day.month}/{day.year}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def _cut(record: Record) -> dict[str, str]:
    return {"cut": record.title[:14] + "..." if len(record.title) > 14 else record.title}


PUBLICATIONS = PressRoom(
    name="publications",
    manner="a state's one site for all departments: a search of documents",
    language="en",
    url="https://www.upland.gov.example/search/news-and-communications?organisations[]=harbours",
    address="/government/news/{slug}-{number}",
    count=20,
    frame="""<!DOCTYPE html><html lang="en" class="govuk-template"><head><meta charset="utf-8"><title>News and communications - UPLAND</title></head>
<body class="govuk-template__body">
<div id="global-cookie-message" class="gem-c-cookie-banner" role="region"><div class="govuk-width-container"><h2>Cookies</h2><p>$cookies</p><button>Accept</button> <a href="/help/cookies">View cookies</a></div></div>
<a class="govuk-skip-link" href="#content">Skip to main content</a>
<header role="banner"><a href="/">UPLAND</a><nav aria-label="Services"><ul>$nav</ul></nav></header>
<main id="content" class="govuk-main-wrapper"><h1 class="govuk-heading-xl">News and communications</h1>
<form><div class="govuk-grid-column-one-third"><fieldset><legend>$topics</legend><label><input type="checkbox"> Environment</label><label><input type="checkbox"> Transport</label></fieldset>
<label>Published after <input type="text"></label><label>Published before <input type="text"></label></div>
<div class="govuk-grid-column-two-thirds"><h2 class="result-count">1,204 results</h2>
<div id="js-results"><div class="finder-results js-finder-results"><ul class="gem-c-document-list gem-c-document-list--no-underline">
$rows
</ul></div></div>
<nav class="govuk-pagination" role="navigation"><a class="govuk-pagination__link" href="?page=2" rel="next"><span>$next</span><span>2 of 61</span></a></nav>
</div></form></main><footer><ul>$legal</ul><p>© Crown of Upland</p></footer></body></html>""",
    row="""<li class="gem-c-document-list__item">
<div class="gem-c-document-list__item-title"><a data-ga4-ecommerce-path="$path" class="govuk-link" href="$path">$title</a></div>
<p class="gem-c-document-list__item-description">$lead</p>
<ul class="gem-c-document-list__item-metadata"><li class="gem-c-document-list__attribute">Document type: Press release</li><li class="gem-c-document-list__attribute">Organisation: $body</li><li class="gem-c-document-list__attribute">Updated: <time datetime="$iso">$dayed</time></li></ul>
</li>""",
)

UNION = PressRoom(
    name="union",
    manner="the design system of a union of states",
    language="el",
    url="https://union.example/el/press-corner",
    address="/el/press-corner/detail/{number}_el",
    day="d MMMM y",
    count=10,
    frame="""<!DOCTYPE html><html lang="el" dir="ltr"><head><meta charset="utf-8"><title>$press | $body</title></head><body class="ecl-typography path-press">
<div class="ecl-site-header__language"><a class="ecl-link" href="/select-language">ελληνικά</a><div class="ecl-language-list"><ul><li><a lang="bg" href="/bg/press-corner">български</a></li><li><a lang="cs" href="/cs/press-corner">čeština</a></li><li><a lang="de" href="/de/press-corner">Deutsch</a></li><li><a lang="et" href="/et/press-corner">eesti</a></li><li><a lang="en" href="/en/press-corner">English</a></li><li><a lang="fr" href="/fr/press-corner">français</a></li></ul></div></div>
<nav class="ecl-menu"><ul class="ecl-menu__list">$nav</ul></nav>
<main class="ecl-u-pb-xl" id="main-content"><div class="ecl-container"><h1 class="ecl-page-header__title">$press</h1><h4 class="ecl-u-type-heading-4">$press (1250)</h4>
<p class="ecl-u-type-paragraph">1–10</p>
<div class="ecl-content-item-block">
$rows
</div>
<nav class="ecl-pagination"><ul class="ecl-pagination__list"><li class="ecl-pagination__item ecl-pagination__item--current"><span>1</span></li><li class="ecl-pagination__item"><a href="?page=1">2</a></li><li class="ecl-pagination__item"><a href="?page=2">3</a></li><li class="ecl-pagination__item--next"><a href="?page=1">$next</a></li></ul></nav>
</div></main><footer class="ecl-site-footer"><ul>$legal</ul></footer></body></html>""",
    row="""<div class="ecl-content-item-block__item ecl-u-mb-l ecl-col-12"><article class="ecl-content-item">
<div class="ecl-content-block ecl-content-item__content-block" data-ecl-title-link><ul class="ecl-content-block__primary-meta-container"><li class="ecl-content-block__primary-meta-item">$press</li><li class="ecl-content-block__primary-meta-item"><time datetime="${iso}T12:00:00Z">$dayed</time></li></ul>
<div class="ecl-content-block__title"><a href="$href" class="ecl-link ecl-link--standalone">$title</a></div>
<div class="ecl-content-block__description"><p>$lead</p></div>
<ul class="ecl-content-block__secondary-meta-container"><li class="ecl-content-block__secondary-meta-item"><span class="ecl-icon"></span><span>$topic</span></li></ul></div></article></div>""",
)

SITE_BUILDER = PressRoom(
    name="site-builder",
    manner="a federal site builder: a search result under a <base>, addresses with a node parameter",
    language="de",
    url="https://www.moore.bund.example/DE/Presse/Pressemitteilungen/_functions/liste_node.html",
    address="/SharedDocs/Pressemitteilungen/DE/{year}/{iso}_{number}.html?nn=28410",
    day="dd.MM.y",
    frame="""<!DOCTYPE html><html lang="de"><head><base href="$root"><meta charset="utf-8"><title>$body - $press</title></head>
<body class="gsb startseite js-off"><div id="wrapperOuter"><div id="wrapperInner"><a id="Start"></a><h1 class="aural">$body (Link zur Startseite)</h1>
<p class="navSkip"><em>Springe direkt zu:</em></p><ul class="navSkip"><li><a href="#content">Inhalt</a></li><li><a href="#navPrimary">Hauptmenü</a></li></ul>
<div id="navServiceMeta"><ul><li class="navServiceGS"><a href="DE/Service/GebSprache/node.html">Gebärdensprache</a></li><li class="navServiceLS"><a href="DE/Service/LeichteSprache/node.html">Leichte Sprache</a></li></ul></div>
<div id="navPrimary"><ul>$nav</ul></div>
<div id="main"><div id="content" class="content"><h1>$press</h1><div class="searchresult">
<p class="resultCount">Gesamt: 412</p>
$rows
<div class="navIndex"><p><span class="aural">Seiten: </span><strong>1</strong> <a href="DE/Presse/Pressemitteilungen/_functions/liste_node.html?gtp=28412_list%253D2">2</a> <a href="DE/Presse/Pressemitteilungen/_functions/liste_node.html?gtp=28412_list%253D3">3</a></p></div>
</div></div>
<div id="supplement"><h2>Zusatzinformationen</h2><div class="teaser"><h3>Publikationen</h3>$side</div><p><a href="DE/Service/Newsletter/newsletter_node.html" class="Internal">$newsletter</a></p></div></div>
<div id="footer"><ul>$legal</ul><p>© $body - 2024</p></div></div></div></body></html>""",
    row="""<div class="teaser type-1 row"><div class="teaserText column small-12">
<h2><span class="superordinate">Pressemitteilung <span>| $dayed</span></span> <a href="$href" title="$title" class="RichTextIntLink Press">$title</a></h2>
<p>$lead <a href="$href" class="more">mehr <span class="aural">: $title …</span></a></p></div></div>""",
    side="""<p class="pubTeaser"><a href="SharedDocs/Downloads/DE/$number.html"><img src="cover$n.png" alt=""> $title</a></p>""",
)

MINISTRY_DL = PressRoom(
    name="ministry-dl",
    manner="a Japanese ministry: a definition list, the day as term",
    language="ja",
    url="https://www.kasen.go.example/report/press/index.html",
    address="{year}/press_{number}.html",
    day="y年M月d日",
    count=18,
    frame="""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>$press | $body</title></head><body>
<div id="header"><p class="logo"><a href="/"><img src="/common/img/logo.gif" alt="$body"></a></p><ul id="fontsize"><li>標準</li><li>拡大</li></ul><ul class="sub"><li><a href="/en/">English</a></li><li><a href="/sitemap.html">サイトマップ</a></li></ul></div>
<ul id="gnav">$nav</ul><div id="topicpath"><a href="/">$home</a> &gt; $press</div>
<div id="contents"><div id="main"><h1>$press</h1><h2>2024年</h2>
<dl class="list_press">
$rows
</dl>
<p class="back"><a href="../archive/index.html">$archive</a></p></div>
<div id="side"><h3>$popular</h3><ul>$side</ul><ul class="bnr"><li><a href="https://bousai.example/"><img src="/img/b1.jpg" alt="防災ポータル"></a></li><li><a href="https://egov.example/"><img src="/img/b2.jpg" alt="電子申請"></a></li></ul></div></div>
<div id="footer"><ul>$legal</ul><address>Copyright &copy; $body</address></div></body></html>""",
    row="""<dt>$dayed</dt><dd><span class="icon cat$n">$topic</span><a href="$href">$title</a></dd>""",
    side="""<li><a href="/policy/p$number.html">$title</a></li>""",
)

ERA = PressRoom(
    name="era",
    manner="a Japanese prefecture: years of the era, a table, Shift_JIS",
    language="ja",
    url="https://www.pref.shirasagi.example/kouhou/happyou.html",
    address="/kouhou/happyou/r{year}/{number}.html",
    day=_reiwa,
    charset="shift_jis",
    gaps=(0, 0, 1, 1, 2),
    frame="""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" lang="ja"><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS" /><title>$press/$body</title></head><body>
<div id="tmp_header"><a href="/index.html">$body</a><ul>$nav</ul></div><div id="tmp_pankuzu"><p><a href="/">$home</a> &gt; <a href="/kouhou/">広報</a> &gt; $press</p></div>
<div id="tmp_contents"><p id="tmp_update">更新日:$newest</p><h1>$press</h1>
<table border="1" class="datatable" style="width:100%"><caption>11月分</caption><tbody><tr><th scope="col">発表日</th><th scope="col">件名</th><th scope="col">担当課</th></tr>
$rows
</tbody></table>
<div class="plugin"><p>PDF形式のファイルをご覧になるには<a href="https://reader.example/">閲覧ソフト</a>が必要です。</p></div>
<h2>$contact</h2><p>総務部広報課 電話番号:000-000-0000</p></div><div id="tmp_footer"><ul>$legal</ul></div></body></html>""",
    row="""<tr><td style="white-space:nowrap">$dayed</td><td><a href="$href">$title</a></td><td>${topic}課</td></tr>""",
)

BUREAU = PressRoom(
    name="bureau",
    manner="a Chinese bureau: titles cut short in the row, whole in the attribute",
    language="zh",
    url="http://www.jianghe.gov.example/xwfb/index.html",
    address="./{year}{month}/t{year}{month}{day}_{number}.html",
    day="y-MM-dd",
    count=20,
    frame="""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="ColumnName" content="$press" /><title>$press - $body</title></head><body>
<div class="top"><div class="w1200"><span id="today"></span><a href="/wza/">无障碍阅读</a> | <a href="/en/">English</a></div></div>
<div class="nav"><ul class="clearfix">$nav</ul></div><div class="w1200 clearfix"><div class="left_nav fl"><h2>$news</h2><ul><li class="on"><a href="../xwfb/">$press</a></li><li><a href="../tzgg/">通知公告</a></li><li><a href="../zcjd/">政策解读</a></li><li><a href="../spxw/">视频新闻</a></li></ul></div>
<div class="right_list fr"><div class="position">当前位置:<a href="/">$home</a> &gt; <a href="./">$press</a></div>
<ul class="news_list">
$rows
</ul>
<div class="page"><span class="cur">1</span><a href="index_1.html">2</a><a href="index_2.html">3</a><a href="index_1.html">$next</a><a href="index_60.html">尾页</a></div></div></div>
<div class="footer"><p>主办单位:$body  ICP备00000000号</p><ul>$legal</ul></div></body></html>""",
    row="""<li><span class="date">$dayed</span><a href="$href" target="_blank" title="$title">$cut</a></li>""",
    more=_cut,
    gaps=(0, 0, 1, 1),
)

SHAREPOINT = PressRoom(
    name="sharepoint",
    manner="SharePoint: a list web part, from right to left",
    language="ar",
    url="https://www.rivers.gov.example/ar/MediaCenter/Pages/News.aspx",
    address="/ar/MediaCenter/News/Pages/news{number}.aspx",
    day=_arabic,
    count=15,
    frame="""<!DOCTYPE html><html dir="rtl" lang="ar-SA"><head><meta http-equiv="X-UA-Compatible" content="IE=10" /><meta name="GENERATOR" content="Microsoft SharePoint" /><title>$press</title></head><body>
<form method="post" action="./News.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUBMGRk" /><input type="hidden" name="__EVENTVALIDATION" value="/wEdAAI" />
<div id="s4-workspace"><div id="s4-bodyContainer"><div class="ms-core-listMenu-verticalBox"><ul class="root static">$nav</ul></div>
<a href="https://www.rivers.gov.example/en/MediaCenter/Pages/News.aspx">English</a>
<div id="DeltaPlaceHolderMain"><div class="ms-webpart-zone ms-fullWidth"><div class="s4-wpcell-plain ms-webpartzone-cell"><div class="ms-webpart-chrome ms-webpart-chrome-fullWidth"><h2 class="ms-webpart-titleText"><nobr><span>$press</span></nobr></h2>
<div class="ms-WPBody noindex"><div class="cbq-layout-main"><ul class="dfwp-column dfwp-list" style="width:100%">
$rows
</ul></div></div>
<div class="pager"><span>1</span><a href="javascript:__doPostBack('ctl00$$m$$pager','2')">2</a><a href="javascript:__doPostBack('ctl00$$m$$pager','3')">3</a></div></div></div></div></div>
<div class="footer"><ul>$legal</ul><p>جميع الحقوق محفوظة © ٢٠٢٤</p></div></div></div></form></body></html>""",
    row="""<li class="dfwp-item"><div class="item link-item" id="wpq$n"><div class="image-area-left"><a href="$path"><img class="image" src="/PublishingImages/n$number.jpg?RenditionID=5" alt="" /></a></div><div class="txt"><span class="newsDate">$dayed</span><h4><a href="$url">$title</a></h4><div class="description">$lead</div><a class="more" href="$path">$more</a></div></div></li>""",
)

GRID_VIEW = PressRoom(
    name="grid-view",
    manner="ASP.NET: a GridView whose pager posts back",
    language="tr",
    url="https://www.nehir.gov.example/Duyurular/BasinBultenleri.aspx",
    address="BultenDetay.aspx?id={number}",
    day="dd.MM.y",
    count=10,
    frame="""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head id="Head1"><title>$press</title></head><body>
<form method="post" action="./BasinBultenleri.aspx" id="form1"><div class="aspNetHidden"><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwULLTE0" /></div>
<script type="text/javascript">function __doPostBack(t, a) { theForm.submit(); }</script>
<div id="ust"><a href="/"><img src="/img/logo.png" alt="$body" /></a><ul id="menu">$nav</ul></div>
<div id="orta"><h1><span id="ctl00_ContentPlaceHolder1_lblBaslik">$press</span></h1>
<div><table cellspacing="0" cellpadding="4" rules="rows" border="1" id="ctl00_ContentPlaceHolder1_GridView1" style="width:100%;border-collapse:collapse;">
<tr style="color:White;background-color:#507CD1;font-weight:bold;"><th scope="col">&nbsp;</th><th scope="col"><a href="javascript:__doPostBack('ctl00$$GridView1','Sort$$Baslik')" style="color:White;">Başlık</a></th><th scope="col"><a href="javascript:__doPostBack('ctl00$$GridView1','Sort$$Tarih')" style="color:White;">Tarih</a></th></tr>
$rows
<tr align="center" style="color:White;background-color:#2461BF;"><td colspan="3"><table><tr><td><span>1</span></td><td><a href="javascript:__doPostBack('ctl00$$GridView1','Page$$2')" style="color:White;">2</a></td><td><a href="javascript:__doPostBack('ctl00$$GridView1','Page$$3')" style="color:White;">3</a></td><td><a href="javascript:__doPostBack('ctl00$$GridView1','Page$$4')" style="color:White;">4</a></td></tr></table></td></tr>
</table></div></div><div id="alt"><ul>$legal</ul><span id="lblZiyaret">Bugün: 1.204 ziyaretçi</span></div></form></body></html>""",
    row="""<tr style="background-color:#EFF3FB;"><td><img id="ctl00_ContentPlaceHolder1_GridView1_ctl0${n}_img" src="/img/ok.gif" style="border-width:0px;" /></td><td><a id="ctl00_ContentPlaceHolder1_GridView1_ctl0${n}_hlBaslik" href="$href">$title</a></td><td><span id="ctl00_ContentPlaceHolder1_GridView1_ctl0${n}_lblTarih">$dayed</span></td></tr>""",
)

MONTHS = PressRoom(
    name="months",
    manner="a Ukrainian agency: headings of months, rows with a day and no year",
    language="uk",
    url="https://richky.gov.example/presrelizy",
    address="/presrelizy/{number}-{iso}",
    day="d MMMM",
    count=24,
    group="""<h2 class="month-title">$label</h2><div class="items">$rows</div>""",
    by="LLLL y",
    frame="""<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>$press | $body</title></head><body><header class="header"><a class="header__logo" href="/"><span>$body</span></a><nav class="header__menu"><ul>$nav</ul></nav><div class="lang"><a href="/en">EN</a> <a href="/">УКР</a></div></header>
<main class="container"><div class="breadcrumbs"><a href="/">$home</a> / <span>$press</span></div><h1>$press</h1>
<div class="list-wrap">$rows</div>
<button class="btn-load" data-page="2">Показати ще</button></main>
<aside class="socials"><h3>$follow</h3><a href="https://social.example/richky">Facebook</a><a href="https://t.social.example/richky">Telegram</a></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="item"><div class="item__date">$dayed</div><a class="item__title" href="$href">$title</a></div>""",
)

DAYS = PressRoom(
    name="day-headings",
    manner="a Korean agency: a heading for each day, several releases below",
    language="ko",
    url="https://www.hacheon.go.example/news/press",
    address="/news/press/view?seq={number}",
    day="y년 M월 d일",
    by="y년 M월 d일 (E)",
    gaps=(0, 0, 0, 1, 1, 3),
    count=20,
    group="""<section class="day"><h3>$label</h3><ul>$rows</ul></section>""",
    frame="""<!DOCTYPE html><html lang="ko"><head><meta charset="UTF-8"><title>$press - $body</title></head><body><div id="skip"><a href="#container">본문 바로가기</a></div>
<div class="gov-banner">이 누리집은 공식 누리집입니다</div><header><h1><a href="/">$body</a></h1><nav><ul>$nav</ul></nav></header>
<div id="container"><h2 class="tit">$press</h2><form class="sch"><select><option>제목</option><option>내용</option></select><input type="text"><button>$search</button></form>
<p class="total">전체 <b>3,120</b>건</p>
<div class="board">$rows</div>
<div class="paging"><a class="on">1</a><a href="?page=2">2</a><a href="?page=3">3</a><a href="?page=4">4</a><a href="?page=5">5</a><a class="next" href="?page=6">$next</a></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><span class="dept">${topic}과</span> <a href="$href">$title</a> <span class="hit">조회 $size</span></li>""",
)

BOARD = PressRoom(
    name="board",
    manner="a Korean ministry: a board with number, title, department, day, attachment and hits",
    language="ko",
    url="https://www.deungdae.go.example/board/list.do?menuId=105",
    address="/board/view.do?menuId=105&boardSeq={number}",
    day="y.MM.dd",
    count=10,
    frame="""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>$press | $body</title></head><body><div id="accessibility"><a href="#contents">본문 바로가기</a></div><header><h1><a href="/">$body</a></h1><nav id="gnb"><ul>$nav</ul></nav></header><div id="contents"><h2>$press</h2><div class="location"><a href="/">$home</a> &gt; <a href="/news">$news</a> &gt; <strong>$press</strong></div>
<form class="board_search"><select><option>전체</option><option>제목</option></select><input type="text" title="검색어"><button type="submit">$search</button></form><p class="board_total">총 <em>2,418</em>건 (1/242쪽)</p>
<table class="board_list"><caption>$press 목록: 번호, 제목, 담당부서, 등록일, 첨부, 조회</caption><colgroup><col style="width:8%"><col><col><col><col><col></colgroup><thead><tr><th scope="col">번호</th><th scope="col">제목</th><th scope="col">담당부서</th><th scope="col">등록일</th><th scope="col">첨부</th><th scope="col">조회</th></tr></thead><tbody>
$rows
</tbody></table><div class="paging"><a class="first" href="?menuId=105&amp;page=1">처음</a><strong>1</strong><a href="?menuId=105&amp;page=2">2</a><a href="?menuId=105&amp;page=3">3</a><a href="?menuId=105&amp;page=4">4</a><a class="next" href="?menuId=105&amp;page=11">$next</a></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<tr><td class="num">$number</td><td class="subject"><a href="$href" title="$title">$title</a></td><td>${topic}과</td><td>$dayed</td><td><a href="/board/down.do?seq=$number"><img src="/images/file.gif" alt="첨부파일"></a></td><td>$size</td></tr>""",
)

TOWN_HALL = PressRoom(
    name="more-links",
    manner="a Spanish town: the title is no link, only the words below it are",
    language="es",
    url="https://www.valdemora.example/prensa/",
    address="/prensa/nota/{number}/",
    day="d 'de' MMMM 'de' y",
    frame="""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>$press</title></head><body><header><a href="/">$body</a><nav class="principal"><ul>$nav</ul></nav></header>
<div class="contenido"><h1>$press</h1><div class="listado-notas">
$rows
</div><ul class="paginador"><li class="activo">1</li><li><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li><li><a href="?p=2">$next &raquo;</a></li></ul></div>
<div class="lateral"><div class="caja"><h3>$events</h3></div><div class="caja"><h3>El tiempo</h3><p>18 °C, nubes y claros</p></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="nota"><h2>$title</h2><p class="meta"><i class="icono-reloj"></i> $dayed | $topic</p><p>$lead</p><p class="enlace"><a class="boton" href="$href">$more</a></p><div class="compartir"><a href="https://social.example/sharer?u=$url">Facebook</a> <a href="https://post.example/intent?url=$url">X</a></div></div>""",
)

ROOMS = (
    PUBLICATIONS,
    UNION,
    SITE_BUILDER,
    MINISTRY_DL,
    ERA,
    BUREAU,
    SHAREPOINT,
    GRID_VIEW,
    MONTHS,
    DAYS,
    BOARD,
    TOWN_HALL,
)
