"""A busy day of a press office goes through; what only a broken source shows does not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.decide import brake
from feeder.decide.plan import Sighting
from feeder.model import Entry, Moment

NOW = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
KNOWN = {f"old/{number}" for number in range(40)}


def rows(prefix, count, dated=None):
    """`count` rows, dated so long before now."""
    published = Moment(at=NOW - dated, precision="minute") if dated is not None else None
    return [
        Sighting(key=f"{prefix}/{number}", url="", stamp="", row=Entry(title=str(number), published=published))
        for number in range(count)
    ]


def flooded(found, *, most_new=2, last=timedelta(minutes=15), known=KNOWN):
    return brake.flooded(found, known, most_new=most_new, last_success=NOW - last, now=NOW)


HOUR = timedelta(hours=1)

HEALTHY = [
    pytest.param(rows("new", 20, HOUR) + rows("old", 1), {}, id="a busy day that leaves one known row on the page"),
    pytest.param(rows("new", 200) + rows("old", 1), {}, id="an archive opened above the known rows"),
    pytest.param(rows("new", 10, HOUR), {}, id="a short page, all new"),
    pytest.param(rows("new", 30, HOUR), {"most_new": 10}, id="as many as it has had, three times"),
    pytest.param(rows("new", 50, 2 * DAY), {"last": 14 * DAY}, id="a fortnight without visits"),
    pytest.param(rows("new", 50), {"known": set()}, id="nothing known to hold it against"),
    pytest.param(rows("old", 40), {}, id="nothing new"),
    pytest.param([], {}, id="nothing at all"),
    pytest.param(rows("new", 4, 300 * DAY), {}, id="a handful of old ones"),
]

SICK = [
    pytest.param(rows("new", 11), {}, id="a page of unknown links"),
    pytest.param(rows("new", 50, HOUR), {}, id="fifty of the last quarter of an hour"),
    pytest.param(rows("new", 31, HOUR), {"most_new": 10}, id="more than three times the most it has had"),
    pytest.param(rows("new", 10, 30 * DAY), {}, id="ten that were there before under other addresses"),
    pytest.param(rows("new", 20, 300 * DAY), {"last": 14 * DAY}, id="an archive after a fortnight without visits"),
    pytest.param(rows("new", 20), {"last": 14 * DAY}, id="undated after a fortnight without visits"),
]


@pytest.mark.parametrize(("found", "past"), HEALTHY)
def test_a_healthy_list_is_let_through(found, past):
    assert flooded(found, **past) is None


@pytest.mark.parametrize(("found", "past"), SICK)
def test_a_list_of_strangers_is_doubted(found, past):
    doubt = flooded(found, **past)
    assert doubt
    assert doubt.evidence["new"] == len(found)


@given(new=st.integers(0, 500), left=st.integers(1, 40), most_new=st.integers(0, 50), minutes=st.integers(1, 10**6))
def test_a_list_with_a_known_row_is_never_doubted(new, left, most_new, minutes):
    found = rows("new", new) + rows("old", left)
    assert flooded(found, most_new=most_new, last=timedelta(minutes=minutes)) is None


@given(
    new=st.integers(1, 200),
    most_new=st.integers(0, 100),
    minutes=st.integers(1, 10**6),
    age=st.none() | st.timedeltas(timedelta(0), timedelta(days=900)),
)
def test_a_longer_list_of_strangers_is_no_less_doubtful(new, most_new, minutes, age):
    past = {"most_new": most_new, "last": timedelta(minutes=minutes)}
    if flooded(rows("new", new, age), **past):
        assert flooded(rows("new", new + 1, age), **past)


@pytest.mark.parametrize(
    ("changed", "of", "is_doubted"),
    [(9, 9, False), (5, 10, False), (6, 10, True), (0, 500, False), (250, 500, False), (251, 500, True)],
)
def test_more_than_half_of_ten_that_were_read_again_is_a_template(changed, of, is_doubted):
    assert bool(brake.rewritten(changed, of)) is is_doubted


def entries(*titles, text="{}"):
    return [Entry(title=title, text=text.format(number)) for number, title in enumerate(titles)]


@pytest.mark.parametrize(
    ("new", "is_first", "expected"),
    [
        pytest.param(entries(*["Members' area"] * 5), False, {"members' area"}, id="one title"),
        pytest.param(entries(*["Members' area"] * 5, text="Please wait."), True, {"members' area"}, id="one page, at first"),
        pytest.param(entries(*["The week ahead"] * 8, "Rain"), True, set(), id="a rubric, at first"),
        pytest.param(entries(*["The week ahead"] * 4), False, set(), id="four of a rubric"),
        pytest.param(entries(*["Statement"] * 5, *"abcde"), False, set(), id="half of them"),
        pytest.param(entries(*[None] * 20), False, set(), id="notes without titles"),
    ],
)  # fmt: skip
def test_many_new_entries_under_one_title_are_doubted(new, is_first, expected):
    assert brake.repeated(new, is_first=is_first) == expected


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found", "Error 404", "404", "HTTP 503 Service Unavailable", "Page not found", "Access denied", "Forbidden",
        "Just a moment...", "Attention Required! | Cloudflare", "Are you a robot?", "Cookie settings", "We use cookies",
        "Log in", "Sign in to continue", "Login | Hafenwerk", "Hafenwerk | Login", "404 – Hafenwerk",
        "Seite nicht gefunden", "Zugriff verweigert", "Cookie-Einstellungen", "Anmeldung", "Wartungsarbeiten",
        "Page introuvable", "Accès refusé", "Gestion des cookies", "Acceso denegado", "Página no encontrada",
        "Pagina non trovata", "Pagina niet gevonden", "Nie znaleziono strony", "Ustawienia plików cookie",
    ],
)  # fmt: skip
def test_what_a_server_says_instead_of_a_page_is_no_title(title):
    assert brake.is_refusal(title)


@pytest.mark.parametrize(
    "title",
    [
        None, "", "404 new flats for Wellersiel", "Access denied: how the law fails tenants", "A moment of calm",
        "Cookie recipe recalled", "Login fraud is rising", "Anmeldung – Messe 2025", "Anmeldung zur Messe beginnt",
        "Fehler im Fahrplan", "Wartungsarbeiten an der Schleuse", "Connexion entre deux rives", "403 Firmen gegründet",
        "Forbidden love at the opera", "Die Seite der Stadt", "500 Jahre Hafen", "Sign in the harbour unveiled",
    ],
)  # fmt: skip
def test_a_headline_is_let_through(title):
    assert not brake.is_refusal(title)


@pytest.mark.parametrize("word", ["error ", "404 ", "cookie ", " | ", " - ", "the page was "])
def test_a_title_without_end_is_judged_in_an_instant(word):
    assert not brake.is_refusal(word * 50_000)
