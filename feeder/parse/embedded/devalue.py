"""State as Nuxt 3 and Svelte write it (devalue): a list in which every value stands once and others name its place.

github.com/Rich-Harris/devalue: negative numbers stand for undefined, holes, NaN and infinities; a list that begins with
a string is a value of that type.
"""

from typing import Any


def unfolded(values: Any) -> Any:
    """The first value, with all that it holds; the same value is the same object, so a knot stays one. Linear.

    None for what is no such list. A list that begins with the name of a type holds what is behind that.
    """
    if not isinstance(values, list) or not values:
        return None
    # Containers first, then what is in them: a value may hold itself.
    made = [_shell(value) for value in values]
    for value, shell in zip(values, made, strict=True):
        if isinstance(value, dict):
            shell.update((key, _at(made, place)) for key, place in value.items())
        elif isinstance(shell, list):
            shell += [_at(made, place) for place in _places(value)]
    return made[0]


def _shell(value: Any) -> Any:
    return {} if isinstance(value, dict) else [] if isinstance(value, list) else value


def _places(value: list[Any]) -> list[Any]:
    """What a list names: all of it, or what stands behind the name of its type."""
    return value[1:] if value and isinstance(value[0], str) else value


def _at(made: list[Any], place: Any) -> Any:
    is_place = isinstance(place, int) and not isinstance(place, bool)
    if not is_place:
        return place if isinstance(place, str) else None  # ["Date", "2024-…"]
    return made[place] if 0 <= place < len(made) else None
