"""Pages that are none, whatever their status: never an entry, told with a reason. A release about any of it is one."""

import re

import pytest
from lxml import html

from feeder.model import Extraction
from feeder.parse import extract
from feeder.parse import wallwords as words
from feeder.parse.lines import each
from feeder.parse.walls import Page, judge, page

URL = "https://acme.example/press/1"
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/press">Press</a></li><li><a href="/jobs">Jobs</a></li></ul></nav>'
FOOT = "<footer><p>© Hafenwerk AG · Imprint · Privacy · Cookies</p></footer>"
TEASERS = "".join(
    f'<li><a href="/press/{number}">Crane {number} was opened by the mayor</a><time>1{number}.03.2025</time></li>'
    for number in range(1, 6)
)


def read(title: str, main: str) -> Extraction:
    markup = (
        f"<!doctype html><html><head><title>{title}</title></head><body>{MENU}<main>{main}</main>{FOOT}</body></html>"
    )
    return extract(markup.encode(), URL, media_type="text/html; charset=utf-8", shape="article")


def says(heading: str, text: str = "", *, title: str | None = None) -> Extraction:
    return read(title or f"{heading} | Hafenwerk", f"<h1>{heading}</h1><p>{text}</p>")


# Nothing of these is a release ------------------------------------------------------------------------------------

MISSING = [
    ("Page not found", "Sorry, the page you are looking for does not exist or has been moved."),
    ("404 – Not Found", "We could not find the page that you asked for."),
    ("Oops! We can't find that page", "Try our search, or go back to the home page."),
    ("This article is no longer available", "It may have been archived. Please use the search."),
    ("Seite nicht gefunden", "Die von Ihnen aufgerufene Seite existiert leider nicht mehr."),
    ("Die angeforderte Seite wurde nicht gefunden", "Bitte prüfen Sie die Adresse oder nutzen Sie die Suche."),
    ("Fehler 404", "Leider gibt es diese Seite nicht."),
    ("Page introuvable", "La page que vous recherchez n'existe plus ou a été déplacée."),
    ("Cette page n'existe pas", "Retournez à l'accueil ou utilisez la recherche."),
    ("Página no encontrada", "Lo sentimos, la página que busca no existe o ha cambiado de dirección."),
    ("Pagina non trovata", "La pagina richiesta non esiste. Torna alla pagina iniziale."),
    ("Página não encontrada", "A página que procura não existe ou mudou de endereço."),
    ("Pagina niet gevonden", "Helaas, de pagina die u zoekt bestaat niet meer."),
    ("Nie znaleziono strony", "Przepraszamy, strona, której szukasz, nie istnieje."),
    ("Stránka nenalezena", "Omlouváme se, požadovaná stránka neexistuje."),
    ("Sidan hittades inte", "Tyvärr finns inte sidan som du söker."),
    ("Siden blev ikke fundet", "Beklager, siden findes ikke længere."),
    ("Siden finnes ikke", "Beklager, vi fant ikke siden du leter etter."),
    ("Sivua ei löytynyt", "Valitettavasti etsimääsi sivua ei löydy."),
    ("Az oldal nem található", "Sajnáljuk, a keresett oldal nem létezik."),
    ("Pagina nu a fost găsită", "Ne pare rău, pagina căutată nu mai există."),
    ("Страница не найдена", "Извините, запрошенная страница не существует."),
    ("Η σελίδα δεν βρέθηκε", "Η σελίδα που ζητήσατε δεν υπάρχει."),
    ("Sayfa bulunamadı", "Aradığınız sayfa bulunamadı."),
    ("ページが見つかりません", "お探しのページは存在しません。"),
    ("页面不存在", "您访问的页面不存在。"),
]
WALLS = [
    ("Just a moment...", "Checking your browser before you go on. This may take some seconds."),
    ("Attention Required!", "Please complete the captcha. One more step, then you may go on."),
    ("Verify you are human", "Hafenwerk must check the safety of your connection before going on."),
    ("Sind Sie ein Mensch?", "Ihr Browser wird überprüft. Bitte warten Sie einige Sekunden."),
    ("Vérification de sécurité", "Vérifiez que vous êtes humain en cochant cette case."),
    ("Подтвердите, что вы не робот", "Поставьте отметку, чтобы продолжить."),
    ("Access denied", "You have no right to see this. Your request was logged."),
    ("Zugriff verweigert", "Sie sind nicht berechtigt, dies zu sehen."),
    ("Accès refusé", "Vous n'êtes pas autorisé à consulter cette page."),
    ("Acceso denegado", "No tiene permiso para ver esta página."),
    ("Brak dostępu", "Nie masz uprawnień."),
    ("502 Bad Gateway", "nginx"),
    ("Service Unavailable", "The server is busy. Try again in a while."),
    ("Error 503", "Guru meditation."),
    ("Ein Fehler ist aufgetreten", "Bitte versuchen Sie es später erneut."),
    ("Une erreur est survenue", "Merci de réessayer plus tard."),
    ("Wystąpił błąd", "Spróbuj ponownie później."),
    ("Under maintenance", "We'll be back soon."),
    ("Wartungsarbeiten", "Unsere Website wird gerade gewartet. Wir sind in Kürze wieder für Sie da."),
    ("Site en maintenance", "Nous revenons très vite."),
    ("In onderhoud", "De website is zo weer terug."),
    ("Log in", "You must be a member to read this."),
    ("Please log in to read the full release", "No account yet? Register now."),
    ("Anmeldung", "Bitte melden Sie sich an, um die Meldung zu lesen."),
    ("Connexion", "Identifiez-vous pour lire la suite."),
    ("Iniciar sesión", "Introduzca su usuario y contraseña."),
    ("Inloggen", "Log in om verder te lezen."),
    ("Zaloguj się", "Podaj login i hasło."),
    ("Вход", "Введите имя и пароль."),
    ("Cookie settings", "We use cookies to make this site better. Choose which cookies you allow."),
    ("Before you continue", "We use cookies and data to keep our services. Accept all cookies or choose."),
    ("Cookie-Einstellungen", "Wir verwenden Cookies. Manche Cookies sind nötig, andere Cookies helfen uns."),
    ("Gestion des cookies", "Nous utilisons des cookies pour mesurer l'audience. Accepter les cookies ?"),
    ("Evästeasetukset", "Käytämme evästeitä. Hyväksy kaikki evästeet tai valitse evästeet."),
]


@pytest.mark.parametrize(("heading", "text"), MISSING)
def test_a_page_that_says_that_there_is_none_is_missing(heading: str, text: str) -> None:
    found = says(heading, text)
    assert found.instead == "missing"
    assert found.confidence < 0.3
    assert found.entries[0].content is None
    assert any("no such page" in reason or "as of an error" in reason for reason in found.reasons)


@pytest.mark.parametrize(("heading", "text"), WALLS)
def test_what_stands_before_a_page_is_a_wall(heading: str, text: str) -> None:
    found = says(heading, text)
    assert found.instead == "wall"
    assert found.entries[0].content is None


@pytest.mark.parametrize(("heading", "text"), [*MISSING, *WALLS[:17]])
def test_it_is_one_beside_the_latest_news_and_their_dates_too(heading: str, text: str) -> None:
    found = read(f"{heading} – Hafenwerk", f"<h1>{heading}</h1><p>{text}</p><h2>Latest news</h2><ul>{TEASERS}</ul>")
    assert found.instead
    assert found.entries[0].content is None


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("Hafenwerk", "<h1>Hafenwerk</h1><p>Sorry, the page you were looking for could not be found.</p>"),
        ("Hafenwerk", "<p>Die gesuchte Seite ist leider nicht mehr verfügbar.</p>"),
        ("Hafenwerk", "<p>You need to enable JavaScript to run this app.</p>"),
        ("Hafenwerk", "<p>Please enable JavaScript and cookies to continue.</p>"),
        ("404", "<p>nginx</p>"),
        ("Hafenwerk | 404", "<h1>Hoppla</h1><p>Da ist etwas schiefgegangen.</p>"),
        ("Presse", '<form><label>Name<input name="u"></label><label>Pass<input type="PASSWORD"></label></form><p>Presse</p>'),
        ("Presse", "<p>Wir nutzen Cookies. Einige Cookies sind nötig, andere Cookies sind für die Statistik.</p><button>Alle akzeptieren</button>"),
    ],
)  # fmt: skip
def test_a_page_without_such_a_title_says_it_in_its_first_line(title: str, main: str) -> None:
    assert read(title, main).instead


@pytest.mark.parametrize(
    ("title", "instead"), [("Seite nicht gefunden", "missing"), ("Anmeldung", "wall"), ("Presse", None)]
)
def test_a_list_that_shows_nothing_says_what_stands_there(title: str, instead: str | None) -> None:
    markup = f"<title>{title} | Hafenwerk</title><h1>{title}</h1><p>Bitte haben Sie etwas Geduld.</p>".encode()
    found = extract(markup, URL, media_type="text/html", shape="listing", rule={"items": "li.release"})
    assert found.instead == instead
    assert found.entries == ()
    assert found.reasons[-1].startswith("items 'li.release' matched nothing")


# All of these are releases ----------------------------------------------------------------------------------------

TEXT = (
    "The harbour authority of Wellersiel said on Tuesday that the work begins in April and takes two years. It costs four"
    " million euros, which the region pays. Ferries leave from the northern quay until then, and trains run as before."
    " The mayor spoke of a good day for the town and thanked all who had worked on the plans for so long."
)


@pytest.mark.parametrize(
    "title",
    [
        "“Page not found” errors cost online shops millions, study says",
        "404 new flats for Wellersiel",
        "404 neue Wohnungen",
        "500 Jahre Hafen: Das Fest beginnt im Mai",
        "Seite nicht gefunden: Warum Behörden ihre alten Adressen pflegen müssen",
        "Access denied: how the law fails tenants",
        "Zugriff verweigert? Gericht stärkt Recht auf Akteneinsicht",
        "Cookie banners must be fair, authority says",
        "Cookies: Datenschutzbehörde verhängt Bußgeld gegen Verlag",
        "Wartungsarbeiten an der Schleuse beginnen im April",
        "Maintenance work on the harbour bridge begins",
        "Anmeldung zur Hafenmesse ist eröffnet",
        "Sign in the harbour unveiled",
        "Log in, switch off: how the young use their phones",
        "Connexion entre deux rives : le pont est ouvert",
        "Página de la historia: el puerto cumple cien años",
        "Fehler im Fahrplan der Fähre",
        "Error in the accounts of Hafenwerk AG corrected",
        "Are robots taking over the docks?",
        "Verschwundenes Dokument nicht gefunden",
        "Dokument ze zaginionej kroniki odnaleziony",
        "Lost document found in the archive",
        "We will be back: theatre reopens after fire",
        "Page of history turned: last coal ship leaves",
        "Forbidden love at the opera",
        "Attention: roads closed for the marathon",
        "Just a moment of calm: the new park is open",
    ],
)
def test_a_release_about_any_of_this_is_a_release(title: str) -> None:
    found = read(f"{title} | Hafenwerk", f"<h1>{title}</h1><time datetime=2025-03-04>4 March 2025</time><p>{TEXT}</p>")
    assert found.instead is None
    assert found.entries[0].title == title
    assert found.entries[0].content


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Website back in service", "The page of the port was not available on Monday. The page could not be found for an hour; all is well now."),
        ("Press conference cancelled", "The press conference of 4 March is cancelled."),
        ("Recall", "Hafenwerk recalls its cookies “Mole” as they may contain nuts. Cookies can be given back in every shop."),
        ("Service", "Because of maintenance our office is closed on 5 March."),
        ("Members only", "From 1 May, the harbour sauna is open to members only."),
    ],
)  # fmt: skip
def test_a_short_release_of_one_paragraph_is_a_release(title: str, text: str) -> None:
    found = read(f"{title} | Hafenwerk", f"<h1>{title}</h1><p>4 March 2025</p><p>{text}</p>")
    assert found.instead is None


def test_a_release_beside_a_login_form_and_a_banner_is_a_release() -> None:
    form = '<form><input name="u"><input type="password"></form>'
    banner = "<div>We use cookies. <button>Accept all</button> <a href=/cookies>Cookie policy</a></div>"
    found = read("The bridge opens | Hafenwerk", f"{form}<h1>The bridge opens</h1><p>{TEXT}</p>{banner}")
    assert found.instead is None
    assert found.entries[0].content


def test_what_says_for_machines_that_it_is_an_article_is_one() -> None:
    seen = Page(title="Not found", headings=["Not found"], text=TEXT, is_stated=True, is_dated=True)
    assert judge(seen) is None


@pytest.mark.parametrize(
    "word", ["page ", "seite nicht ", "404 ", "cookie ", " | ", "the page you ", "please log in to read ", "\n"]
)
def test_a_page_made_to_hurt_is_judged_in_an_instant(word: str) -> None:
    judge(Page(title=word * 50_000, headings=[word * 15] * 8, text=word * 200_000))


def test_no_more_of_a_page_is_read_than_is_judged() -> None:
    root = html.document_fromstring("<p>The harbour is open.</p>" * 1_000)
    every = each(root)
    seen = page(root, every, text="", is_dated=False, is_stated=False)
    assert (len(seen.text), seen.text[:46]) == (2_400, "The harbour is open. The harbour is open. The ")
    assert len(list(every)) > 800


@pytest.mark.parametrize("pattern", [words.MISSING, words.BROKEN, words.DENIED, words.CHECK, words.MAINTENANCE, words.LOGIN, words.CONSENT, words.ACCEPT, words.STATUS])  # fmt: skip
def test_no_words_are_found_where_there_are_none(pattern: re.Pattern[str]) -> None:
    assert not pattern.search("")
    assert not pattern.search("Patagonia and its storied pagesetters")
