"""Newsletters: a mail that is several releases, and the mails that only look like one."""

from email.message import EmailMessage

import pytest

from feeder import extract

TEASERS = [
    (
        "Neuer Kran hebt hundert Tonnen",
        "Am Nordkai steht seit Montag der größte Kran des Hafens; er wurde in vier Teilen geliefert.",
    ),
    (
        "Fähre fährt wieder im Takt",
        "Nach drei Wochen in der Werft verkehrt die Fähre wie gewohnt alle zwanzig Minuten, auch am Sonntag.",
    ),
    (
        "Schleuse wird im Mai gewartet",
        "Zehn Tage lang ruht der Betrieb der Schleuse; große Schiffe nehmen den Weg um die Insel.",
    ),
    (
        "Ausbildung: vierzig Plätze frei",
        "Das Hafenwerk sucht für den Herbst Auszubildende in acht Berufen und lädt zu zwei offenen Tagen ein.",
    ),
]
LINK = "https://hafenwerk.example/presse/{n}"
HEAD = '<html><head><meta charset="utf-8"></head><body><p>Guten Tag, hier sind unsere Meldungen der Woche.</p>'
FOOT = (
    '<p>Hafenwerk GmbH, Kaistraße 1</p><p><a href="https://hafenwerk.example/abmelden">Abmelden</a></p></body></html>'
)
LAYOUTS = {
    "tables in tables": (
        "<table><tr><td>{}</td></tr></table>",
        (
            '<table width="600"><tr><td><h2><a href="{link}">{title}</a></h2><p>{text}</p>'
            '<a href="{link}">Weiterlesen</a></td></tr></table>'
        ),
    ),
    "rows with pictures": (
        "<table>{}</table>",
        (
            '<tr><td><img src="https://hafenwerk.example/{n}.jpg" width="120"></td><td><a href="{link}"><b>{title}</b></a>'
            "<br>{text}</td></tr>"
        ),
    ),
    "cards": (
        "<div>{}</div>",
        '<div class="card"><h3>{title}</h3><p>{text}</p><p><a class="button" href="{link}">Zur Meldung</a></p></div>',
    ),
    "headings and paragraphs": ("<div>{}</div>", '<h3><a href="{link}">{title}</a></h3><p>{text}</p>'),
    "a list": ("<ul>{}</ul>", '<li><a href="{link}">{title}</a>: {text}</li>'),
}


def letter(page: str, *, subject: str = "Hafenwerk: Meldungen der Woche") -> bytes:
    message = EmailMessage()
    message["From"] = "Hafenwerk Presse <presse@hafenwerk.example>"
    message["Subject"] = subject
    message["Date"] = "Tue, 03 Mar 2026 09:30:00 +0100"
    message["Message-ID"] = "<woche-9@hafenwerk.example>"
    message.set_content("Bitte in HTML lesen.")
    message.add_alternative(page, subtype="html")
    return message.as_bytes()


def newsletter(layout: str, count: int) -> str:
    around, record = LAYOUTS[layout]
    rows = [
        record.format(n=n, link=LINK.format(n=n), title=title, text=text)
        for n, (title, text) in enumerate(TEASERS[:count])
    ]
    return f"{HEAD}{around.format(''.join(rows))}{FOOT}"


def read(body: bytes, shape: str):
    return extract(body, "woche-9@hafenwerk.example", media_type="message/rfc822", shape=shape)


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_teaser_is_a_release_with_its_own_address(layout: str, count: int) -> None:
    found = read(letter(newsletter(layout, count)), "auto")
    assert found.shape == "listing"
    assert [(one.title, one.url) for one in found.entries] == [
        (title, LINK.format(n=n)) for n, (title, _) in enumerate(TEASERS[:count])
    ]
    assert {str(one.published) for one in found.entries} == {"2026-03-03T09:30:00+01:00"}


TEXT = " ".join(text for _, text in TEASERS)
MORE = "".join(f'<li><a href="{LINK.format(n=n)}">{title}</a></li>' for n, (title, _) in enumerate(TEASERS))
PAPERS = "".join(
    f'<li><a href="https://hafenwerk.example/{n}.pdf">Datenblatt {n} zum neuen Kran am Kai</a></li>' for n in range(3)
)
SINGLE = {
    "with others below": f"<h1>Hafen wächst</h1><p>{TEXT}</p><p>{TEXT}</p><h3>Weitere Meldungen</h3><ul>{MORE}</ul>",
    "with papers": f"<h1>Hafen wächst</h1><p>{TEXT}</p><ul>{PAPERS}</ul>",
    "with headings": f"<h1>Hafen wächst</h1><h2>Am Kai</h2><p>{TEXT}</p><h2>Im Dock</h2><p>{TEXT}</p><h2>Auf See</h2><p>{TEXT}</p>",
    "with links in the text": f'<h1>Hafen wächst</h1><p>{TEXT} <a href="{LINK}">Der Kran</a>.</p><p>{TEXT} <a href="{LINK}">Die Fähre</a>.</p>',
    "with people": f'<h1>Hafen wächst</h1><p>{TEXT}</p><p>Kontakt</p><p><a href="mailto:a@hafenwerk.example">Anna Kai</a></p>',
}


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("shape", ["auto", "article"])
def test_one_release_is_one(name: str, shape: str) -> None:
    found = read(letter(f"{HEAD}{SINGLE[name]}{FOOT}", subject="Hafen wächst"), shape)
    assert found.shape == "article"
    assert [one.title for one in found.entries] == ["Hafen wächst"]


def test_a_newsletter_that_is_asked_for_as_one_release_is_one() -> None:
    assert len(read(letter(newsletter("cards", 4)), "article").entries) == 1


def test_mails_that_are_passed_on_together_are_each_a_release() -> None:
    message = EmailMessage()
    message["From"] = "verteiler@agentur.example"
    message["Subject"] = "Meldungen vom Dienstag"
    message.set_content("Anbei.")
    for title, text in TEASERS[:3]:
        inner = EmailMessage()
        inner["From"], inner["Subject"] = "presse@hafenwerk.example", title
        inner["Date"] = "Tue, 03 Mar 2026 08:00:00 +0100"
        inner.set_content(f"{text} {text}")
        message.add_attachment(inner)
    found = read(message.as_bytes(), "auto")
    assert [one.title for one in found.entries] == [title for title, _ in TEASERS[:3]]
    assert all(one.text for one in found.entries)
