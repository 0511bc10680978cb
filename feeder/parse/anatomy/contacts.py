"""Whom to ask: the people and offices of a contact block, with role, mail and telephone.

    Pressekontakt                    a heading that says so
    Hafenwerk AG                     the house: not told
    Jonte Ahlers, Pressesprecher     name and role
    Telefon: +49 40 669690           numbers of a fax machine, an account or a register are none
    presse@hafenwerk.example

A line that may be a name is one where the mail says so, where it cannot be the house, or where nothing else may be it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC

from feeder.model import Contact
from feeder.parse import dates
from feeder.parse.anatomy.contactwords import (
    BODIES,
    BODY_ENDS,
    NAMED,
    OF_HOUSES,
    OFFICES,
    PARTICLES,
    ROLES,
    STREETS,
    STRONG,
    TITLES,
    WEAK,
)
from feeder.parse.characters import FOLDED, one_line

MOST, MOST_LINES, LONGEST = 10, 60, 400  #: contacts, lines, and characters of one that are looked at
HEADING = 60  #: characters at most of what announces a contact
_NAME, _NAME_WORDS, _ROLE = 60, range(2, 6), 100
_DIGITS = range(6, 16)  #: of a telephone number (ITU-T E.164)
_ENOUGH = 7  #: digits of one that nothing names

_HEADING = re.compile(
    rf"[^\w(+]{{0,4}}(?:(?P<strong>{STRONG})|(?P<weak>{WEAK}))(?!\w)(?P<rest>.{{0,{LONGEST}}})",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?(?:\(at\)|\[at\]|\(ät\))\s?)[\w-]{1,63}"
    r"(?:(?:\.|\s?(?:\(dot\)|\[dot\]|\(punkt\))\s?)[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)
_AT, _DOT = (
    re.compile(r"\s?[(\[](?:at|ät)[)\]]\s?", re.IGNORECASE),
    re.compile(r"\s?[(\[](?:dot|punkt)[)\]]\s?", re.IGNORECASE),
)
_NUMBER = re.compile(r"(?<![\w.,/+–-])(?:\+\s?|\(\+?)?\d(?:[\d ()/.\u2010-\u2013\u00a0-]{3,28})\d(?![\w%€$£])")
_PHONE_LABEL = re.compile(
    r"(?:\b(?:tele?(?:fon|foon|phone|fono|fón)?|teléfono|téléphone|tél|fon|phone|ph|mob(?:il|ile|iel|iltelefon)?|cell|handy|gsm"
    r"|tlf|tfn|puh(?:elin)?|móvil|cellulare|portable|kom|тел(?:ефон)?|моб|τηλ|whatsapp|durchwahl|direkt|direct|zentrale)\b"
    r"|\b[tmpd](?=[.:])|電話(?:番号)?|电话|電話|전화|هاتف|טלפון|โทร|☎|📞)[\s.:：|–-]{0,4}$",
    re.IGNORECASE,
)
_NO_PHONE = re.compile(
    r"(?:\b(?:tele?fax|fax|faks|faksi|факс|φαξ|iban|bic|swift|konto\w*|account|acct|hr[ab]|ust\w*|vat|nip|regon|krs|siren|siret|rcs|kvk|btw"
    r"|cif|nif|isin|wkn|ид|инн|огрн|org\.?\s?nr|cvr|y-tunnus|ič[o]?|nr|no|№|p\.?\s?o\.?\s?box|postfach|plz|zip)\b"
    r"|ファックス|传真|傳真|팩스|فاكس|פקס|\b[f](?=[.:]))[\s.:：–-]{0,4}[A-Z]{0,2}$",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\s{0,2}(?:€|\$|£|%|eur\b|euro|usd|mio|mrd|million|zł|kr\b|tonn|km|m²|uhr|h\b)", re.IGNORECASE)
_WEB = re.compile(
    r"(?:https?://|www\.)\S{1,200}|\b[\w-]{1,63}\.(?:com|org|net|eu|de|fr|it|es|pl|nl|example)(?:/\S{0,100})?\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•;\t/]\s+|\s+[|·•–—-]\s+|,\s+|(?<=\w)\s*[()]\s*|\s*[:：]\s*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Group:
    """The lines that tell of one person, as they come."""

    names: list[str] = field(default_factory=list)
    role: str | None = None
    office: str | None = None
    email: str | None = None
    phone: str | None = None
    named: str | None = None  #: what a label says is the name
    beside_role: str | None = None  #: the line before the role

    @property
    def can_be_asked(self) -> bool:
        return bool(self.email or self.phone)


def heading(line: str) -> str | None:
    """What follows on a line that announces whom to ask, perhaps nothing; None where the line announces nobody."""
    match = _HEADING.match(line[: LONGEST + HEADING])
    if match is None:
        return None
    rest = match["rest"].strip()
    if not rest.strip(" :：.-–*_【】]）)"):
        return None if line.rstrip().endswith(".") and not match["strong"] else ""
    if rest[0] in ":：":
        return rest[1:].strip()
    is_short = len(line) <= HEADING and rest[-1] not in ".!?" and len(rest.split()) <= len(_NAME_WORDS) + 2
    if match["strong"] and is_short and (not rest[0].islower() or rest[-1] in ":："):
        return "" if rest[-1] in ":：" else rest.lstrip(" -–/|·,]】)")
    if match["strong"] and rest[0] in "-–/|·,]】" and is_short:
        return rest.lstrip(" -–/|·,]】")
    return None


def read(lines: Iterable[str]) -> tuple[Contact, ...]:
    """The contacts of a block, each with a mail address or a telephone number; at most `MOST`."""
    groups: list[_Group] = [_Group()]
    for number, line in enumerate(lines):
        if number >= MOST_LINES or len(groups) > MOST:
            break
        _take(_unheaded(line[:LONGEST]), groups)
    contacts = (_contact(group) for group in groups if group.can_be_asked)
    return tuple(dict.fromkeys(contacts))[:MOST]


def _unheaded(line: str) -> str:
    """What a heading says of somebody; an office that is one is asked itself."""
    rest = heading(line)
    label, colon, _ = line.replace("：", ":").partition(":")
    is_told = OFFICES.fullmatch(_folded(label)) if not rest else colon and NAMED.fullmatch(_folded(label))
    return line if rest is None or is_told else rest


def has_address(line: str) -> bool:
    """Whether a line holds a mail address or a telephone number."""
    short = line[:LONGEST]
    return bool(_MAIL.search(short) or next(_phones(short), None))


# ------------------------------------------------------------------------------------------------------------ lines


def _take(line: str, groups: list[_Group]) -> None:
    mails = [(match.start(), match.end(), "email", _plain(match[0])) for match in _MAIL.finditer(line)]
    phones = [(start, end, "phone", number) for start, end, number in _phones(line)]
    told = sorted([*mails, *phones])
    position = 0
    for start, end, name, value in told:
        if start >= position:
            _take_words(line[position:start], groups)
            _add(groups, name, value)
            position = end
    _take_words(line[position:], groups)


def _add(groups: list[_Group], name: str, value: str) -> None:
    group = groups[-1]
    if name == "email" and group.email:
        groups.append(group := _Group())
    if getattr(group, name) is None:
        setattr(group, name, value)


def _take_words(text: str, groups: list[_Group]) -> None:
    """Names, roles and offices, in what is left of a line; an address of a house or of the web is none of them."""
    parts = _PARTS.split(_WEB.sub(" ", text))
    for place, part in enumerate(parts):
        words = part.strip(" .,:：()[]<>|–—-*_\"'„“”")
        if not words or _is_label(words):
            continue
        label = parts[place - 1].strip() if place else ""
        _place(words, label, groups)


def _place(words: str, label: str, groups: list[_Group]) -> None:
    is_named = bool(NAMED.fullmatch(_folded(label))) and (is_name(words) or _has_no_case(words))
    kind = "named" if is_named else _kind_of(words)
    if kind is None:
        return
    if groups[-1].can_be_asked:
        groups.append(_Group())
    group = groups[-1]
    if kind == "names":
        group.names.append(words)
    elif kind == "role":
        group.beside_role = group.beside_role or (group.names[-1] if group.names else None)
        group.role = group.role or words
    elif getattr(group, kind) is None:
        setattr(group, kind, words)


def _kind_of(words: str) -> str | None:
    folded = _folded(words)
    if any(char.isdigit() for char in words) or len(words) > _ROLE or STREETS.search(folded):
        return None
    if OFFICES.fullmatch(folded):
        return "office"
    roles = list(ROLES.finditer(folded))
    # "Press officer" and "Pressesprecher Hafenwerk AG", but not "Press Group Hull".
    is_persons = roles and roles[0].start() == 0 and any(role[0] not in OF_HOUSES for role in roles)
    if _is_body(folded) and not is_persons:
        return None
    if roles:
        return "role" if len(words.split()) <= 2 * len(_NAME_WORDS) else None
    return "names" if is_name(words) else None


def _has_no_case(words: str) -> bool:
    return len(words) <= _NAME and words.isalpha() and words.lower() == words.upper()


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person: two to five capitalised words, with titles and small words."""
    words = [word for word in text.split() if word.casefold().strip(".") not in TITLES]
    counted = [word for word in words if word.casefold() not in PARTICLES]
    return (
        len(text) <= _NAME
        and len(words) in _NAME_WORDS
        and len(counted) >= 2  # noqa: PLR2004 - a first and a last one
        and all(
            word[0].isupper() and word.replace("-", "").replace("’", "").replace("'", "").rstrip(".").isalpha()
            for word in counted
        )
    )


def _is_body(folded: str) -> bool:
    words = _WORD.findall(folded.replace(".", ""))
    return any(word in BODIES or word.endswith(BODY_ENDS) for word in words)


def _is_label(words: str) -> bool:
    return bool(_PHONE_LABEL.search(words) or _NO_PHONE.search(words)) or _folded(words) in {
        "e-mail",
        "email",
        "mail",
        "e",
        "m",
        "t",
        "web",
    }


# ---------------------------------------------------------------------------------------------------------- numbers


def _phones(line: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, number) of what is a telephone number by its label, its plus or its zero, or by standing alone."""
    for match in _NUMBER.finditer(line):
        before, number = line[max(0, match.start() - 24) : match.start()], match[0].strip(" -–/.")
        digits = sum(char.isdigit() for char in number)
        if digits not in _DIGITS or _NO_PHONE.search(before) or _MONEY.match(line, match.end()):
            continue
        is_labelled = bool(_PHONE_LABEL.search(before))
        opens = number.lstrip("(")
        is_alone = digits >= _ENOUGH and not line[: match.start()].strip() and not line[match.end() :].strip()
        is_bare = (opens[0] == "0" and digits >= _ENOUGH and not before.rstrip()[-1:].isalnum()) or is_alone
        if (is_labelled or opens[0] == "+" or is_bare) and not _is_day_or_amount(number, is_labelled=is_labelled):
            yield match.start(), match.end(), number if number.count("(") == number.count(")") else number.strip("()")


def _is_day_or_amount(number: str, *, is_labelled: bool) -> bool:
    if number[0] == "+" or is_labelled:
        return False
    return bool(re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+|\d{4}[-/]\d{2}[-/]\d{2}", number)) or bool(
        dates.find_dates(number, zone=UTC)
    )


def _plain(mail: str) -> str:
    return _DOT.sub(".", _AT.sub("@", mail)).rstrip(".-")


# --------------------------------------------------------------------------------------------------------- the group


def _contact(group: _Group) -> Contact:
    return Contact(
        name=one_line(group.named or _name_of(group)),
        role=one_line(group.role or group.office),
        email=one_line(group.email),
        phone=one_line(group.phone),
    )


def _name_of(group: _Group) -> str | None:
    """The one line that is the name: as the mail has it, or beside the role, or all that cannot be the house."""
    local, _, domain = (group.email or "").partition("@")
    by_mail = [name for name in group.names if _shares(name, local)]
    people = [name for name in group.names if not _shares(name, domain)]
    choice = by_mail or ([group.beside_role] if group.beside_role in people else people)
    return choice[0] if len(choice) == 1 else None


def _shares(name: str, part: str) -> bool:
    """Whether a part of an address has a word of the name in it."""
    told = _folded(part).replace("ae", "a").replace("oe", "o").replace("ue", "u")
    words = [_folded(word).replace("ss", "s") for word in _WORD.findall(name) if word.casefold() not in TITLES]
    return any(len(word) > 2 and word in told.replace("ss", "s") for word in words)  # noqa: PLR2004


def _folded(text: str) -> str:
    return " ".join(text.translate(FOLDED).casefold().split())
