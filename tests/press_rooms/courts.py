"""Courts, parliaments and tenders: rows known by their numbers, papers as PDF."""

from datetime import timedelta

from .records import Record
from .room import PressRoom

NORMS = ("§ 14 WasserG", "Art. 12 LVerf", "§ 3 Abs. 2 MoorSchG", "§ 101 ZPO-N")
KINDS = ("Antrag", "Kleine Anfrage", "Gesetzentwurf", "Beschlussempfehlung")


def _file_number(record: Record) -> dict[str, str]:
    return {
        "file": f"{record.number % 9 + 1} K {record.number}/{record.day:%y}",
        "norm": NORMS[record.number % 4],
        "kind": "Urteil" if record.number % 3 else "Beschluss",
    }


def _file_title(record: Record) -> tuple[str, ...]:
    """A reader may take the number, what it is about, or both."""
    file = _file_number(record)["file"]
    return file, record.title, f"{file} {record.title}"


def _signature(record: Record) -> dict[str, str]:
    return {"file": f"II OSK {record.number}/{record.day:%y}"}


def _signature_title(record: Record) -> tuple[str, ...]:
    return (_signature(record)["file"],)


def _sentence(record: Record) -> dict[str, str]:
    return {"file": f"STS {record.number}/{record.day:%Y}"}


def _sentence_title(record: Record) -> tuple[str, ...]:
    file = _sentence(record)["file"]
    return record.title, f"{file} {record.title}", f"Sentencia {file} {record.title}"


def _paper(record: Record) -> dict[str, str]:
    return {"paper": f"9/{record.number}", "kind": KINDS[record.number % 4]}


def _paper_title(record: Record) -> tuple[str, ...]:
    paper = _paper(record)
    return record.title, f"{paper['paper']} {record.title}", f"Drucksache {paper['paper']} {record.title}"


def _deadline(record: Record) -> dict[str, str]:
    return {"deadline": f"{record.day + timedelta(days=21):%d.%m.%Y} 10:00", "lot": f"А-{record.number}"}


DECISIONS = PressRoom(
    name="decisions",
    manner="a German court: a table of file number, kind, day, norm and subject; PDF beside",
    language="de",
    url="https://www.vg-nordermoor.example/rechtsprechung/index.php",
    address="entscheidung.php?id={number}",
    day="dd.MM.y",
    count=30,
    more=_file_number,
    titles=_file_title,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Rechtsprechung - Verwaltungsgericht Nordermoor</title></head><body><div id="kopf"><a href="/">Verwaltungsgericht Nordermoor</a></div><div id="navi"><ul>$nav</ul></div><div id="inhalt"><h1>Entscheidungen</h1><form action="index.php" method="get"><label>Aktenzeichen <input name="az"></label><label>Von <input name="von" value="01.01.2024"></label><label>Bis <input name="bis" value="20.11.2024"></label><input type="submit" value="$search"></form>
<p>Treffer 1 bis 30 von 2.817</p>
<table class="entscheidungen" summary="Entscheidungen"><tr><th>Aktenzeichen</th><th>Art</th><th>Datum</th><th>Normen</th><th>Gegenstand</th><th></th></tr>
$rows
</table><p class="blaettern"><a href="index.php?ab=30">vor</a> <a href="index.php?ab=2790">Ende</a></p></div><div id="fuss"><ul>$legal</ul></div></body></html>""",
    row="""<tr class="$odd"><td class="az"><a href="$href">$file</a></td><td>$kind</td><td>$dayed</td><td>$norm</td><td>$title</td><td><a href="pdf/$number.pdf" title="PDF"><img src="pdf.gif" alt="PDF"></a></td></tr>""",
)

SIGNATURES = PressRoom(
    name="signatures",
    manner="a Polish court: each decision a definition list of its own in a table cell",
    language="pl",
    url="https://orzeczenia.brzezinowo.example/cbo/query?p=1",
    address="/doc/{number:X}AF",
    day="y-MM-dd",
    count=10,
    more=_signature,
    titles=_signature_title,
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Centralna Baza Orzeczeń</title></head><body><table class="nag"><tr><td><a href="/">Centralna Baza Orzeczeń</a></td><td><a href="/pomoc">Pomoc</a> <a href="/info">$contact</a></td></tr></table><div id="res"><div class="info-box">Znaleziono 1 938 411 orzeczeń <a href="/cbo/search">Zmień warunki</a></div>
$rows
<table class="nav"><tr><td><a href="query?p=2">2</a> <a href="query?p=3">3</a> <a href="query?p=4">4</a> <a href="query?p=2">następne &gt;</a></td></tr></table></div><div class="stopka"><a href="/regulamin">$imprint</a></div></body></html>""",
    row="""<table class="info-list"><tr><td class="info-list-label"><a href="$href">$file</a> - Wyrok WSA w miejscowości z dnia $dayed</td></tr><tr><td><dl><dt>Data wpływu</dt><dd>2024-02-1$n</dd><dt>Sędziowie</dt><dd>Halina Trzcińska, Roman Błotny (przewodniczący)</dd><dt>Symbol</dt><dd>6153 Warunki zabudowy terenu</dd><dt>Hasła</dt><dd>$topic</dd></dl></td></tr></table>""",
)

SIX_HUNDRED = PressRoom(
    name="six-hundred",
    manner="a Spanish court: six hundred judgments on one page, each a PDF",
    language="es",
    url="https://www.tribunal-aguas.example/sentencias/todas.html",
    address="/documentos/sentencias/{year}/s{number}.pdf",
    day="dd-MM-y",
    count=600,
    gaps=(0, 1, 1, 2),
    more=_sentence,
    titles=_sentence_title,
    frame="""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Sentencias - Tribunal de Aguas</title></head><body><header><a href="/">Tribunal de Aguas</a><nav><ul>$nav</ul></nav></header><main><h1>Todas las sentencias</h1><p>Última actualización: 20-11-2024</p>
<div class="sentencias">
$rows
</div></main><footer><ul>$legal</ul></footer></body></html>""",
    row="""<div class="sentencia"><p class="ref"><b>$file</b> &ndash; <span>$dayed</span></p><p class="asunto"><a href="$href" target="_blank">$title</a> <small>(PDF, $size KB)</small></p></div>""",
)

PAPERS = PressRoom(
    name="papers",
    manner="a parliament: papers with number, kind, day, authors in one line, the PDF as link",
    language="de",
    url="https://www.landtag-hohenlind.example/dokumente/drucksachen",
    address="/parladoku/drs/d9_{number}.pdf",
    day="dd.MM.y",
    count=20,
    more=_paper,
    titles=_paper_title,
    frame="""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Drucksachen</title></head><body><header><a href="/">Landtag Hohenlind</a><nav><ul>$nav</ul></nav></header><nav class="crumb"><a href="/">$home</a> › <a href="/dokumente">Dokumente</a> › Drucksachen</nav><main><h1>Drucksachen der 9. Wahlperiode</h1><div class="treffer">
$rows
</div><div class="seiten"><a class="aktiv">1</a> <a href="?seite=2">2</a> <a href="?seite=3">3</a> … <a href="?seite=204">204</a></div></main><aside><h2>Sitzungskalender</h2><ul><li><a href="/plenum/91">91. Sitzung, 27.11.2024</a></li><li><a href="/plenum/92">92. Sitzung, 28.11.2024</a></li><li><a href="/plenum/93">93. Sitzung, 11.12.2024</a></li></ul></aside><footer><ul>$legal</ul></footer></body></html>""",
    row="""<article class="drucksache"><h3><a href="$href">$title</a></h3><p><span class="typ">$kind</span> <span class="urheber">Fraktion der Küstenpartei</span> <span class="datum">$dayed</span> <span class="nr">Drucksache $paper</span></p><ul class="dl"><li><a href="$href">PDF ($size KB)</a></li><li><a href="/vorgang/$number">Zum Vorgang</a></li></ul></article>""",
)

TENDERS = PressRoom(
    name="tenders",
    manner="a Russian procurement board: published and deadline in one row, windows-1251",
    language="ru",
    url="https://torgi.kamyshovo.example/zakupki/",
    address="/zakupki/view/{number}",
    day="dd.MM.y",
    count=20,
    charset="windows-1251",
    more=_deadline,
    titles=lambda record: (record.title, f"{_deadline(record)['lot']} {record.title}"),
    frame="""<!DOCTYPE html><html lang="ru"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>Закупки</title></head><body><div class="header"><a href="/">$body</a><ul>$nav</ul></div><h1>Извещения о закупках</h1><div class="filter"><a href="?s=1">Приём заявок</a> <a href="?s=2">Работа комиссии</a> <a href="?s=3">Завершено</a></div>
<table class="tenders"><thead><tr><th>Лот</th><th>Опубликовано</th><th>Наименование</th><th>Окончание подачи заявок</th><th>Цена, руб.</th></tr></thead><tbody>
$rows
</tbody></table><div class="pages">Страницы: <b>1</b> <a href="?PAGEN_1=2">2</a> <a href="?PAGEN_1=3">3</a> <a href="?PAGEN_1=2">$next</a></div><div class="footer"><ul>$legal</ul></div></body></html>""",
    row="""<tr><td>$lot</td><td>$dayed</td><td><a href="$href">$title</a></td><td>$deadline</td><td align="right">$size 000,00</td></tr>""",
)

ROOMS = (DECISIONS, SIGNATURES, SIX_HUNDRED, PAPERS, TENDERS)
