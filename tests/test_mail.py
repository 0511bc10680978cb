"""Mails of press offices: the release that one is, or brings along."""

import pytest
from papers import BOLD, TITLE, Pdf, mail

from feeder import extract
from feeder.errors import ParseError
from feeder.parse.documents import mailtext

FERRY = "Die Fähre legt künftig alle zehn Minuten ab, sagte die Kreisverwaltung am Morgen in Winsemund. "
NAME = "Die Fähre fährt öfter"


def read(body, name="release.eml", **told):
    return extract(body, name, timezone="Europe/Berlin", **told)


def entry(*said, **headers):
    (one,) = read(mail(*said, **headers)).entries
    return one


# The subject, who sent it and when ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (NAME, (NAME, None, None)),
        (f"Pressemitteilung: {NAME}", (NAME, "Pressemitteilung", None)),
        (f"WG: Fwd: AW: {NAME}", (NAME, None, None)),
        (f"[Presse] {NAME}", (NAME, None, None)),
        (f"[EXTERN] Fwd: Pressemitteilung Nr. 12/2025: {NAME}", (NAME, "Pressemitteilung", "12/2025")),
        (f"Pressemitteilung 12/2025 - {NAME}", (NAME, "Pressemitteilung", "12/2025")),
        ("TR: Communiqué de presse | Le bac passe plus souvent", ("Le bac passe plus souvent", "Communiqué de presse", None)),
        ("RV: Nota de prensa: Más barcos", ("Más barcos", "Nota de prensa", None)),
        ("Pressemitteilung", (None, "Pressemitteilung", None)),
        ("Statement des Landrats: Mehr Fähren", ("Statement des Landrats: Mehr Fähren", None, None)),
        ("Hafen: Re-Start im Mai", ("Hafen: Re-Start im Mai", None, None)),
        ("Report of 3 May on hedgehogs", ("Report of 3 May on hedgehogs", None, None)),
        (None, (None, None, None)),
    ],
)  # fmt: skip
def test_a_subject_is_the_headline_without_what_mailers_and_offices_put_before_it(subject, expected):
    assert mailtext.subject(subject) == expected


def test_who_sent_it_is_author_and_contact_and_the_date_is_that_of_the_mail():
    one = entry(FERRY * 2)
    assert (one.title, one.authors) == (NAME, ("Pressestelle Winsemund",))
    assert [(contact.name, contact.email) for contact in one.contacts] == [
        ("Pressestelle Winsemund", "presse@kreis.example")
    ]
    assert str(one.published) == "2025-05-03T09:15:00+02:00"


def test_a_contact_in_the_text_goes_before_the_sender():
    one = entry(f"{FERRY * 2}\n\nPressekontakt\nAda Muster\nTelefon 040 123456\nada@kreis.example\n")
    assert [contact.email for contact in one.contacts] == ["ada@kreis.example"]


@pytest.mark.parametrize(
    ("head", "sent", "expected"),
    [
        ("Winsemund, 2. Mai 2025 – ", "Sat, 03 May 2025 09:15:00 +0200", "2025-05-02"),
        ("Winsemund, 3. Mai 2025 – ", "Sat, 03 May 2025 09:15:00 +0200", "2025-05-03T09:15:00+02:00"),
        ("", "Sat, 03 May 2025 09:15:00 -0000", "2025-05-03T09:15:00Z"),
        ("", "gestern", None),
        ("", "Sat, 99 May 99999 09:15:00 +0200", None),
        ("", "", None),
    ],
)
def test_a_date_in_the_text_goes_before_that_of_the_mail_which_tells_its_hour(head, sent, expected):
    body = mail(f"{head}{FERRY * 2}", Date="").replace(
        b"Subject:", f"Date: {sent}\nSubject:".encode() if sent else b"Subject:", 1
    )
    (one,) = read(body).entries
    assert (one.published and str(one.published)) == expected


def test_an_embargo_in_a_mail_is_heeded():
    assert str(entry(f"Sperrfrist: 3. Mai 2094, 10 Uhr\n\n{FERRY * 2}").embargo) == "2094-05-03T10:00:00+02:00"


# The text -----------------------------------------------------------------------------------------------------------


def text_of(text, **headers):
    return entry(text, **headers).text


BODY = FERRY.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"Sehr geehrte Damen und Herren,\n\n{BODY}", BODY, id="salutation"),
        pytest.param(f"Dear editors,\n\n{BODY}", BODY, id="English salutation"),
        pytest.param(f"Liebe geht durch den Magen.\n\n{BODY}", f"Liebe geht durch den Magen.\n\n{BODY}", id="no salutation"),
        pytest.param(f"{BODY}\n-- \nAda Muster\nKaiweg 1", BODY, id="signature"),
        pytest.param(f"{BODY}\n\n--\n\n{BODY[:40]}", BODY, id="two hyphens end it as well"),
        pytest.param(f"{BODY}\n\nWenn Sie keine Mails wünschen: https://kreis.example/abmelden Newsletter abbestellen", BODY, id="unsubscribe"),
        pytest.param(f"View this email in your browser\n\n{BODY}", BODY, id="browser"),
        pytest.param(f"{BODY}\n\nDiese E-Mail enthält vertrauliche Informationen. Löschen Sie sie.\n\nBitte.", BODY, id="disclaimer"),
        pytest.param(f"{NAME}\n\n{BODY}", BODY, id="the headline again"),
        pytest.param(f"Zur Kenntnis.\n\n-------- Weitergeleitete Nachricht --------\nVon: Ada Muster <ada@kreis.example>\nGesendet: Freitag, 2. Mai 2025 10:00\nAn: alle\nBetreff: {NAME}\n\n{BODY}", BODY, id="forwarded"),
        pytest.param(f"{BODY}\n\nVon: 10 Uhr\nBis: 12 Uhr", f"{BODY}\n\nVon: 10 Uhr\nBis: 12 Uhr", id="no head of a mail"),
    ],
)  # fmt: skip
def test_what_mailers_put_around_a_text_is_none_of_it(text, expected):
    assert text_of(text) == expected


def test_a_forwarded_mail_is_dated_as_it_was_sent_first():
    said = f"Von: Ada <ada@kreis.example>\nGesendet: Freitag, 2. Mai 2025 10:00\nBetreff: {NAME}\n\n{FERRY * 2}"
    assert str(entry(said).published) == "2025-05-02T10:00:00+02:00"


def test_flowed_lines_are_joined():
    flowed = "Die Fähre legt \nkünftig ab.\n\nSie ist\nneu.".encode()
    body = b"From: a@b.example\nSubject: Pier\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n" + flowed
    assert read(body).entries[0].text == "Die Fähre legt künftig ab.\n\nSie ist\nneu."


def test_html_goes_before_text_and_is_safe():
    page = f'<p onclick="x()">{BODY}</p><script>x()</script><p><a href="javascript:x()">da</a></p>'
    assert entry("Nur Text", page).content == f"<p>{BODY}</p><p>da</p>"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(f"<table><tr><td><h1>{NAME}</h1><p>{BODY}</p></td></tr></table>", f"<p>{BODY}</p>", id="layout of one cell"),
        pytest.param(f'<table role="presentation"><tr><td>links</td><td>rechts</td></tr><tr><td>{BODY}</td><td></td></tr></table>', f"<p>links</p><p>rechts</p><p>{BODY}</p>", id="layout that says so"),
        pytest.param(f"<p>{BODY}</p><table><tr><th>Jahr</th><th>Gäste</th></tr><tr><td>2024</td><td>120</td></tr></table>", f"<p>{BODY}</p><table><tbody><tr><th>Jahr</th><th>Gäste</th></tr><tr><td>2024</td><td>120</td></tr></tbody></table>", id="a real table"),
        pytest.param(f'<div style="display:none">Vorschau</div><p>{BODY}</p>', f"<p>{BODY}</p>", id="hidden"),
        pytest.param(f'<p>{BODY}</p><img src="https://t.example/p.gif" width="1" height="1"><img src="cid:logo">', f"<p>{BODY}</p>", id="pixels and inline pictures"),
        pytest.param(f'<p>{BODY}</p><div class="moz-signature">Ada</div>', f"<p>{BODY}</p>", id="signature"),
        pytest.param(f"<p>{BODY}</p><ul><li>eins</li></ul><h3>Mehr</h3><p>dort</p>", f"<p>{BODY}</p><ul><li>eins</li></ul><h2>Mehr</h2><p>dort</p>", id="what has markup keeps it"),
    ],
)  # fmt: skip
def test_the_page_of_a_mail_is_read_as_it_is_shown(page, expected):
    assert entry(None, page).content == expected


@pytest.mark.parametrize(
    ("charset", "coding"),
    [
        ("utf-8", "base64"),
        ("iso-8859-1", "quoted-printable"),
        ("windows-1252", "8bit"),
        ("x-nobody", "8bit"),
        ("utf-7", "8bit"),
    ],
)
def test_charsets_are_those_of_browsers(charset, coding):
    import base64
    import quopri

    known = charset if charset in ("utf-8", "iso-8859-1", "windows-1252") else "utf-8"
    packed = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[coding](
        BODY.encode(known)
    )
    head = f"From: a@b.example\nSubject: Pier\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"
    assert read(head.encode() + packed).entries[0].text == BODY


@pytest.mark.parametrize(
    "raw",
    [b"=?iso-8859-1?Q?Die_F=E4hre?=", b"=?utf-8?B?RGllIEbDpGhyZQ==?=", "Die Fähre".encode(), b"=?utf-8?q?Die?= =?utf-8?q?_F=C3=A4hre?=", b"=?x-nobody?Q?Die_F=C3=A4hre?="],
)  # fmt: skip
def test_encoded_words_are_read_and_bytes_that_nobody_encoded(raw):
    (one,) = read(b"From: a@b.example\nSubject: " + raw + b"\n\n" + FERRY.encode()).entries
    assert one.title == "Die Fähre"


# What is attached ---------------------------------------------------------------------------------------------------

PAPER = Pdf().flow(("Pressemitteilung", BOLD), (NAME, TITLE), *[FERRY * 3] * 4).bytes()
PDF = ("Fähre.pdf", "application/pdf", PAPER)


def attached(one):
    return [(each.title, each.type, each.url) for each in one.attachments]


def test_what_is_attached_is_told_with_its_name_kind_and_size():
    one = entry(FERRY * 9, None, PDF)
    assert attached(one) == [("Fähre.pdf", "application/pdf", None)]
    assert one.attachments[0].size == len(PAPER)
    assert one.text == (FERRY * 9).strip()


@pytest.mark.parametrize(
    "body",
    [
        "Siehe Anhang.",
        "",
        "Sehr geehrte Damen und Herren,\n\nanbei unsere Pressemitteilung.\n\nMit freundlichen Grüßen\nAda Muster",
    ],
)
@pytest.mark.parametrize("kind", ["application/pdf", "application/octet-stream"])
def test_what_a_mail_only_points_at_is_read(body, kind):
    found = read(mail(body, None, ("Fähre.pdf", kind, PAPER), Subject="Pressemitteilung"))
    (one,) = found.entries
    assert (one.title, one.kind, one.text) == (NAME, "Pressemitteilung", "\n\n".join([(FERRY * 3).strip()] * 4))
    assert attached(one) == [("Fähre.pdf", "application/pdf", None)]
    assert str(one.published) == "2025-05-03T09:15:00+02:00"
    assert 'the text is that of what is attached, "Fähre.pdf"' in found.reasons


def test_a_mail_that_is_attached_to_a_mail_is_read():
    inner = mail(FERRY * 9, Subject="Noch eine Fähre")
    one = entry("Zur Kenntnis", None, ("a.eml", "message/rfc822", inner), Subject="Fwd:")
    assert (one.title, one.text) == ("Noch eine Fähre", (FERRY * 9).strip())


def test_an_attachment_that_cannot_be_read_leaves_the_mail_alone():
    broken = ("a.pdf", "application/pdf", b"%PDF-1.7 garbage")
    assert entry("Siehe Anhang.", None, broken).text == "Siehe Anhang."


# What cannot be read ------------------------------------------------------------------------------------------------


def nested(levels):
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(levels))
    return f"From: a@b.example\nSubject: Pier\n{head}Content-Type: text/plain\n\nPier".encode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(mail(FERRY, None, *[("a.txt", "text/plain", b"a")] * 500), "the mail has more than 200 parts; it is left out; send it anew with less", id="500 parts"),
        pytest.param(b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 500, "the mail has more than 200 parts; ", id="500 parts of no type"),
        pytest.param(nested(50), "the parts of the mail lie more than 10 deep in each other; it is left out", id="nested"),
        pytest.param(nested(5000), "the mail has more than 200 parts", id="nested without end"),
        pytest.param(b"From: a@b.example\nX-A: " + b"a" * 300_000 + b"\n\n" + FERRY.encode(), "the headers of the mail take more than 262,144 bytes; ", id="headers"),
        pytest.param(b"Nothing but text.\n\nAnd more.", "this is no mail: it has none of the headers of one; give it its right ending", id="no mail"),
        pytest.param(b"From: a@b.example\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--", "the mail is encrypted; decrypt it", id="PGP"),
        pytest.param(b"From: a@b.example\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nMII", "the mail is encrypted; ", id="S/MIME"),
        pytest.param(b"From: a@b.example\nSubject: \n\n", "the mail holds no text, nor does what is attached to it", id="empty"),
        pytest.param(mail("", None, ("a.pdf", "application/pdf", b"%PDF-1.7 garbage"), Subject=""), "the PDF is broken; ", id="a broken PDF alone"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line_with_what_to_do(body, said):
    with pytest.raises(ParseError) as told:
        read(body)
    assert str(told.value).startswith(f"release.eml: {said}")
    assert "\n" not in str(told.value)


def test_a_sender_of_comments_within_comments_is_nobody():
    (one,) = read(b"From: " + b"(" * 50_000 + b"\r\nSubject: Der Kran\r\n\r\nDer Kran am Kai steht.\r\n").entries
    assert (one.title, one.authors, one.contacts) == ("Der Kran", (), ())


@pytest.mark.parametrize("name", ["../../etc/plan.pdf", "C:\\Presse\\plan.pdf", "/plan.pdf", "\u202eplan.pdf"])
def test_the_name_of_what_is_attached_leads_nowhere(name):
    (attached,) = entry(FERRY, None, (name, "application/pdf", b"%PDF-")).attachments
    assert attached.title == "plan.pdf"
