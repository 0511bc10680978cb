"""Pages that show nothing yet: their own program draws them, and was not run."""

from typing import Any

NO_TEXT = "this page shows hardly any text: it may be drawn by JavaScript, which only a browser runs"
LEAST = 60  #: characters of a page that says something
LITTLE = 400  #: characters; a page that says no more may be a frame that waits for its picture
_JAVASCRIPT = "javascript"
UNSEEN = "ancestor::script or ancestor::style or ancestor::noscript or ancestor::template"
#: Where programs draw: an element that waits to be filled, right in the body, or the main part of the page.
MOUNTS = "//body/div[@id or @class][not(*)] | //body/*[contains(name(), '-')] | //main | //*[@role='main']"


def is_undrawn(root: Any, known: int = 0) -> bool:
    """Whether a page shows next to nothing, and says or looks as if a program (JavaScript) were to draw it; of its
    characters so many are `known`."""
    length = known if known >= LITTLE else len(_shown(root, "//body"))
    if length < LEAST and not root.xpath("boolean(//body//a[@href])"):
        return True
    if not root.xpath("boolean(//script)"):
        return False
    return bool(length < LITTLE and _asks_for_it(root)) or any(_waits(one, length) for one in root.xpath(MOUNTS))


def drop_notices(root: Any) -> None:
    """Takes out what is told only to those who run no program, where it is about that: it is no text of the page."""
    for one in [*root.iter("noscript")]:
        told = one.text_content()
        if len(told) < LITTLE and _JAVASCRIPT in told.lower() and next(one.iter("img"), None) is None:
            one.drop_tree()


def _waits(mount: Any, length: int) -> bool:
    is_main = mount.tag == "main" or mount.get("role") == "main"
    return (is_main or length < LITTLE) and not _shown(mount, ".")


def _asks_for_it(root: Any) -> bool:
    """It is called JavaScript in every language."""
    return _JAVASCRIPT in "".join(root.xpath("//noscript//text()")).lower()


def _shown(element: Any, path: str) -> str:
    return " ".join("".join(element.xpath(f"{path}//text()[not({UNSEEN})]")).split())
