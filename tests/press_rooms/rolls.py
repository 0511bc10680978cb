"""Rolls: opinions, orders, questions, bills, announcements of exchanges; titles are numbers, names of parties, days."""

from .records import Record
from .room import PressRoom

JUDGES = ("Hale-Quinn", "Okonedo", "Brandreth", "de Wouters")


def _case(record: Record) -> dict[str, str]:
    towns = ("Ashby", "Tarrow", "Penhale", "Dunmere", "Kettlewick")
    one, other = towns[record.number % 5], towns[record.number % 3]
    return {
        "docket": f"{record.day:%y}-{record.number}",
        "case": f"{one} Mills, Inc. v. {other} Harbor Dist. ({record.number % 97})",
        "judge": JUDGES[record.number % 4],
        "us": f"{record.day.month}/{record.day.day}/{record.day:%y}",
        "pages": str(3 + record.number % 40),
    }


def _case_title(record: Record) -> tuple[str, ...]:
    case = _case(record)
    return case["case"], case["docket"], f"{case['docket']} {case['case']}", f"{case['case']} {case['docket']}"


def _order_title(record: Record) -> tuple[str, ...]:
    return (
        f"Order List {record.day:%m/%d/%Y}",
        f"{record.day:%m/%d/%Y}",
        "Order List",
        f"{record.day:%B} {record.day.day}, {record.day:%Y}",
    )


def _question(record: Record) -> dict[str, str]:
    return {"uin": f"HL{record.number}", "member": f"Member for {JUDGES[record.number % 4]}"}


def _drs(record: Record) -> dict[str, str]:
    return {
        "drs": f"18/{record.number}",
        "faction": ("Landesregierung", "Fraktion der Mitte", "Fraktion Grünes Ufer")[record.number % 3],
    }


def _bill(record: Record) -> dict[str, str]:
    return {"bill": f"H.R. {record.number}", "spon": f"Rep. {JUDGES[record.number % 4]}"}


def _bill_title(record: Record) -> tuple[str, ...]:
    bill = _bill(record)["bill"]
    return record.title, f"{bill}: {record.title}", f"{bill} {record.title}", bill


def _ticker(record: Record) -> dict[str, str]:
    return {"code": f"{record.number % 9000:04}", "issuer": f"Quay {record.topic} PLC"}


OPINION_LINES = PressRoom(
    name="opinion-lines",
    manner="a court of appeals: a paragraph for each opinion, docket, parties as link to a PDF, judge, day at the end",
    language="en",
    url="https://www.ca-upland.uscourts.example/opinions/new.html",
    address="/opinions/pdf/{number}.P.pdf",
    count=17,
    gaps=(0, 0, 0, 1),
    more=_case,
    titles=_case_title,
    frame="""<html><head><title>Recent Opinions</title></head><body><table><tr><td class="side"><a href="/clerk">Clerk's office</a><br><a href="/calendar">Argument calendar</a><br><a href="/rules">Rules and forms</a><br><a href="/cmecf">Electronic filing</a></td><td><h2>Recent Opinions</h2><p>Opinions are posted after 10:00 a.m. Please check the official reporter for changes.</p>
$rows
<p><a href="/opinions/archive.html">Search older opinions</a></p></td></tr></table></body></html>""",
    row="""<p><b>$docket</b> &nbsp; <a href="/opinions/pdf/$number.P.pdf">$case</a> &nbsp; <i>Published</i> ($judge) &nbsp; $us</p>""",
)

ORDER_LISTS = PressRoom(
    name="order-lists",
    manner="a supreme court: order lists known by nothing but their days, sections of the term beside",
    language="en",
    url="https://www.highcourt.example/orders/ordersofthecourt/24",
    address="/orders/courtorders/{number}zor.pdf",
    day="MM/dd/yy",
    count=14,
    gaps=(3, 7, 11),
    titles=_order_title,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Orders of the Court</title></head><body><div id="header"><a href="/">High Court</a><ul>$nav</ul></div><div id="pagemaindiv"><h1>Orders of the Court - Term Year 2024</h1><p>The vast majority of cases are disposed of in regularly scheduled order lists, issued on the first day of each sitting and as needed in between.</p><div class="terms"><a href="/orders/ordersofthecourt/24">2024</a><a href="/orders/ordersofthecourt/23">2023</a><a href="/orders/ordersofthecourt/22">2022</a><a href="/orders/ordersofthecourt/21">2021</a></div><div class="column2">
$rows
</div></div><div id="footer"><ul>$legal</ul></div></body></html>""",
    row="""<div><span style="display:inline-block;width:90px">$dayed</span><span><a href="/orders/courtorders/${number}zor.pdf" target="_blank">Order List</a></span></div>""",
)

OPINION_TABLE = PressRoom(
    name="opinion-table",
    manner="a state court: sections of a day each, a table with docket, caption, court below and two files",
    language="en",
    url="https://www.courts.penhale.example/supreme/opinions",
    address="/supreme/docs/opinions/{number}.pdf",
    by="MMMM d, y",
    gaps=(0, 0, 2, 7),
    count=19,
    more=_case,
    titles=_case_title,
    group="""<h4>$label</h4><table class="opinions"><thead><tr><th>Docket</th><th>Caption</th><th>Author</th><th>Summary</th></tr></thead><tbody>$rows</tbody></table>""",
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Opinions</title></head><body><header><ul>$nav</ul></header><main><h1>Supreme Court Opinions</h1><p>Slip opinions are subject to revision.</p>$rows</main><aside><h3>Find a case</h3><form><input name="q"></form><h3>Related</h3><ul><li><a href="/supreme/orders">Orders and announcements</a></li><li><a href="/supreme/arguments">Oral argument schedule and webcasts</a></li><li><a href="/appeals/opinions">Court of Appeals opinions</a></li></ul></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<tr><td>$docket</td><td><a href="/supreme/docs/opinions/$number.pdf">$case</a></td><td>$judge, J.</td><td><a href="/supreme/docs/summaries/$number.html">Summary</a></td></tr>""",
)

QUESTIONS = PressRoom(
    name="questions",
    manner="a parliament: written questions as cards, number and member, the day tabled and the day answered",
    language="en",
    url="https://questions.parliament.example/written-questions",
    address="/written-questions/detail/{iso}/hl{number}",
    day="d MMMM y",
    count=10,
    more=_question,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Written questions</title></head><body><header class="navigation"><ul>$nav</ul></header><main><h1>Written questions and answers</h1><div class="results-summary">Showing 1 to 10 of 20,311</div><div class="card-list">
$rows
</div><div class="pagination"><a href="?page=2">Next</a></div></main><aside><form><h3>Filter by answering body</h3><label><input type="checkbox"> Department for Locks</label><label><input type="checkbox"> Treasury</label></form></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<a class="card card-question" href="$path"><div class="card-inner"><div class="content"><div class="primary-info">$title</div><div class="secondary-info">$member</div><div class="indicators-left"><div class="indicator">$uin</div></div><div class="item"><span class="label">Tabled on:</span> $dayed</div><div class="item"><span class="label">Answering body:</span> $topic</div></div></div></a>""",
)

PAPERS_DL = PressRoom(
    name="printed-papers",
    manner="a state parliament: number as link to the file, subject as bold text, kind, faction and day in a line",
    language="de",
    url="https://www.landtag-moorland.example/dokumente/neueingaenge",
    address="/files/live/sites/landtag/dok/Drs/{number}.pdf",
    day="dd.MM.y",
    count=20,
    gaps=(0, 0, 1, 3),
    more=_drs,
    titles=lambda record: (
        record.title,
        f"Drucksache {_drs(record)['drs']}",
        _drs(record)["drs"],
        f"Drucksache {_drs(record)['drs']} {record.title}",
    ),
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Neueingänge</title></head><body><header><a href="/">Landtag</a><nav><ul>$nav</ul></nav></header><main><h1>Neueingänge</h1><p>Die Drucksachen der letzten 14 Tage.</p><div class="dokumente">
$rows
</div></main><aside><h2>Sitzungskalender</h2><ul><li><a href="/sitzung/57">57. Sitzung am 27.11.2024</a></li><li><a href="/sitzung/58">58. Sitzung am 11.12.2024</a></li><li><a href="/sitzung/59">59. Sitzung am 12.12.2024</a></li></ul></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="dokument"><div class="nummer"><a href="/files/live/sites/landtag/dok/Drs/$number.pdf">Drucksache $drs</a></div><div class="betreff"><strong>$title</strong></div><div class="angaben">Kleine Anfrage · $faction · $dayed · <a href="/parldok/vorgang/$number">Vorgang</a></div></div>""",
)

BILLS = PressRoom(
    name="bills",
    manner="a congress: bills in an ordered list, sponsor linked, the latest action with another day below",
    language="en",
    url="https://www.assembly.example/search?q=legislation",
    address="/bill/118/{number}",
    day="MM/dd/y",
    count=12,
    more=_bill,
    titles=_bill_title,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Legislation</title></head><body><header><ul>$nav</ul></header><div id="container"><div id="facetbox"><h3>Limit your search</h3><ul class="facetbox"><li><a href="?c=118">118 (2023-2024) [17,000]</a></li><li><a href="?c=117">117 (2021-2022) [17,817]</a></li><li><a href="?c=116">116 (2019-2020) [16,601]</a></li><li><a href="?c=115">115 (2017-2018) [13,556]</a></li></ul></div><div id="main"><ol class="basic-search-results-lists expanded-view">
$rows
</ol></div></div><footer><ul>$legal</ul></footer></body></html>""",
    row="""<li class="expanded"><span class="visualIndicator">BILL</span><span class="result-heading"><a href="$path">$bill</a> — 118th Congress (2023-2024)</span><span class="result-title">$title</span><span class="result-item"><strong>Sponsor:</strong> <a href="/member/$size">$spon</a> (Introduced $dayed)</span><span class="result-item"><strong>Latest Action:</strong> House - 11/20/2024 Referred to committee.</span></li>""",
)

EXCHANGE = PressRoom(
    name="announcements",
    manner="an exchange: a table with time, ticker, issuer linked, headline linked, all links alike",
    language="en",
    url="https://www.quayexchange.example/news?tab=news-explorer",
    address="/news-article/{number}/{slug}",
    day="d MMM y",
    count=20,
    gaps=(0, 0, 0, 0, 1),
    more=_ticker,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News explorer</title></head><body><header><ul>$nav</ul></header><main><h1>News explorer</h1><table class="news-table"><thead><tr><th>Date</th><th>Code</th><th>Company</th><th>Headline</th><th>Source</th></tr></thead><tbody>
$rows
</tbody></table></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<tr><td>$dayed 07:00:08</td><td><a href="/stock/$code">$code</a></td><td><a href="/stock/$code/quay/company-page">$issuer</a></td><td><a href="$path">$title</a></td><td>RNS</td></tr>""",
)

DAILY_LIST = PressRoom(
    name="recent-slips",
    manner="a Pacific court: month headings, day in the first column only where it changes, several files a row",
    language="en",
    url="https://www.courts.tarrow.example/opinions_and_orders/slips",
    address="/wp-content/uploads/{number}.pdf",
    day="M/d/y",
    count=16,
    gaps=(0, 1, 3),
    more=_case,
    titles=_case_title,
    frame="""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Slips</title></head><body><div id="page"><div id="masthead"><ul>$nav</ul></div><div class="entry-content"><h2>Opinions and orders</h2><table id="tablepress-9" class="tablepress"><thead><tr class="row-1"><th>Court</th><th>Case No.</th><th>Case name</th><th>Filed</th><th>Disposition</th></tr></thead><tbody class="row-hover">
$rows
</tbody></table></div><div id="secondary"><h3>Recent posts</h3><ul><li><a href="/2024/11/holiday">Courts closed for holiday</a></li><li><a href="/2024/10/jury">Jury service scam warning to the public</a></li><li><a href="/2024/10/clinic">Free legal clinic returns to library</a></li></ul></div><div id="colophon"><ul>$legal</ul></div></div></body></html>""",
    row="""<tr class="row-$n"><td class="column-1">S.Ct.</td><td class="column-2">$docket</td><td class="column-3"><a href="/wp-content/uploads/$number.pdf" target="_blank" rel="noopener">$case</a></td><td class="column-4">$us</td><td class="column-5">Affirmed</td></tr>""",
)

ROOMS = (OPINION_LINES, ORDER_LISTS, OPINION_TABLE, QUESTIONS, PAPERS_DL, BILLS, EXCHANGE, DAILY_LIST)
