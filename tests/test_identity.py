"""Ids never change, and one document has one key, however a site spells its address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.decide.identity import canonical_url, entry_id, keys_of, source_uid

PAGE = "https://example.org/press/42"


class TestIds:
    """Everybody who was told of an entry keeps its id. These are written out so that nobody changes them by accident."""

    def test_the_uid_of_a_page(self):
        assert source_uid("https://www.example.org/press/") == "23dcd335-9179-5bc5-8b18-9ae77350d2c0"

    def test_the_uid_of_a_folder(self):
        assert source_uid("sources/acme") == "2400ff28-d8c2-5fd9-8b32-7d0b07388e05"

    def test_the_id_of_an_entry(self):
        uid = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
        assert entry_id(uid, "example.org/press/42") == "urn:uuid:d96accfc-4962-5622-836c-948bf39586b6"

    def test_the_same_key_in_two_sources_is_two_entries(self):
        assert entry_id(source_uid("sources/a"), "x.txt") != entry_id(source_uid("sources/b"), "x.txt")

    def test_a_folder_is_the_same_in_both_spellings_of_its_umlauts(self):
        assert source_uid("sources/Größe") == source_uid("sources/Gro\u0308ße")

    def test_names_that_are_no_text_have_ids_of_their_own(self):
        uid = source_uid("sources/\udcff")
        assert uid != source_uid("sources/\udcfe")
        assert entry_id(uid, "\udcff.txt") != entry_id(uid, "\udcfe.txt")


FOLDED = [
    ("http://example.org/press/42", "scheme"),
    ("https://www.example.org/press/42", "www"),
    ("HTTPS://Example.ORG/press/42", "case of scheme and host"),
    ("https://example.org:443/press/42", "default port"),
    ("http://example.org:80/press/42", "default port of http"),
    ("https://example.org./press/42", "the root's dot"),
    ("https://user:pw@example.org/press/42", "who asks"),
    ("https://example.org/press/42/", "trailing slash"),
    ("https://example.org/press/42#top", "fragment"),
    ("https://example.org/press/42?", "empty query"),
    ("  https://example.org/press/42\n", "white space around"),
    ("https://example.org/%70ress/42", "needless escape"),
    ("https://example.org/press/42?utm_source=a&utm_medium=b", "campaign"),
    ("https://example.org/press/42?fbclid=x#c", "click id"),
    ("https://example.org/press/42?UTM_Source=a", "campaign in capitals"),
    ("https://example.org/press/42?pk_campaign=a&mtm_kwd=b", "Matomo"),
    ("https://example.org/press/42;jsessionid=0A1B2C3D", "session in the path"),
    ("https://example.org/press/42?PHPSESSID=9fceb1", "session of PHP"),
    ("https://example.org/press/42?sid=9fceb1d2a7c64e0db1f2", "session by another name"),
]

KEPT = [
    ("https://example.org/press/43", "another path"),
    ("https://example.org/Press/42", "case of the path"),
    ("https://press.example.org/press/42", "another host"),
    ("https://example.org:8443/press/42", "another port"),
    ("http://example.org:443/press/42", "a port that is none of its scheme"),
    ("https://example.org/press//42", "an empty segment"),
    ("https://example.org/press%2F42", "a slash that is no separator"),
    ("https://example.org/press/42?page=2", "a page"),
    ("https://example.org/press/42?id=1", "an id"),
    ("https://example.org/press/42?id=2", "another id"),
    ("https://example.org/press/42?ID=1", "case of a parameter"),
    ("https://example.org/press/42?sid=7", "a story's number"),
    ("https://example.org/press/42?session_id=118", "a sitting's number"),
    ("https://example.org/press/42?pk_article=7", "a primary key"),
    ("https://example.org/press/42?7", "a number alone"),
    ("https://example.org/press/42?a=1&b=2", "two parameters"),
    ("https://example.org/press/42?b=2&a=1", "in another order, which a server may heed"),
    ("https://example.org/press/42?q=a%26b=1", "an ampersand that is no separator"),
    ("https://example.org/press/gr%F6sse", "Latin-1"),
    ("https://example.org/press/gr%E4sse", "another letter of Latin-1"),
]


class TestKeys:
    @pytest.mark.parametrize("url", [url for url, _ in FOLDED], ids=[why for _, why in FOLDED])
    def test_spellings_of_one_address_are_one(self, url):
        assert canonical_url(url) == canonical_url(PAGE) == "example.org/press/42"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("https://example.org/größe", "https://example.org/gr%C3%B6%c3%9fe"),
            ("https://example.org/a b", "https://example.org/a%20b"),
            ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
            ("https://example.org/100%", "https://example.org/100%25"),
            ("https://example.org", "http://www.example.org/"),
            ("http://[::1]:80/a", "http://[::1]/a"),
        ],
    )
    def test_spellings_of_one_character_are_one(self, one, other):
        assert canonical_url(one) == canonical_url(other)

    def test_real_differences_stay(self):
        keys = [canonical_url(url) for url, _ in KEPT]
        assert len({*keys, canonical_url(PAGE)}) == len(KEPT) + 1

    @pytest.mark.parametrize(
        "text", ["", "   ", "press/42", "mailto:press@example.org", "https://", "https://[::1", "urn:x:y"]
    )
    def test_what_is_no_address_stays_as_it_is(self, text):
        assert canonical_url(text) == text.strip()

    def test_www_alone_is_a_name(self):
        assert canonical_url("https://www.org/a") == "www.org/a"

    @given(st.text(st.characters(), max_size=60) | st.text("htps:/w.#?&=;%2fFsid@[]1 \t\\", max_size=40))
    def test_any_text_has_a_key_that_is_its_own_key_and_an_id(self, text):
        for url in (text, f"https://{text}", f"http://example.org/{text}", f"http://example.org/?{text}"):
            key = canonical_url(url)
            assert canonical_url(key) == key
            assert entry_id("6f9619ff-8b86-4d01-b42d-00cf4fc964ff", key).startswith("urn:uuid:")

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_folding_an_address_again_changes_nothing(self, path, query):
        key = canonical_url(f"https://example.org/{path}?{query}")
        assert canonical_url(f"https://{key}") == key


class TestKeysOfAList:
    def test_a_fragment_counts_where_a_page_holds_all_releases(self):
        assert keys_of(["https://example.org/press#r1", "https://example.org/press#r2"]) == [
            "example.org/press#r1",
            "example.org/press#r2",
        ]

    def test_a_fragment_is_nothing_where_its_page_is_linked_once(self):
        assert keys_of(["https://example.org/a#main", "https://example.org/b#main"]) == [
            "example.org/a",
            "example.org/b",
        ]

    def test_the_same_link_twice_has_one_key(self):
        assert len(set(keys_of(["https://example.org/a#x", "http://example.org/a/#x"]))) == 1

    def test_a_list_of_nothing_has_no_keys(self):
        assert keys_of([]) == []

    @given(st.lists(st.text(st.characters(), max_size=20)))
    def test_every_link_has_a_key(self, urls):
        assert len(keys_of(urls)) == len(urls)
