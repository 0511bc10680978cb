"""A French prefecture's table of communiqués, as a page of the years around 2000 prints it.

Its traps: ISO 8859-1, tables for layout, rows for the years, a second table of the same columns, a link to a PDF beside
that of the title, addresses that differ in their query only. It has no validators at all.
"""

from datetime import datetime
from itertools import groupby
from typing import ClassVar
from zoneinfo import ZoneInfo

from press_rooms.markup import Html, fill, join

from .page import Page
from .site import Release, Site

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

FRAME = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html lang="fr">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<title>Préfecture de l'Estuaire : $title</title>
</head>
<body bgcolor="#ffffff">
<table width="100%" border="0" cellpadding="0">
<tr><td colspan="2" class="bandeau"><a href="index.php"><img src="img/bandeau.gif" alt="Préfecture de l'Estuaire" border="0"></a></td></tr>
<tr>
<td valign="top" width="180" class="menu">
<a href="prefecture.php">La préfecture</a><br>
<a href="demarches.php">Vos démarches</a><br>
<a href="communiques.php">Espace presse</a><br>
<a href="contact.php">Nous écrire</a><br><br>
<b>À la une</b><br>
<a href="une.php?id=3">Grandes marées : les bons gestes</a> (2 mars 2031)<br>
<a href="une.php?id=4">Inscriptions au concours d'agent de port</a> (9 mars 2031)<br>
</td>
<td valign="top" class="centre">
$main
</td>
</tr>
<tr><td colspan="2" class="pied" align="center">Préfecture de l'Estuaire, 1 quai des Vigies - <a href="mentions.php">Mentions légales</a></td></tr>
</table>
</body>
</html>
"""

LISTING = """<h1>Communiqués de presse</h1>
<table class="communiques" border="1" summary="Liste des communiqués">
<thead><tr><th>Date</th><th>Numéro</th><th>Objet</th><th>Document</th></tr></thead>
<tbody>
$years
</tbody>
</table>
<h2>Agenda du préfet</h2>
<table class="agenda" border="1" summary="Agenda">
<tr><td class="date">12 mars 2031</td><td class="num">A-7</td><td class="objet"><a href="agenda.php?id=7">Visite de la criée aux poissons</a></td><td class="doc"></td></tr>
<tr><td class="date">19 mars 2031</td><td class="num">A-8</td><td class="objet"><a href="agenda.php?id=8">Conseil des ports du littoral</a></td><td class="doc"></td></tr>
</table>"""

YEAR = """<tr class="annee"><th colspan="4"><a name="a$year">$year</a></th></tr>
$rows"""

ROW = """<tr class="ligne"><td class="date">$day</td><td class="num">$number</td>
<td class="objet"><a href="communique.php?id=$id">$title</a></td>
<td class="doc"><a href="pdf/communique-$id.pdf" target="_blank">PDF</a> (84 Ko)</td></tr>"""

ARTICLE = """<p class="chemin"><a href="index.php">Accueil</a> &gt; <a href="communiques.php">Espace presse</a> &gt; Communiqué n° $number</p>
<h1>$title</h1>
<p class="date"><i>Le $day</i></p>
$paragraphs
<p><a href="pdf/communique-$id.pdf">Télécharger le communiqué (PDF, 84 Ko)</a></p>
<hr>
<p class="contact"><b>Contact presse :</b> Service de la communication, 01 99 00 12 34, <a href="mailto:presse@estuaire.example">presse@estuaire.example</a></p>
<p><a href="communiques.php">Retour à la liste</a></p>"""


class Table(Site):
    language = "fr"
    zone = ZoneInfo("Europe/Paris")
    charset = "iso-8859-1"
    entrance = "communiques.php"
    prints: ClassVar[frozenset[str]] = frozenset()
    rule: ClassVar[dict[str, str]] = {
        "items": "//table[@class='communiques']//tr[@class='ligne']",
        "link": "td.objet a",
        "title": "td.objet a",
        "date": "td.date",
    }

    def path_of(self, number: int, at: datetime, title: str) -> str:
        return f"communique.php?id={number:04}"

    def overview(self, path: str) -> Page | None:
        if path != self.entrance:
            return None
        years = groupby(self.listed(), key=lambda release: release.at.year)
        main = fill(LISTING, years=join(_year(year, list(releases)) for year, releases in years))
        return self.html(fill(FRAME, title="communiqués", main=main), self.clock)

    def article(self, release: Release) -> Page:
        paragraphs = join(fill('<p align="justify">$text</p>', text=text) for text in release.paragraphs)
        main = fill(ARTICLE, **_row(release), paragraphs=paragraphs)
        return self.html(fill(FRAME, title=release.title, main=main), release.changed)


def _year(year: int, releases: list[Release]) -> Html:
    return fill(YEAR, year=str(year), rows=join(fill(ROW, **_row(release)) for release in releases))


def _row(release: Release) -> dict[str, str]:
    return {
        "id": f"{release.number:04}",
        "number": f"{release.at.year}-{release.number:03}",
        "day": _day(release.at),
        "title": release.title,
    }


def _day(at: datetime) -> str:
    """16 novembre 2020; the first of a month is an ordinal."""
    return f"{'1er' if at.day == 1 else at.day} {MONTHS[at.month - 1]} {at.year}"
