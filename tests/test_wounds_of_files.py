"""What has hurt others, tried on us: what comes from outside reads a file, writes one, runs, or never ends. Each test is
named after the wound."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from driving import Desk
from newsroom.server import Answer
from test_fetch import failure, get, redirect, serving
from test_web import asked, folder, web  # noqa: F401

import feeder
from feeder import extract
from feeder.config import load
from feeder.config.sources import slugify
from feeder.decide import select
from feeder.engine import editing
from feeder.errors import FetchError, ParseError, Refused, UsageError
from feeder.model import Entry, Feed, ListRule
from feeder.parse import tree

CODE = Path(feeder.__file__).parent
SECRET_FILE = "root:x:0:0"  #: what /etc/passwd begins with


FILES = (
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file:/etc/passwd",
    "file://localhost/etc/passwd",
    "file:etc/passwd",
    " file:///etc/passwd",
    "\tfile:///etc/passwd",
    "fi\nle:///etc/passwd",
    "source:file:///etc/passwd",
    "view-source:file:///etc/passwd",
    "jar:file:///etc/passwd!/",
    "netdoc:///etc/passwd",
    "data:text/html,<a href=/>x</a>",
    "ftp://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1/",
    "/etc/passwd",
    "///etc/passwd",
)
WOUND_FILES = "CVE-2024-51483 -51998 -56509"


@pytest.mark.parametrize("url", FILES, ids=lambda url: f"{WOUND_FILES} {url!r}")
def test_no_file_is_fetched(url: str) -> None:
    assert "no web address" in failure(url, Refused)


@pytest.mark.parametrize("url", FILES, ids=lambda url: f"{WOUND_FILES} {url!r}")
def test_no_file_is_fetched_because_a_server_says_so(url: str) -> None:
    location = "".join(one for one in url if one.isprintable())
    with serving(lambda call: redirect(location) if call.path == "/" else Answer(body=b"there")) as (here, _):
        try:
            found = get(f"{here}/")
        except FetchError:
            return
    assert found is not None
    assert (found.url, found.body) == (f"{here}/etc/passwd", b"there"), "a path is one on that server"


@pytest.mark.parametrize("url", FILES, ids=lambda url: f"{WOUND_FILES} {url!r}")
def test_no_file_is_linked_to(url: str) -> None:
    feed = (
        f'<rss version="2.0"><channel><item><title>T</title><link>{clean_xml(url)}</link><description>D</description>'
    )
    feed += f'<enclosure url="{clean_xml(url)}" type="text/plain"/></item></channel></rss>'
    for entry in extract(feed.encode(), "https://press.example/feed").entries:
        links = [entry.url, *(one.url for one in entry.attachments), entry.image.url if entry.image else None]
        assert all(link is None or link.startswith("https://") for link in links)


def clean_xml(text: str) -> str:
    return re.sub('[&<>"]', "", text)


@pytest.mark.parametrize("body", [b"/etc/passwd", b"file:///etc/passwd", b"/dev/zero", b"http://127.0.0.1/"])
def test_what_was_fetched_is_never_the_name_of_something_to_open(body: bytes) -> None:
    """feedparser opens bytes that name a file or an address."""
    with pytest.raises(ParseError, match="is not a feed"):
        extract(body, "https://press.example/feed", shape="feed")


@pytest.mark.parametrize(
    "path",
    [
        "document('/etc/passwd')",
        "document('file:///etc/passwd')//*",
        "unparsed-text('file:///etc/passwd')",
        "unparsed-text-lines('/etc/passwd')",
        "doc('/etc/passwd')",
        "collection('/etc')",
        "fn:unparsed-text('/etc/passwd')",
        "environment-variable('HOME')",
        "php:function('system', 'id')",
        "exsl:document('/tmp/x')",
        "str:tokenize('/etc/passwd')",
        "system-property('xsl:vendor')",
        "(document('/etc/passwd'))",
        ".//a[document('/etc/passwd')]",
        "id('x')/document('/etc/passwd')",
    ],
)
@pytest.mark.parametrize("key", ["items", "link", "title", "date", "summary", "image"])
def test_cve_2026_29039_a_rule_reads_no_file(key: str, path: str) -> None:
    rule = ListRule(**{"items": "li", key: path})
    with pytest.raises(ParseError, match=rf"\[rule\] {key} = ") as told:
        extract(b"<html><ul><li><a href=/a>A</a></li></ul>", "https://press.example/", rule=rule)
    assert SECRET_FILE not in str(told.value)


TRAVERSALS = (
    "../../etc/cron.d/x",
    "..",
    "a/../../b",
    "/etc/cron.d/x",
    "..\\..\\windows",
    "%2e%2e%2fetc",
    "a\x00b",
    "a\nb",
    "．．／etc",
    "~root",
)


@pytest.mark.parametrize("name", TRAVERSALS, ids=repr)
def test_cve_2026_25527_a_name_never_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """The title that a site gives itself becomes the name of a file."""
    assert re.fullmatch("[a-z0-9-]{1,100}", slugify(name))


@pytest.mark.parametrize("name", TRAVERSALS, ids=repr)
def test_cve_2026_25527_no_command_takes_such_a_name(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path / "desk")
    desk.write("sources/notes/a.txt", "A note\n\nThe harbour is open.\n")
    settings, before = load(desk.folder / "config.toml"), sorted(tmp_path.rglob("*"))
    for command in (
        lambda: editing.add(settings, name, {"url": "https://press.example/feed"}),
        lambda: editing.rename(settings, "notes", name, "a uid"),
        lambda: editing.pause(settings, name, is_paused=True),
        lambda: editing.remove(settings, name),
    ):
        with pytest.raises(UsageError) as told:
            command()
        assert "\n" not in str(told.value)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/../secret.rss",
        "/feeds/..%2fsecret.rss",
        "/feeds/..%2Fsecret.rss",
        "/feeds/%2e%2e/secret.rss",
        "/feeds/%2e%2e%2fsecret.rss",
        "/feeds/..%5csecret.rss",
        "/feeds/%252e%252e%252fsecret.rss",
        "/feeds/..%c0%afsecret.rss",
        "/feeds//etc/passwd",
        "/feeds/%2fetc%2fpasswd",
        "/feeds/acme.rss%00.json",
        "/feeds/.hidden.rss",
        "/feeds/.feeder-x.tmp",
        "/feeds/link%2f..%2f..%2fsecret.rss",
        "/feeds/" + "a" * 5000 + ".rss",
        "/feeds/" + "%2e%2e%2f" * 20 + "etc/passwd",
    ],
)
def test_path_traversal_in_the_address_of_a_feed(web: Any, path: str) -> None:  # noqa: F811
    answer = asked(web, path)
    assert answer.status_code == 404
    assert b"secret" not in answer.content
    assert b"hidden" not in answer.content


# Code -------------------------------------------------------------------------------------------------------------


def called(names: set[str]) -> list[str]:
    """Where our code calls one of these."""
    found = []
    for file in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            found += [f"{file.relative_to(CODE)}: {name}"] if name in names else []
    return found


def imported() -> set[str]:
    found = set()
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                found |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").partition(".")[0])
    return found


def test_cve_2021_21278_nothing_is_evaluated() -> None:
    assert called({"eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.unsafe_load"}) == []
    assert imported() & {"subprocess", "marshal", "shelve", "code", "runpy"} == set()


@pytest.mark.parametrize(
    "front",
    [
        "title: !!python/object/apply:os.system ['touch {file}']",
        "title: !!python/object/new:subprocess.Popen [['touch', '{file}']]",
        "title: !!python/name:os.system",
        "!!python/object/apply:os.system ['touch {file}']: x",
        "title: {{{{ ''.__class__.__mro__[1].__subclasses__() }}}}",
        "title: ${{7*7}} <%= 7*7 %> {{{{7*7}}}}",
    ],
)
def test_cve_2021_21278_front_matter_builds_text_and_nothing_else(tmp_path: Path, front: str) -> None:
    body = f"---\n{front.format(file=tmp_path / 'made')}\n---\n\nThe harbour is open.\n"
    try:
        (entry,) = extract(body.encode(), "a.md").entries
        assert "49" not in (entry.title or "")
    except ParseError as problem:
        assert "\n" not in str(problem)  # noqa: PT017 - either is well
    assert not (tmp_path / "made").exists()


def test_cve_2021_21278_yaml_that_copies_itself_stays_small() -> None:
    layers = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 20))
    body = f"---\nl0: &l0 lol\n{layers}\ntitle: *l19\ntags: *l19\nauthors: *l19\ncontact: *l19\n---\nThe harbour is open.\n"
    try:
        told = extract(body.encode(), "a.md").to_dict()
    except ParseError as problem:
        told = {"error": str(problem)}
    assert len(json.dumps(told)) < 100_000


CATASTROPHES = ("(a+)+$", "(a|aa)+$", "(.*a){30}", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y")


@pytest.mark.parametrize("pattern", CATASTROPHES)
def test_cve_2022_31110_filters_are_words_and_no_patterns(pattern: str) -> None:
    long = Entry(title="a" * 200_000 + "!", text="x" * 200_000)
    feed = Feed(slug="all", title="All", sources=(), include=(pattern,))
    assert not select.shows(feed, long)
    assert select.shows(feed, Entry(title=f"On the pattern {pattern}"))


HUGE = 200_000
REPEATED = (
    "a",
    " ",
    "\n",
    "<",
    "&",
    "a ",
    "1",
    "1.",
    "- ",
    "((",
    "@a",
    "a@",
    "\u00a0",
    "Von A",
    "http://",
    "|",
    "…",
    "<a ",
)


@pytest.mark.parametrize("unit", REPEATED, ids=repr)
@pytest.mark.parametrize("kind", ["text/plain", "text/markdown", "text/html"])
def test_cve_2022_31110_no_text_makes_a_pattern_of_ours_explode(unit: str, kind: str) -> None:
    """An exponential pattern would not end within the patience of any runner; `make fuzz` looks for slow ones."""
    body = (unit * (HUGE // 4 // len(unit)) + "!").encode()
    try:
        extract(b"Press release\n3 May 2026\n\n" + body, "https://press.example/a", media_type=kind, shape="article")
    except ParseError as problem:
        assert "\n" not in str(problem)  # noqa: PT017 - either is well


# XML --------------------------------------------------------------------------------------------------------------

DOCTYPES = {
    "file": '<!ENTITY x SYSTEM "file:///etc/passwd">',
    "file, public": '<!ENTITY x PUBLIC "p" "file:///etc/passwd">',
    "relative": '<!ENTITY x SYSTEM "/etc/passwd">',
    "parameter": '<!ENTITY % p SYSTEM "{url}/p.dtd"> %p;',
    "network": '<!ENTITY x SYSTEM "{url}/x">',
    "bomb": "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghij", "bcdefghijk", strict=True)),
    "quadratic": f'<!ENTITY x "{"x" * 50_000}">',
    "itself": '<!ENTITY x "&y;"><!ENTITY y "&x;">',
}
SHAPES = {
    "rss": "<rss version='2.0'><channel><title>&x;</title><item><title>T &x;</title><link>https://press.example/1</link>"
    "<description>&k; {many}</description></item></channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><title>&x;</title><entry><title>T &x;</title><id>1</id>"
    "<content type='html'>&x; &k; {many}</content></entry></feed>",
    "xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>&x;</title></head><body><ul><li><a href='/1'>T &x; &k;"
    "</a></li></ul><p>{many}</p></body></html>",
    "include": "<rss version='2.0' xmlns:xi='http://www.w3.org/2001/XInclude'><channel><item><title>T</title><description>"
    "<xi:include href='/etc/passwd' parse='text'/></description></item></channel></rss>",
    "stylesheet": "<?xml-stylesheet type='text/xsl' href='file:///etc/passwd'?><rss version='2.0'><channel><item><title>T"
    "</title><description>D</description></item></channel></rss>",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", DOCTYPES)
def test_rss_bridge_4724_and_cve_2020_5227_no_entity_reads_calls_or_grows(kind: str, shape: str) -> None:
    with serving(Answer(body=b'<!ENTITY x "called">')) as (url, calls):
        many = "&x;" * (2000 if kind == "quadratic" else 1)
        body = f"<?xml version='1.0'?><!DOCTYPE x [{DOCTYPES[kind].replace('{url}', url)}]>{SHAPES[shape].replace('{many}', many)}"
        try:
            told = json.dumps(
                extract(
                    body.encode(), "https://press.example/", rule=ListRule(items="li"), media_type="text/xml"
                ).to_dict()
            )
        except ParseError as problem:
            told = str(problem)
    assert calls == []
    assert SECRET_FILE not in told
    assert len(told) < 100_000


def test_lxml_before_6_1_no_parser_of_ours_resolves_entities_or_calls() -> None:
    """Its iterparse resolved entities unasked; each parser that we make says what it wants."""
    assert called({"etree.iterparse", "etree.parse", "html.parse", "etree.XSLT", "lxml.html.parse"}) == []
    makers = {"etree.XMLParser", "etree.XMLPullParser", "html.HTMLParser", "etree.HTMLParser"}
    for file in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in makers:
                told = {one.arg: ast.unparse(one.value) for one in node.keywords if one.arg}
                for shared in [ast.unparse(one.value) for one in node.keywords if one.arg is None]:
                    told |= {name: str(value) for name, value in vars(tree)[shared].items()}
                is_counted = file.name == "tree.py" and "HTML" in ast.unparse(node.func)  # before it is built
                assert told.get("no_network") == "True", file
                assert told.get("huge_tree") in (("True", "False") if is_counted else ("False",)), file
                assert told.get("resolve_entities", "False") == "False", file
                assert "HTML" in ast.unparse(node.func) or "resolve_entities" in told, file
