"""Invented releases. Places, people and projects exist nowhere.

Each language is one `Voice`. Titles combine a place with a thing, so that the first hundred releases of a site all
differ; body sentences name only the place, a month, a number and a person, so that any of them may follow any other.
"""

from dataclasses import dataclass
from itertools import product
from random import Random
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True)
class Picture:
    caption: str
    credit: str


class Idea(NamedTuple):
    """What a release is about."""

    place: str
    thing: str


@dataclass(frozen=True, kw_only=True)
class Voice:
    places: tuple[str, ...]
    things: tuple[str, ...]
    people: tuple[str, ...]
    months: tuple[str, ...]
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    kickers: tuple[str, ...]
    leads: tuple[str, ...]
    sentences: tuple[str, ...]
    quotes: tuple[str, ...]
    captions: tuple[str, ...]


GERMAN = Voice(
    places=(
        "Wellersiel",
        "Moorbrügge",
        "Tannfurt",
        "Eschenwarft",
        "Neu Kallin",
        "Sandersbrück",
        "Quellroda",
        "Lohmünde",
    ),
    things=(
        "eine neue Feuerwache",
        "zwölf Elektrobusse",
        "ein Archiv für Seekarten",
        "einen zweiten Deich",
        "ein Labor für Wasserproben",
        "eine Werkstatt für Segelmacher",
        "ein Haus der Jugend",
        "drei Messbojen",
        "das Programm „Licht & Luft“",
        "einen Radweg bis zum Leuchtturm",
        "eine Schule mit Werkhof",
        "ein Museum der Nebelhörner",
        "eine Fähre ohne Schornstein",
    ),
    people=(
        "Wiebke Harkensee",
        "Dr. Torben Achtermann",
        "Friederike Ohlsdieck",
        "Kemal Ardıçlı",
        "Gunda Rietbrock",
        "Jasper Möhlenkamp",
    ),
    months=("Frühjahr", "Mai", "Sommer", "September", "Herbst", "November"),
    kinds=("Pressemitteilung", "Meldung"),
    titles=(
        "{place} bekommt {thing}",
        "Land fördert {thing} in {place}",
        "Startschuss für {thing} in {place}",
        "{place}: Minister übergibt {thing}",
    ),
    kickers=("Häfen und Küste", "Förderung", "Vor Ort in {place}", "Klima und Wetter"),
    leads=(
        "Das Ministerium hat heute in {place} den Bescheid über {number} Millionen Euro übergeben. Die Gemeinde beginnt im {month} mit den Arbeiten.",
        "In {place} ist ein Vorhaben beschlossen worden, auf das die Gemeinde {number} Jahre gewartet hat. Das Land trägt drei Viertel der Kosten.",
        "Zehn Gemeinden hatten sich beworben, den Zuschlag erhielt {place}. Die Jury lobte vor allem die Beteiligung der Vereine.",
    ),
    sentences=(
        "Die Bauarbeiten beginnen im {month} und dauern voraussichtlich {number} Monate.",
        "Der Gemeinderat von {place} hat dem Plan mit großer Mehrheit zugestimmt.",
        "Insgesamt waren {number} Entwürfe eingereicht worden, drei davon von Schulklassen.",
        "Auch die Nachbargemeinden beteiligen sich, zunächst für fünf Jahre.",
        "Eine erste Bilanz legt das Ministerium im {month} des kommenden Jahres vor.",
        "Während der Arbeiten bleibt die Uferstraße von {place} für den Verkehr offen.",
        "Geprüft wurden dabei {number} Gutachten, darunter eines zum Schutz der Brutvögel.",
        "Das Geld stammt aus dem Fonds für kleine Häfen, den der Landtag im {month} aufgestockt hat.",
        "Wer mithelfen möchte, kann sich im Rathaus von {place} melden.",
        "Bisher mussten die Menschen dafür {number} Kilometer weit fahren.",
    ),
    quotes=(
        "„In {place} sieht man, was eine kleine Gemeinde bewegen kann“, sagte {person}.",
        "„Wir haben lange gerechnet und dann einfach angefangen“, sagte {person} bei der Übergabe.",
        "„Das ist kein Geschenk, das ist Arbeit für {number} Jahre“, so {person}.",
    ),
    captions=(
        "Der Hafen von {place} am Morgen",
        "{person} bei der Übergabe in {place}",
        "Blick über die Dächer von {place}",
    ),
)

ENGLISH = Voice(
    places=(
        "Cald Bridge",
        "Fennimore Bay",
        "Otterby",
        "Marlow Sound",
        "Port Ellery",
        "Thistle Creek",
        "Upper Warden",
        "Sallow's End",
    ),
    things=(
        "a new fire station",
        "twelve electric buses",
        "a map library",
        "a second sea wall",
        "a water laboratory",
        "a sailmakers' workshop",
        "a bus & tram depot",
        "three weather buoys",
        "a “night school” for repairers",
        "a cycle path to the lighthouse",
        "a school with a boatyard",
        "a museum of foghorns",
        "a ferry without a funnel",
    ),
    people=(
        "Hester Quillan",
        "Dr Amos Feverley",
        "Priyanka Vashisth-Lowe",
        "Corin Maddox",
        "Linnet Abernathy-Shaw",
        "Udo Paternoster",
    ),
    months=("spring", "May", "summer", "September", "autumn", "November"),
    kinds=("News release", "News"),
    titles=(
        "{place} is to get {thing}",
        "Grant for {thing} in {place}",
        "Work begins on {thing} in {place}",
        "{place} votes for {thing}",
    ),
    kickers=("Harbours and coast", "Funding", "In {place}", "Climate and weather"),
    leads=(
        "The plan was given {number} million today, and {place} will begin work in {month}. It had been turned down twice.",
        "After {number} years of talk, {place} has decided. Three quarters of the cost will be met by the coastal fund.",
        "Ten towns had applied, and {place} was chosen. The jury praised the part taken by its clubs and schools.",
    ),
    sentences=(
        "Building begins in {month} and is expected to take {number} months.",
        "The council of {place} approved the plan by a large majority.",
        "In all, {number} designs were handed in, three of them by school classes.",
        "The neighbouring towns will share the cost, at first for five years.",
        "A first report is due in {month} of next year.",
        "The shore road through {place} stays open to traffic while work goes on.",
        "Altogether {number} surveys were examined, one of them on nesting birds.",
        "The money comes from the small harbours fund, which was enlarged in {month}.",
        "Anyone who would like to help may ask at the town hall in {place}.",
        "Until now people have had to travel {number} miles.",
    ),
    quotes=(
        "“{place} shows what a small town can do,” said {person}.",
        "“We did sums for a long time and then we simply began,” said {person} at the opening.",
        "“This is not a present, it is work for {number} years,” said {person}.",
    ),
    captions=("The harbour of {place} in the morning", "{person} at the opening in {place}", "The roofs of {place}"),
)

FRENCH = Voice(
    places=("Port-Vauclair", "Saint-Ambrin", "Lestrac-sur-Aure", "Valmorin-les-Dunes", "Kerlouannec", "Brévigny", "Montsablon", "Île-d'Aurmont"),
    things=(
        "une nouvelle caserne", "douze autobus électriques", "une bibliothèque de cartes marines", "une seconde digue",
        "un laboratoire de l'eau", "un atelier de voilerie", "une maison de la jeunesse", "trois bouées météo",
        "le programme « Air & lumière »", "une piste cyclable jusqu'au phare", "une école de la main-d'œuvre navale",
        "un musée des cornes de brume", "un bac sans cheminée",
    ),
    people=("Solène Kervadec-Brun", "Dr Achille Montferrier", "Bérengère Laussac", "Idriss Benhaddou-Roy", "Maëlle Tréguidic", "Gaspard Vieillefosse"),
    months=("mai", "juin", "septembre", "octobre", "novembre"),
    kinds=("Communiqué de presse", "Communiqué"),
    titles=("{place} accueille {thing}", "L'État soutient {thing} à {place}", "Feu vert pour {thing} à {place}", "{place} : le préfet inaugure {thing}"),
    kickers=("Ports et littoral", "Aides publiques", "À {place}", "Climat et météo"),
    leads=(
        "La convention de {number} millions d'euros a été signée ce matin à {place}. Les travaux débuteront en {month}.",
        "Après {number} ans d'attente, {place} a tranché. Les trois quarts du coût seront pris en charge par le fonds littoral.",
        "Dix communes avaient présenté un dossier, {place} a été retenue. Le jury a salué la participation des associations.",
    ),
    sentences=(
        "Le chantier commence en {month} et devrait durer {number} mois.",
        "Le conseil municipal de {place} a adopté le projet à une large majorité.",
        "En tout, {number} esquisses ont été déposées, dont trois par des classes de collège.",
        "Les communes voisines participent elles aussi, d'abord pour cinq ans.",
        "Un premier bilan sera présenté en {month} de l'année prochaine.",
        "La route du rivage à {place} reste ouverte pendant les travaux.",
        "Au total, {number} études ont été examinées, dont une sur les oiseaux nicheurs.",
        "L'argent vient du fonds des petits ports, augmenté en {month}.",
        "Les volontaires peuvent se présenter à la mairie de {place}.",
        "Jusqu'ici, il fallait parcourir {number} kilomètres.",
    ),
    quotes=(
        "« {place} montre ce que peut faire une petite commune », a déclaré {person}.",
        "« Nous avons longtemps compté, puis nous avons commencé », a rappelé {person}.",
        "« Ce n'est pas un cadeau, c'est du travail pour {number} ans », a dit {person}.",
    ),
    captions=("Le port de {place} au matin", "{person} lors de la signature à {place}", "Les toits de {place}"),
)  # fmt: skip

VOICES = {"de": GERMAN, "en": ENGLISH, "fr": FRENCH}


def ideas(language: str, rng: Random) -> list[Idea]:
    """Every place with every thing, in the seed's order."""
    voice = VOICES[language]
    found = [Idea(place, thing) for place, thing in product(voice.places, voice.things)]
    rng.shuffle(found)
    return found


def invent(language: str, idea: Idea, rng: Random) -> dict[str, str | list[str] | Picture]:
    """Every field of a release that a site may print."""
    voice = VOICES[language]

    def say(patterns: tuple[str, ...]) -> str:
        return _said(rng.choice(patterns), voice, idea, rng)

    title = say(voice.titles)
    return {
        "title": title[0].upper() + title[1:],
        "kicker": say(voice.kickers),
        "kind": say(voice.kinds),
        "paragraphs": [say(voice.leads), *_body(voice, idea, rng)],
        "author": rng.choice(voice.people),
        "image": Picture(caption=say(voice.captions), credit=rng.choice(voice.people)),
    }


def _body(voice: Voice, idea: Idea, rng: Random) -> list[str]:
    """Two to four paragraphs of two sentences each, and a quotation as the last but one."""
    sentences = [_said(pattern, voice, idea, rng) for pattern in rng.sample(voice.sentences, 2 * rng.randint(2, 4))]
    paragraphs = [f"{first} {second}" for first, second in zip(sentences[::2], sentences[1::2], strict=True)]
    paragraphs.insert(-1, _said(rng.choice(voice.quotes), voice, idea, rng))
    return paragraphs


def _said(pattern: str, voice: Voice, idea: Idea, rng: Random) -> str:
    return pattern.format(
        place=idea.place,
        thing=idea.thing,
        month=rng.choice(voice.months),
        number=rng.randint(4, 29),
        person=rng.choice(voice.people),
    )
