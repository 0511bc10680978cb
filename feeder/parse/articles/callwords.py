"""The lines by which pages call to read on, to share or to subscribe, and head what stands beside an article."""

CALLS = frozenset(
    line.strip()
    for line in """
auch interessant; auch lesen; lesen sie auch; lesen sie dazu; lesen sie hier; lesen sie mehr; mehr zum thema; mehr
dazu; mehr artikel; mehr nachrichten; mehr news; mehr lesen; weitere artikel; weitere beiträge; weitere meldungen;
weitere nachrichten; weitere themen; weitere news; weitere pressemitteilungen; ähnliche artikel; ähnliche beiträge;
ähnliche themen; verwandte artikel; verwandte themen; verwandte beiträge; zum weiterlesen; empfohlen; empfohlene
artikel; das könnte sie auch interessieren; das könnte dich auch interessieren; related; related articles; related
posts; related stories; related content; related links; related topics; related news; read more; read next; read also;
also read; see also; more news; more stories; more articles; more on this; recommended; recommended reading;
recommended for you; you might also like; you may also like; explore further; further reading; next article; previous
article; most read; most popular; trending; trending now; latest news; latest posts; latest articles; keep reading; à
lire aussi; lire aussi; sur le même sujet; sur le même thème; articles liés; articles similaires; leggi anche;
articoli correlati; potrebbe interessarti; lea también; te puede interesar; noticias relacionadas; artículos
relacionados; más noticias; leia também; leia mais; lees ook; meer nieuws; gerelateerd; gerelateerde artikelen; czytaj
też; czytaj także; czytaj więcej; zobacz też; zobacz także; läs också; läs mer; les også; læs også; lue myös; читайте
также; teilen; drucken; kommentar; kommentare; comment; comments; leave a reply; leave a comment; anzeige;
advertisement; annonce; inhalt; inhaltsverzeichnis; contents; table of contents; anmelden; jetzt anmelden; hier
anmelden; lust auf mehr?; zum thema; zum artikel; beliebte artikel; meistgelesen; videos zum thema; bilder zum thema;
popular articles; popular posts; recommended videos; articles populaires; les plus lus; artículos populares; lo más
leído; i più letti; meest gelezen; mest läst; mest lest; mest læst; najczęściej czytane; mais lidas; luetuimmat; nach
oben; zurück nach oben; zum seitenanfang; back to top; haut de page; retour en haut; volver arriba; torna su; terug
naar boven; till toppen; til toppen; do góry; in diesem artikel; in this article; on this page; auf dieser seite; dans
cet article; en este artículo; in questo articolo; neste artigo; in dit artikel; w tym artykule; i den här artikeln;
artikel teilen; artikel drucken; diesen artikel teilen; beitrag teilen; link kopieren; copy link; share this article;
share this story; share this post; print this article; partager cet article; partager; imprimer; compartir; imprimir;
condividi; stampa; compartilhar; delen; udostępnij; drukuj; dela; del; jaa; apply now; learn more; mehr erfahren; mehr
info; mehr infos; mehr informationen; tag; tags; schlagwörter; schlagworte; topic; topics; themen; filed under;
kategorie; kategorien; categories
""".replace("\n", " ").split(";")
)

#: What such a line begins with.
CALLING = (
    *("join our ", "sign up", "subscribe", "newsletter", "zum newsletter", "abonnieren", "folgen sie uns", "follow us"),
    *(
        "click here",
        "folge uns",
        "jetzt abonnieren",
        "abonnez-vous",
        "inscrivez-vous",
        "suivez-nous",
        "suscríbete",
        "suscríbase",
    ),
    *(
        "síguenos",
        "iscriviti",
        "seguici",
        "assine",
        "inscreva-se",
        "siga-nos",
        "schrijf je in",
        "volg ons",
        "prenumerera",
        "följ oss",
    ),
    *("tilmeld dig", "følg os", "følg oss", "tilaa uutiskirje", "zapisz się", "subskrybuj", "obserwuj nas"),
)
