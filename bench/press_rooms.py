"""How feeder reads the press rooms of tests/press_rooms: `python bench/press_rooms.py [NAME…]`.

A line a page, the worst first, with what went wrong; the means at the end. `--save FOLDER` writes the pages for a
look at them.
"""

import argparse
import pathlib
import sys
from dataclasses import replace

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

from press_rooms import ROOMS, PressRoom, Score, score
from press_rooms.room import NOW
from press_rooms.scoring import mean

from feeder import extract


def read(room: PressRoom) -> tuple[Score, float]:
    found = extract(room.body, room.url, shape="listing", now=NOW).to_dict()
    return score(room.truth, found["entries"]), found["confidence"] or 0.0


def line(room: PressRoom, got: Score, confidence: float) -> str:
    verdict = "solved" if got.is_solved else "FAILED"
    shares = " ".join("   -" if share is None else f"{share:.2f}" for share in (got.f1, got.titles, got.days))
    said = f"{room.name:22} {room.language} {got.found:4}/{got.wanted:<4} {shares}  {confidence:.2f} {verdict}"
    reasons = [*got.reasons, *([f"{got.invented} days invented"] if got.invented else [])]
    return "\n".join((said, *(f"{'':26}{reason}" for reason in reasons)))


def total(scores: list[Score]) -> str:
    shares = (mean(getattr(got, name) for got in scores) for name in ("f1", "titles", "days"))
    means = ", ".join(f"{name} {share:.3f}" for name, share in zip(("F1", "titles", "days"), shares, strict=True))
    solved, empty = sum(got.is_solved for got in scores), sum(not got.f1 for got in scores)
    invented = sum(got.invented > 0 for got in scores)
    return f"{len(scores)} pages: {means}, solved {solved}, nothing right {empty}, days invented on {invented}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="*", metavar="NAME")
    asked.add_argument("--draw", type=int, default=0, metavar="N", help="other titles and days on the same pages")
    asked.add_argument("--save", type=pathlib.Path, metavar="FOLDER")
    told = asked.parse_args()
    rooms = [replace(ROOMS[name], draw=told.draw) for name in told.names or ROOMS]
    if told.save:
        told.save.mkdir(parents=True, exist_ok=True)
        for room in rooms:
            (told.save / f"{room.name}.html").write_bytes(room.body)
    table = sorted(((room, *read(room)) for room in rooms), key=lambda row: (row[1].is_solved, row[1].f1))
    print(f"{'page':22}       found    F1 titles days conf.")
    for row in table:
        print(line(*row))
    print(total([got for _, got, _ in table]))


if __name__ == "__main__":
    main()
