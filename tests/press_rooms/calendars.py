"""Other scripts and calendars: Persian, Buddhist, Republican and imperial years; pages from right to left."""

from datetime import date

from babel.dates import format_date

from .records import Record
from .room import PressRoom

PERSIAN_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def persian(day: date) -> tuple[int, int, int]:
    """Year, month and day of the solar Hijri calendar, for the years around 1400."""
    year = day.year - 621
    first = date(day.year, 3, 20 if day.year % 4 == 0 else 21)
    if day < first:
        year, first = year - 1, date(day.year - 1, 3, 20 if (day.year - 1) % 4 == 0 else 21)
    gone = (day - first).days
    month = gone // 31 if gone < 186 else 6 + (gone - 186) // 30
    return year, month + 1, gone - (month * 31 if month < 6 else 186 + (month - 6) * 30) + 1


def _persian_words(day: date) -> str:
    year, month, number = persian(day)
    return f"{number} {PERSIAN_MONTHS[month - 1]} {year}".translate(PERSIAN_DIGITS)


def _persian_numbers(day: date) -> str:
    year, month, number = persian(day)
    return f"{year}/{month:02}/{number:02}"


def _republic(day: date) -> str:
    """Years of the republic, 1911 behind."""
    return f"{day.year - 1911}-{day:%m-%d}"


def _reiwa(day: date) -> str:
    return f"R{day.year - 2018}.{day.month}.{day.day}"


def _short_buddhist(day: date) -> str:
    """Two digits of the Buddhist year."""
    return f"{day.day} {format_date(day, 'MMM', locale='th')} {(day.year + 543) % 100}"


def _hits(record: Record) -> dict[str, str]:
    return {"hits": str(record.number * 3), "time": f"{8 + record.number % 9:02}:{record.number % 60:02}"}


def _office(record: Record) -> dict[str, str]:
    return {"nr": str(record.number % 100), "office": f"{record.topic}課"}


PERSIAN = PressRoom(
    name="persian-words",
    manner="an Iranian agency: Persian calendar in words and digits of its own, code of the news, from right to left",
    language="fa",
    url="https://www.roodha.example/fa/news",
    address="/fa/news/{number}",
    day=_persian_words,
    count=15,
    more=_hits,
    frame="""<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>$news</title></head><body><header><div class="date-now">پنجشنبه ۱ آذر ۱۴۰۳</div><a href="/fa">$body</a><nav><ul>$nav</ul></nav></header><div class="container"><div class="col-md-8"><h1 class="block-title">$news</h1><div class="news-list">
$rows
</div><ul class="pagination"><li class="active"><span>۱</span></li><li><a href="/fa/news?page=2">۲</a></li><li><a href="/fa/news?page=3">۳</a></li></ul></div><div class="col-md-4"><div class="box"><h3>$popular</h3><ul>$side</ul></div><div class="box"><h3>پیوندها</h3><ul><li><a href="https://havashenasi.example">سازمان هواشناسی کشور</a></li><li><a href="https://banader.example">بنادر و کشتی‌رانی جنوب</a></li><li><a href="https://noor.example">پایگاه نور و فانوس</a></li></ul></div></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="news-item"><div class="img"><a href="$path"><img src="/n/$number.jpg" alt="$title"></a></div><div class="txt"><h4><a href="$path">$title</a></h4><p class="lead">$lead</p><div class="meta"><span class="code">کد خبر: $number</span><span class="date">$dayed - $time</span></div></div></div>""",
    side="""<li><a href="$path">$title</a></li>""",
)

PERSIAN_TABLE = PressRoom(
    name="persian-table",
    manner="an Iranian port: a table with row numbers and Persian days in plain numbers",
    language="fa",
    url="https://www.bandar-marjan.example/index.php?module=news",
    address="./index.php?module=news&id={number}",
    day=_persian_numbers,
    count=20,
    more=_hits,
    frame="""<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>$press</title></head><body><div class="head">$body</div><ul class="m">$nav</ul><table class="grid" cellspacing="0"><tr class="h"><td>ردیف</td><td>عنوان</td><td>تاریخ</td><td>بازدید</td></tr>
$rows
</table><div class="f"><ul>$legal</ul></div></body></html>""",
    row="""<tr class="$odd"><td>$n</td><td><a href="index.php?module=news&amp;id=$number">$title</a></td><td dir="ltr">$dayed</td><td>$hits</td></tr>""",
)

REPUBLIC = PressRoom(
    name="republic-years",
    manner="a Taiwanese office: years of the republic, a table with office and number, accesskeys around",
    language="zh",
    url="https://www.luwei.gov.example/News.aspx?n=410&sms=9",
    address="./News_Content.aspx?n=410&s={number}",
    day=_republic,
    count=15,
    frame="""<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>$press</title></head><body><a class="accesskey" href="#C" accesskey="C">:::</a><div class="group base-mobile"><ul>$nav</ul></div><div class="group base-content"><a class="accesskey" id="C" href="#C">:::</a><h2>$press</h2><table class="table_list"><thead><tr><th>編號</th><th>標題</th><th>單位</th><th>發布日期</th></tr></thead><tbody>
$rows
</tbody></table><div class="pager"><a href="?n=410&amp;page=2">2</a><a href="?n=410&amp;page=3">3</a></div></div><div class="group base-footer"><ul>$legal</ul><p>更新日期 113-11-20</p></div></body></html>""",
    row="""<tr><td data-title="編號"><p>$n</p></td><td data-title="標題" class="CCMS_jGridView_td_Class_1"><p><span><a href="News_Content.aspx?n=410&amp;s=$number" title="$title">$title</a></span></p></td><td data-title="單位"><p>$topic</p></td><td data-title="發布日期"><p><span>$dayed</span></p></td></tr>""",
)

REIWA = PressRoom(
    name="imperial-short",
    manner="a Japanese town: short imperial years before each link, files among them with their size",
    language="ja",
    url="https://www.town.ashinohara.example.jp/hodo/index.html",
    address="/hodo/r6/{number}.html",
    day=_reiwa,
    count=22,
    more=_office,
    frame="""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>$press|葦ノ原町</title></head><body><div id="tmp_wrapper"><div id="tmp_header"><p><a href="/index.html">葦ノ原町</a></p><ul>$nav</ul></div><div id="tmp_pankuzu"><p><a href="/index.html">トップ</a> &gt; $press</p></div><div id="tmp_contents"><h1>$press</h1><p>更新日:令和6年11月20日</p><h2>令和6年度</h2><ul class="kiji">
$rows
</ul><h2>過年度</h2><ul><li><a href="/hodo/r5/index.html">令和5年度</a></li><li><a href="/hodo/r4/index.html">令和4年度</a></li><li><a href="/hodo/r3/index.html">令和3年度</a></li></ul><div class="inquiry"><h2>お問い合わせ</h2><p>総務課広報係 電話 000-000-0000</p></div></div><div id="tmp_footer"><ul>$legal</ul></div></div></body></html>""",
    row="""<li>$dayed <a href="/hodo/r6/$number.html">$title</a>【$office】</li>""",
)

BUDDHIST = PressRoom(
    name="buddhist-short",
    manner="a Thai school board: two digits of the Buddhist year, an eye with the hits, NEW as a moving picture",
    language="th",
    url="https://www.buengbua-edu.example/web/news.php?cat=1",
    address="./detail.php?id={number}",
    day=_short_buddhist,
    count=20,
    more=_hits,
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>$body</title></head><body bgcolor="#ffffff"><center><img src="head.jpg" width="980"></center><table width="980" align="center"><tr><td width="200" valign="top"><div class="menu">$mega</div></td><td valign="top"><h3>$press</h3><table width="100%">
$rows
</table><p align="center">[<b>1</b>] [<a href="news.php?cat=1&amp;page=2">2</a>] [<a href="news.php?cat=1&amp;page=3">3</a>]</p></td></tr></table></body></html>""",
    menu="""<a class="mitem" href="page.php?id=$n">$word</a><br>""",
    row="""<tr><td><img src="dot.gif"> <a href="detail.php?id=$number" target="_blank">$title</a> <img src="new.gif"> <font color="#999999" size="1">($dayed) <i class="fa fa-eye"></i> $hits</font></td></tr>""",
)

BRACKETS = PressRoom(
    name="brackets",
    manner="a Chinese university: float right days in brackets, three boxes of lists, the middle one is the page's",
    language="zh",
    url="https://news.baihe-daxue.example/xwfb.htm",
    address="./info/1027/{number}.htm",
    day="[y-MM-dd]",
    count=20,
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>$press</title></head><body><div class="top"><a href="index.htm">$body</a></div><div class="nav"><ul>$nav</ul></div><div class="wrap"><div class="l_nav"><h3>$news</h3><ul><li><a href="xyyw.htm">校园要闻</a></li><li><a href="xwfb.htm">新闻发布</a></li><li><a href="mtbd.htm">媒体报道</a></li><li><a href="zhxw.htm">综合新闻</a></li></ul><h3>$popular</h3><ul class="hot">$side</ul></div><div class="r_list"><div class="weizhi">当前位置: <a href="index.htm">首页</a> &gt;&gt; 新闻发布</div><ul>
$rows
</ul><div class="p_pages"><span class="p_no_d">1</span><span class="p_no"><a href="xwfb/39.htm">2</a></span><span class="p_no"><a href="xwfb/38.htm">3</a></span><span class="p_t">1/40</span></div></div></div><div class="foot"><ul>$legal</ul></div></body></html>""",
    row="""<li id="line_u8_$n"><a href="info/1027/$number.htm"><em></em>$title</a><span>$dayed</span></li>""",
    side="""<li><a href="info/1027/$number.htm" title="$title">$title</a></li>""",
)

HEBREW = PressRoom(
    name="hebrew-cards",
    manner="an Israeli agency: date in points at the end of the card, kind in words, breadcrumbs and pins",
    language="he",
    url="https://www.migdalor.gov.example/he/departments/news",
    address="/he/departments/news/{slug}-{number}",
    day="dd.MM.y",
    count=10,
    frame="""<!DOCTYPE html><html lang="he" dir="rtl"><head><meta charset="utf-8"><title>$news</title></head><body><header><a href="/he">$body</a><ul>$nav</ul></header><ol class="breadcrumb"><li><a href="/he">$home</a></li><li>$news</li></ol><main><h1>$news</h1><div class="filters"><label><input type="checkbox"> $press</label><label><input type="checkbox"> $events</label></div><ol class="results">
$rows
</ol><nav class="pages"><a aria-label="2" href="?skip=10">2</a><a aria-label="3" href="?skip=20">3</a></nav></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><div class="results-item" tabindex="0"><a href="$path"><span class="results-item__title">$title</span></a><p>$lead</p><dl><div><dt>סוג:</dt><dd>$press</dd></div><div><dt>נושא:</dt><dd>$topic</dd></div><div><dt>תאריך פרסום:</dt><dd>$dayed</dd></div></dl></div></li>""",
)

MINISTRY_ID = PressRoom(
    name="weekday-hits",
    manner="an Indonesian ministry: weekday and hits under the title, titles also in a ticker above",
    language="id",
    url="https://www.mercusuar.go.example/berita",
    address="/berita/{slug}-{number}",
    day="EEEE, dd MMMM y",
    count=12,
    more=_hits,
    frame="""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>$news</title></head><body><div class="newsticker"><ul>$side</ul></div><header><nav class="navbar"><ul class="navbar-nav">$nav</ul></nav></header><section id="berita"><div class="container"><div class="row"><div class="col-lg-8"><h2>$news</h2><div class="row">
$rows
</div></div><div class="col-lg-4"><div class="widget"><h4>Kategori</h4><ul><li><a href="/kategori/lingkungan">Lingkungan (41)</a></li><li><a href="/kategori/perhubungan">Perhubungan (22)</a></li><li><a href="/kategori/pendidikan">Pendidikan (17)</a></li></ul></div><div class="widget"><h4>$archive</h4><ul><li><a href="/arsip/2024/11">November 2024</a></li><li><a href="/arsip/2024/10">Oktober 2024</a></li><li><a href="/arsip/2024/09">September 2024</a></li></ul></div></div></div></div></section><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="col-md-6"><div class="card h-100"><img class="card-img-top" src="/img/$number.jpg" alt=""><div class="card-body"><h5 class="card-title"><a href="$path">$title</a></h5><small class="text-muted"><i class="bi bi-calendar"></i> $dayed &nbsp; <i class="bi bi-eye"></i> $hits kali</small><p class="card-text">$lead</p></div></div></div>""",
    side="""<li><a href="$path">$title</a></li>""",
)

WIRE_RU = PressRoom(
    name="today-yesterday",
    manner="a Russian regional news desk: hour alone for the day's rows below headings of days, tags at the end",
    language="ru",
    url="https://press.mayakovo.example/lenta/",
    address="/lenta/{number}/",
    day=lambda day: f"{8 + day.day % 10:02}:{day.day * 2 % 60:02}",
    by="d MMMM y",
    gaps=(0, 0, 1),
    count=18,
    group="""<div class="lenta-day"><div class="lenta-day__date">$label</div>$rows</div>""",
    frame="""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Лента</title></head><body><header><a href="/">$body</a><nav>$nav</nav></header><main><h1>Лента новостей</h1><div class="lenta">
$rows
</div><button class="more">Показать ещё</button></main><aside><div class="aside-title">$popular</div>$side</aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="lenta-item"><span class="lenta-item__time">$dayed</span><a class="lenta-item__title" href="$path">$title</a><div class="lenta-item__tags"><a href="/tag/a$size">$topic</a></div></div>""",
    side="""<div class="aside-item"><a href="$path"><img src="/a/$number.jpg" alt=""><span>$title</span></a></div>""",
)

ROOMS = (PERSIAN, PERSIAN_TABLE, REPUBLIC, REIWA, BUDDHIST, BRACKETS, HEBREW, MINISTRY_ID, WIRE_RU)
