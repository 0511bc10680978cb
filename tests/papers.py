"""Press offices' documents, made here: PDF by ReportLab, Word by python-docx, OpenDocument and mail by hand."""

import email
import email.policy
import io
import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph

WIDTH, HEIGHT = 595, 842
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=7)
BOLD = ParagraphStyle("bold", parent=TEXT, fontName="Helvetica-Bold")
TITLE = ParagraphStyle("title", parent=BOLD, fontSize=18, leading=22, spaceAfter=12)
HEADING = ParagraphStyle("heading", parent=BOLD, fontSize=12, leading=15)
LOGO = ParagraphStyle("logo", parent=BOLD, fontSize=26, leading=30)
JAPANESE = "HeiseiMin-W3"


class Pdf:
    """A PDF that is written from page to page: `flow` sets paragraphs into a box, `line` a line at a place."""

    def __init__(self, **told: Any) -> None:
        self._bytes = io.BytesIO()
        password = told.pop("password", None)
        told["encrypt"] = StandardEncryption(password, canPrint=1) if password else None
        self.canvas = Canvas(self._bytes, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
        if password:
            self.canvas = Canvas(self._bytes, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=told["encrypt"])
        self.canvas.setTitle(told.get("title", "untitled"))

    def flow(
        self,
        *said: tuple[str, ParagraphStyle] | str,
        left: float = 60,
        top: float = 60,
        width: float = 470,
        height: float = 700,
    ) -> "Pdf":
        story: Sequence[Any] = [Paragraph(one, TEXT) if isinstance(one, str) else Paragraph(*one) for one in said]
        left_over = list(story)
        Frame(left, HEIGHT - top - height, width, height, 0, 0, 0, 0).addFromList(left_over, self.canvas)
        assert not left_over, "it does not fit"
        return self

    def line(self, text: str, left: float, top: float, size: float = 10, font: str = "Helvetica") -> "Pdf":
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, HEIGHT - top, text)
        return self

    def lines(self, some: Iterable[str], left: float, top: float, *, leading: float = 13, **told: Any) -> "Pdf":
        for number, text in enumerate(some):
            self.line(text, left, top + number * leading, **told)
        return self

    def picture(self) -> "Pdf":
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
        return self

    def page(self) -> "Pdf":
        self.canvas.showPage()
        return self

    def bytes(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._bytes.getvalue()


def japanese() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(JAPANESE))
    return JAPANESE


# OpenDocument -------------------------------------------------------------------------------------------------------

_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in {"office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "fo": "xsl-fo-compatible", "manifest": "manifest", "meta": "meta"}.items()
)  # fmt: skip
ODT_STYLES = """<style:style style:name="Title" style:family="paragraph"><style:text-properties fo:font-size="18pt"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:font-size="20pt"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>"""


def zipped(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def odt(text: str, *, head: str = "", **parts: str | bytes) -> bytes:
    """`text` is what stands in office:text, `head` what stands at the head of each page."""
    content = f'<?xml version="1.0"?><office:document-content {_ODF} xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{ODT_STYLES}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>'
    styles = f'<?xml version="1.0"?><office:document-styles {_ODF}><office:master-styles><style:master-page><style:header>{head}</style:header></style:master-page></office:master-styles></office:document-styles>'
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": styles, **parts}
    )


# Mail ---------------------------------------------------------------------------------------------------------------


def mail(text: str | None = None, html: str | None = None, *attached: tuple[str, str, bytes], **headers: str) -> bytes:
    """A mail as mailers write it: `attached` are (name, media type, body)."""
    written = EmailMessage()
    told = {
        "From": "Pressestelle Winsemund <presse@kreis.example>",
        "To": "red@zeitung.example",
        "Subject": "Die Fähre fährt öfter",
        "Date": "Sat, 03 May 2025 09:15:00 +0200",
    }
    for name, value in {**told, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        if value:
            written[name] = value
    if text is not None:
        written.set_content(text)
    if html is not None:
        (written.add_alternative if text is not None else written.set_content)(html, subtype="html")
    for name, kind, body in attached:
        main, _, sub = kind.partition("/")
        if kind == "message/rfc822":
            written.add_attachment(email.message_from_bytes(body, policy=email.policy.default))
        else:
            written.add_attachment(body, maintype=main, subtype=sub, filename=name)
    return written.as_bytes()
