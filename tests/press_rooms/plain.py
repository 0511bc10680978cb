"""Pages written by hand, or by systems that have been forgotten: tables for layout, line breaks, headings in a row."""

from datetime import date

from .room import PressRoom


def _hours(day: date) -> str:
    """Weeks only: what a clock would have to be asked for."""
    weeks = (date(2024, 11, 21) - day).days // 7
    return f"vor {weeks} Wochen" if weeks > 1 else "vor einigen Tagen"


FONTS = PressRoom(
    name="fonts",
    manner="a page of 1999: tables in tables, bgcolor and font, spacer rows, iso-8859-2",
    language="hu",
    url="http://www.nadasfo.example/sajto.html",
    address="hirek/{year}/{number}.htm",
    day="y.MM.dd.",
    count=14,
    charset="iso-8859-2",
    frame="""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-2"><TITLE>$press</TITLE></HEAD><BODY BGCOLOR="#FFFFEE" TEXT="#000000" LINK="#0000AA">
<TABLE WIDTH=780 BORDER=0 CELLSPACING=0 CELLPADDING=0><TR><TD COLSPAN=2 BGCOLOR="#003366"><FONT COLOR=WHITE SIZE=5 FACE="Arial"><B>$body</B></FONT></TD></TR>
<TR><TD WIDTH=150 VALIGN=TOP BGCOLOR="#CCDDEE"><TABLE WIDTH=150><TR><TD><A HREF="index.html">$home</A></TD></TR><TR><TD><A HREF="rolunk.html">$about</A></TD></TR><TR><TD><A HREF="sajto.html">$press</A></TD></TR><TR><TD><A HREF="linkek.html">Linkek</A></TD></TR><TR><TD><A HREF="terkep.html">Térkép</A></TD></TR><TR><TD><A HREF="mailto:iroda@nadasfo.example">$contact</A></TD></TR></TABLE></TD>
<TD VALIGN=TOP><FONT FACE="Arial" SIZE=4 COLOR="#003366">$press</FONT><BR><BR>
<TABLE WIDTH=600 BORDER=0 CELLPADDING=3>
$rows
</TABLE></TD></TR><TR><TD COLSPAN=2 ALIGN=CENTER><FONT SIZE=1><A HREF="jogi.html">$imprint</A> | Utolsó frissítés: 2024.11.20.</FONT></TD></TR></TABLE></BODY></HTML>""",
    row="""<TR><TD WIDTH=90 VALIGN=TOP><FONT FACE="Arial" SIZE=2>$dayed</FONT></TD><TD><FONT FACE="Arial" SIZE=2><A HREF="$href"><B>$title</B></A><BR>$lead</FONT></TD></TR>
<TR><TD COLSPAN=2><IMG SRC="pix.gif" WIDTH=1 HEIGHT=4></TD></TR>""",
)

LINE_BREAKS = PressRoom(
    name="line-breaks",
    manner="a town hall: lines in one paragraph, parted by line breaks",
    language="ro",
    url="http://www.stufaris.example/comunicate.php",
    address="comunicat.php?nr={number}",
    day="dd.MM.y",
    count=22,
    frame="""<html><head><meta charset="utf-8"><title>$press</title></head><body><div id="meniu"><a href="index.php">$home</a> | <a href="despre.php">$about</a> | <a href="comunicate.php">$press</a> | <a href="contact.php">$contact</a></div><div id="text"><h2>$press</h2><p>
$rows
</p><p>Pagina: 1 <a href="comunicate.php?p=2">2</a> <a href="comunicate.php?p=3">3</a></p></div><div id="jos">© 2024 $body - <a href="termeni.php">$imprint</a></div></body></html>""",
    row="""$dayed - <a href="$href">$title</a><br>""",
)

FLAT = PressRoom(
    name="flat",
    manner="a newspaper's service page: headings, a day and a text in one row without containers",
    language="ru",
    url="https://reka.example/press/",
    address="/press/{year}/{month}/{number}/",
    day="d MMMM y 'г.'",
    frame="""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>$press</title></head><body><header><a href="/">$body</a><ul>$nav</ul></header><article><h1>$press</h1><p>Для аккредитации пишите на press@reka.example.</p>
$rows
<p><a href="/press/?page=2">$next</a></p></article><aside><h4>$popular</h4><ol>$side</ol></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<h3><a href="$path">$title</a></h3><p class="d">$dayed</p><p>$lead</p><hr>""",
    side="""<li><a href="$path">$title</a></li>""",
)

YEARS = PressRoom(
    name="years",
    manner="an accordion of years; rows with the day before the link, spaces after the points",
    language="cs",
    url="https://www.spravarek.example/media/tiskove-zpravy",
    address="/media/tiskove-zpravy/{year}/{slug}-{number}",
    day="d. M. y",
    by="y",
    count=45,
    gaps=(7, 9, 14, 20),
    group="""<div class="accordion-item"><h3 class="accordion-header"><button class="accordion-button" type="button" data-bs-toggle="collapse" data-bs-target="#y$label">$press $label</button></h3><div id="y$label" class="accordion-collapse collapse"><div class="accordion-body"><ul>$rows</ul></div></div></div>""",
    frame="""<!DOCTYPE html><html lang="cs"><head><meta charset="utf-8"><title>$press</title></head><body><header><a href="/">$body</a><nav><ul>$nav</ul></nav></header><main><h1>$press</h1><div class="accordion">$rows</div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li>$dayed &ndash; <a href="$path">$title</a></li>""",
)

TABS = PressRoom(
    name="tabs",
    manner="tabs by subject, of which all but the first are empty; right to left",
    language="he",
    url="https://www.nechalim.gov.example/he/departments/news",
    address="/he/departments/news/{iso}-{number}",
    day="dd/MM/y",
    frame="""<!DOCTYPE html><html lang="he" dir="rtl"><head><meta charset="utf-8"><title>$press | $body</title></head><body><header><a href="/he">$body</a><nav><ul>$nav</ul></nav><a href="/ar/news">العربية</a> <a href="/en/news">English</a></header><main id="main"><h1>$press</h1><ul class="nav nav-tabs" role="tablist"><li role="tab"><a href="#all">הכול</a></li><li role="tab"><a href="#env">סביבה</a></li><li role="tab"><a href="#edu">חינוך</a></li></ul><div class="tab-content"><div class="tab-pane active" id="all">
$rows
</div><div class="tab-pane" id="env"><p>אין פריטים להצגה</p></div></div><ul class="pager"><li><a href="?skip=12">$next</a></li></ul></main><aside><div class="links"><h2>קישורים</h2><ul><li><a href="https://data.example/">מאגרי מידע</a></li><li><a href="/he/tenders">מכרזים</a></li><li><a href="/he/foi">חופש המידע</a></li></ul></div></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="row-item"><div class="row-item__side"><span class="lbl">תאריך פרסום:</span> <span>$dayed</span></div><div class="row-item__main"><a class="row-item__title" href="$path">$title</a><p>$lead</p><span class="tag">$topic</span></div></div>""",
)

DOWNLOADS = PressRoom(
    name="downloads",
    manner="a Portuguese club: titles are text, the links are files with a size",
    language="pt",
    url="https://www.vilaserena.example/imprensa.html",
    address="/ficheiros/comunicados/{iso}-{number}.pdf",
    day="d/MM/y",
    frame="""<!DOCTYPE html><html lang="pt"><head><meta charset="utf-8"><title>$press</title></head><body><div class="topo"><a href="/">$body</a><ul class="menu">$nav</ul></div><div class="miolo"><h1>$press</h1><ul class="ficheiros">
$rows
</ul><h2>Kit de imprensa</h2><ul class="kit"><li><span class="nome">Logótipos</span> <a href="/ficheiros/logos.zip">$download (ZIP, 12 MB)</a></li><li><span class="nome">Fotografias</span> <a href="/ficheiros/fotos.zip">$download (ZIP, 84 MB)</a></li></ul></div><div class="rodape"><ul>$legal</ul></div></body></html>""",
    row="""<li><span class="data">$dayed</span> <span class="nome">$title</span> <a class="pdf" href="$href">$download (PDF, $size KB)</a></li>""",
)

RICH_ASIDE = PressRoom(
    name="rich-aside",
    manner="a bare list of links and days beside a sidebar with pictures, days and texts",
    language="pl",
    url="https://www.kamieniec.example/biuro-prasowe",
    address="/biuro-prasowe/{number},{slug}.html",
    day="d MMMM y",
    count=20,
    frame="""<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Biuro prasowe</title></head><body><header><a href="/">$body</a><nav><ul>$nav</ul></nav></header><div class="wrap"><div class="content"><h1>Biuro prasowe</h1><ul>
$rows
</ul><a href="/biuro-prasowe?strona=2">$next</a></div><div class="sidebar"><h3>$popular</h3>$side<h3>$newsletter</h3><form><input type="email"><button>OK</button></form></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li><a href="$path">$title</a> ($dayed)</li>""",
    side="""<div class="promo-card"><a href="/poradnik/$number"><img src="/foto/$number.jpg" alt=""></a><span class="promo-card__date">$dayed</span><h4><a href="/poradnik/$number">$title</a></h4><p>$lead</p><a href="/poradnik/$number">$more</a></div>""",
)

AGO = PressRoom(
    name="ago",
    manner="an association: only how long ago, never the day",
    language="de",
    url="https://www.torfverband.example/neuigkeiten",
    address="/neuigkeiten/{slug}-{number}",
    day=_hours,
    says_day=False,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>$news</title></head><body><header><a href="/">Torfverband</a><nav><ul>$nav</ul></nav></header><main><h1>$news</h1><div class="feed">
$rows
</div></main><section class="social"><h2>$follow</h2><div class="toot"><a href="https://social.example/@torf/1">Heute im Moor: 14 Kraniche gezählt!</a><span>vor 2 Stunden</span></div><div class="toot"><a href="https://social.example/@torf/2">Danke für 500 neue Mitglieder in diesem Jahr.</a><span>vor 1 Tag</span></div><div class="toot"><a href="https://social.example/@torf/3">Wer kommt mit auf die Wanderung am Sonntag?</a><span>vor 2 Tagen</span></div></section><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="feed-item"><a href="$path"><h2>$title</h2></a><span class="ago">$dayed</span><p>$lead</p></div>""",
)

NESTED = PressRoom(
    name="nested-lists",
    manner="a Finnish firm: a list of months, in each a list of rows that begin with the day",
    language="fi",
    url="https://www.kaislarannansahko.example/media/tiedotearkisto",
    address="/media/tiedotearkisto/{number}",
    day="d.M.",
    by="LLLL y",
    count=26,
    gaps=(2, 4, 6),
    group="""<li><strong>$label</strong><ul>$rows</ul></li>""",
    frame="""<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>Tiedotearkisto</title></head><body><nav><ul>$nav</ul></nav><div class="sivu"><h1>Tiedotearkisto</h1><ul class="arkisto">$rows</ul></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li>$dayed <a href="$path">$title</a></li>""",
)

TWO_ROWS = PressRoom(
    name="two-rows",
    manner="an Arabic newspaper page: every record is two rows of a table, title above, day and text below",
    language="ar",
    url="https://www.marsa-port.example/ar/press.php",
    address="press-view.php?id={number}",
    day="d MMMM y",
    count=10,
    frame="""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>$press</title></head><body><table class="layout"><tr><td class="nav"><ul>$nav</ul></td><td class="body"><h1>$press</h1><table class="press">
$rows
</table><p><a href="press.php?p=2">$next</a></p></td></tr></table><div class="foot"><ul>$legal</ul></div></body></html>""",
    row="""<tr class="t"><td colspan="2"><a href="$href">$title</a></td></tr><tr class="d"><td class="when">$dayed</td><td>$lead</td></tr>""",
)

ROOMS = (FONTS, LINE_BREAKS, FLAT, YEARS, TABS, DOWNLOADS, RICH_ASIDE, AGO, NESTED, TWO_ROWS)
