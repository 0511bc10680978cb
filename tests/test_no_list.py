"""Pages without a list of releases: whatever their language and markup, none is taken for a sure one."""

import pytest

from feeder import extract

URL = "https://werft.example/seite/"
WORDS = {
    "de": ("Wir über uns", "Kontakt", "Anfahrt", "Karriere", "Datenschutz", "Impressum", "Barrierefreiheit", "Leichte Sprache"),
    "en": ("About us", "Contact", "Directions", "Careers", "Privacy", "Imprint", "Accessibility", "Plain language"),
    "fr": ("Qui sommes-nous", "Contact", "Accès", "Carrières", "Vie privée", "Mentions légales", "Accessibilité", "Plan"),
    "ja": ("会社概要", "お問い合わせ", "アクセス", "採用情報", "個人情報", "著作権", "サイトマップ", "やさしい日本語"),
    "th": ("เกี่ยวกับเรา", "ติดต่อ", "แผนที่", "ร่วมงาน", "ความเป็นส่วนตัว", "ข้อกำหนด", "ช่วยเหลือ", "ภาษา"),
}  # fmt: skip
LONG = {
    "de": "Die Werft baut seit hundert Jahren Boote aus Holz, und wer sie besucht, darf den Zimmerleuten zusehen. ",
    "en": "The yard has built wooden boats for a hundred years, and those who visit may watch the carpenters. ",
    "fr": "Le chantier construit des bateaux en bois depuis cent ans, et les visiteurs regardent les charpentiers. ",
    "ja": "この造船所は百年にわたり木の船を造り続けており、見学者は職人の仕事を見ることができます。",
    "th": "อู่ต่อเรือแห่งนี้สร้างเรือไม้มากว่าร้อยปี และผู้มาเยือนสามารถชมช่างไม้ทำงานได้ ",
}


def links(words, tag="li"):
    return "".join(f"<{tag}><a href=/{n}>{word}</a></{tag}>" for n, word in enumerate(words))


def article(words, text):
    return f"<nav><ul>{links(words)}</ul></nav><h1>{text[:40]}</h1><p>12.3.2031</p>" + f"<p>{text * 3}</p>" * 5


def login(words, _):
    return (
        f"<h1>{words[1]}</h1><form action=/in><input name=u><input type=password name=p></form><ul>{links(words)}</ul>"
    )


def error(words, _):
    return f"<h1>404</h1><ul>{links(words)}</ul>"


def search_form(words, _):
    return f"<form><input type=search name=q><button>{words[0]}</button></form><ul>{links(words)}</ul>"


def home_with_boxes(words, text):
    return "".join(f"<div class=box><h3><a href=/{n}>{word}</a></h3><p>{text}</p></div>" for n, word in enumerate(words[:5]))  # fmt: skip


def menu_only(words, _):
    return f"<div>{links(words, 'span')}</div>"


def site_map(words, _):
    return "".join(f"<li><a href=/{n}/>{one}</a><ul>{links(words)}</ul></li>" for n, one in enumerate(words))


def tag_cloud(words, _):
    return "".join(f"<a href=/tag/{n} style='font-size:{9 + n}px'>{word}</a> " for n, word in enumerate(words * 3))


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "page", [article, login, error, search_form, home_with_boxes, menu_only, site_map, tag_cloud],
    ids=lambda page: page.__name__,
)  # fmt: skip
def test_a_page_without_a_list_is_no_sure_one(page, language):
    body = page(WORDS[language], LONG[language])
    html = f"<!doctype html><html lang={language}><meta charset=utf-8><title>{WORDS[language][0]}</title><body>{body}</body></html>"
    found = extract(html.encode(), URL)
    assert found.shape == "article" if page is article else found.confidence < 0.5


@pytest.mark.parametrize("language", WORDS)
def test_an_article_that_reads_as_one_is_no_list(language):
    html = f"<!doctype html><html lang={language}><meta charset=utf-8><body>{article(WORDS[language], LONG[language])}"
    assert extract(html.encode() + b"</body></html>", URL, shape="listing").confidence < 0.5
