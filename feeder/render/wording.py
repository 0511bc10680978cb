"""The few words that feeder adds to what a press office wrote, in the language of the entry."""

from typing import NamedTuple


class Wording(NamedTuple):
    untitled: str
    corrected: str  #: before the title, with a colon behind it; so is the next
    withdrawn: str
    notice: str  #: in place of the text of what was withdrawn


WORDINGS: dict[str, Wording] = {
    "ar": Wording("(بلا عنوان)", "مُصحَّح", "مسحوب", "سحبت الجهة الناشرة هذا البيان."),
    "bg": Wording("(без заглавие)", "Поправено", "Оттеглено", "Това съобщение е оттеглено от издателя си."),
    "ca": Wording("(sense títol)", "Corregit", "Retirat", "Aquest comunicat ha estat retirat pel seu emissor."),
    "cs": Wording("(bez názvu)", "Opraveno", "Staženo", "Tato zpráva byla vydavatelem stažena."),
    "da": Wording("(uden titel)", "Rettet", "Trukket tilbage", "Pressemeddelelsen er trukket tilbage af afsenderen."),
    "de": Wording(
        "(ohne Titel)", "Korrigiert", "Zurückgezogen", "Diese Mitteilung wurde vom Herausgeber zurückgezogen."
    ),
    "el": Wording("(χωρίς τίτλο)", "Διορθώθηκε", "Αποσύρθηκε", "Το δελτίο αυτό αποσύρθηκε από τον εκδότη του."),
    "en": Wording("(untitled)", "Corrected", "Withdrawn", "This release has been withdrawn by its publisher."),
    "es": Wording("(sin título)", "Corregido", "Retirado", "Este comunicado ha sido retirado por su emisor."),
    "et": Wording("(pealkirjata)", "Parandatud", "Tagasi võetud", "Saatja on selle teate tagasi võtnud."),
    "fi": Wording("(ei otsikkoa)", "Korjattu", "Vedetty takaisin", "Lähettäjä on vetänyt tiedotteen takaisin."),
    "fr": Wording("(sans titre)", "Rectifié", "Retiré", "Ce communiqué a été retiré par son émetteur."),
    "hr": Wording("(bez naslova)", "Ispravljeno", "Povučeno", "Ovo je priopćenje povukao njegov izdavač."),
    "hu": Wording("(cím nélkül)", "Javítva", "Visszavonva", "Ezt a közleményt a kiadója visszavonta."),
    "id": Wording("(tanpa judul)", "Dikoreksi", "Ditarik", "Siaran pers ini telah ditarik oleh penerbitnya."),
    "it": Wording(
        "(senza titolo)", "Rettificato", "Ritirato", "Questo comunicato è stato ritirato da chi lo ha diffuso."
    ),
    "ja": Wording("（無題）", "訂正", "取り下げ", "この発表は発表元により取り下げられました。"),
    "ko": Wording("(제목 없음)", "정정", "철회", "이 보도자료는 배포처가 철회했습니다."),
    "lt": Wording("(be pavadinimo)", "Pataisyta", "Atšaukta", "Šį pranešimą jo skelbėjas atšaukė."),
    "lv": Wording("(bez virsraksta)", "Labots", "Atsaukts", "Izdevējs šo paziņojumu ir atsaucis."),
    "nb": Wording("(uten tittel)", "Rettet", "Trukket tilbake", "Pressemeldingen er trukket tilbake av avsenderen."),
    "nl": Wording("(zonder titel)", "Gecorrigeerd", "Ingetrokken", "Dit persbericht is door de afzender ingetrokken."),
    "nn": Wording("(utan tittel)", "Retta", "Trekt tilbake", "Pressemeldinga er trekt tilbake av avsendaren."),
    "pl": Wording("(bez tytułu)", "Skorygowano", "Wycofano", "Ten komunikat został wycofany przez nadawcę."),
    "pt": Wording("(sem título)", "Corrigido", "Retirado", "Este comunicado foi retirado por quem o emitiu."),
    "ro": Wording("(fără titlu)", "Corectat", "Retras", "Acest comunicat a fost retras de emitent."),
    "ru": Wording("(без названия)", "Исправлено", "Отозвано", "Это сообщение отозвано его издателем."),
    "sk": Wording("(bez názvu)", "Opravené", "Stiahnuté", "Túto správu jej vydavateľ stiahol."),
    "sl": Wording("(brez naslova)", "Popravljeno", "Umaknjeno", "To sporočilo je izdajatelj umaknil."),
    "sv": Wording("(utan rubrik)", "Rättat", "Återkallat", "Avsändaren har dragit tillbaka pressmeddelandet."),
    "tr": Wording("(başlıksız)", "Düzeltildi", "Geri çekildi", "Bu bülten, yayımlayan tarafından geri çekildi."),
    "uk": Wording("(без назви)", "Виправлено", "Відкликано", "Це повідомлення відкликав його видавець."),
    "vi": Wording("(không có tiêu đề)", "Đã đính chính", "Đã rút lại", "Thông cáo này đã được bên phát hành rút lại."),
    "zh": Wording("（无标题）", "更正", "撤回", "本新闻稿已由发布方撤回。"),
    "zh-hant": Wording("（無標題）", "更正", "撤回", "本新聞稿已由發布方撤回。"),
}
_ALSO = {"no": "nb", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"}


def wording(language: str | None) -> Wording:
    """The words for a BCP 47 tag; English where the language is unknown or not spoken here."""
    subtags = (language or "").lower().split("-")
    for tag in ("-".join(subtags[:2]), subtags[0]):
        if found := WORDINGS.get(_ALSO.get(tag, tag)):
            return found
    return WORDINGS["en"]
