"""However markup nests and grows, a tree holds all of it or there is none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from feeder.errors import ParseError
from feeder.parse import tree


def test_what_lies_deep_is_put_beside_what_it_lies_in_and_nothing_is_lost():
    root = tree.document("".join(f"<div>{level} <b>" for level in range(900)).encode() + b"end")
    assert root.text_content().split() == [*map(str, range(900)), "end"]
    assert not root.xpath(f"//*[count(ancestor::*) >= {tree.LEVELS}]")
    assert len(root.findall(".//div")) == len(root.findall(".//b")) == 900


def test_texts_behind_what_lies_deep_keep_their_order():
    closed = "".join(f"<i>{level} " for level in range(300)) + "".join(f"</i>after {level} " for level in range(300))
    words = [*map(str, range(300)), *" ".join(f"after {level}" for level in range(300)).split()]
    assert tree.document(f"<div>{closed}</div> end".encode()).text_content().split() == [*words, "end"]


def test_what_lies_no_deeper_than_pages_do_stays_where_it_is():
    markup = b"<div>" * 90 + b"<p>a</p>b" + b"</div>" * 90
    assert len(tree.document(markup).xpath("//p/ancestor::div")) == 90


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        pytest.param("<p>a" * 100_001, "more than 100,000 elements", id="elements"),
        pytest.param("<div>" * 2_001, "more than 2,000 deep", id="depth"),
        pytest.param("<p " + "".join(f"a{n} " for n in range(2_001)), "more than 2,000 attributes", id="attributes"),
        pytest.param("<p " + "".join(f"a{n}='>' " for n in range(2_001)), "more than 2,000 attributes", id="hidden"),
    ],
)
def test_more_than_any_release_has_is_refused_with_the_figure(markup, said):
    with pytest.raises(ParseError, match=said):
        tree.document(f"<html><body>{markup}>".encode())


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<p>a" * 99_000, id="elements"),
        pytest.param("<div>" * 1_990, id="depth"),
        pytest.param("<p " + "".join(f"a{n} " for n in range(2_000)) + ">", id="attributes"),
    ],
)
def test_a_little_less_is_read(markup):
    assert tree.document(f"<html><body>{markup}end".encode()).text_content().endswith("end")


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("", id="left open"),
        pytest.param("</body></html>", id="as they are"),
        pytest.param("</BODY >\n</HTML>\n<!-- from the cache -->", id="with a word behind it"),
        pytest.param("<table><tr><td><select>", id="within a table"),
        pytest.param("<meta name='-end-'></html>", id="as if with our mark"),
    ],
)
@pytest.mark.parametrize(
    "early",
    [
        pytest.param("", id="whole"),
        pytest.param("</body></html>", id="ended before"),
        pytest.param("</bOdy\n>", id="body ended before"),
        pytest.param("<div>" * 270, id="deep"),
        pytest.param("<p " + "".join(f"a{n}='>' " for n in range(1_200)) + ">", id="with attributes"),
    ],
)
def test_all_of_a_page_is_in_its_body_however_it_ends(early, end):
    body = tree.document(f"<html><body><p>one</p>{early}{'<i>x</i>' * 1_000}<p>two</p>{end}".encode()).find("body")
    assert body.text_content().startswith("one")
    assert body.text_content().rstrip().endswith("two")
    assert len(body.getparent()) == 1


@pytest.mark.parametrize("unclosed", ["<!-- ", "<script>", "<textarea>", "<p title='", "<p title"])
def test_what_is_left_open_at_the_end_of_a_page_is_read_as_before(unclosed):
    root = tree.document(f"<html><body><p>one</p>{unclosed}".encode())
    assert root.findtext("body/p") == "one"
    assert "-end-" not in etree.tostring(root, encoding="unicode")


MARKUP = st.text(st.sampled_from("<p>\"'= /\nabcdefgh"), max_size=60)


@given(MARKUP)
@example("<p a=\"b=\"c='>'d e f>")
@example("<a b='=\">' c=\"='>\" d>")
def test_no_markup_hides_attributes_from_the_look_at_its_bytes(markup):
    root = etree.fromstring(f"<html><body>{markup}".encode(), etree.HTMLParser())
    most = max(len(element.attrib) for element in root.iter(etree.Element))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "MOST_ATTRIBUTES", most - 1)
        assert most == 0 or tree._may_have_many_attributes(f"<html><body>{markup}".encode())


def test_a_page_as_they_are_is_read_once(monkeypatch):
    monkeypatch.setattr(tree, "_Census", None)
    monkeypatch.setattr(tree, "_Starts", None)
    menu = "".join(f"<li><a class='nav' href=\"/{n}\" title='more > less'>{n}</a></li>" for n in range(3_000))
    page = f"<script>{'if (a<b) c=1;' * 900}</script><ul>{menu}</ul>"
    assert len(tree.document(page.encode()).xpath("//li")) == 3_000
