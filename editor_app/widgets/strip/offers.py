"""What stands on the strip: words in places that do not change while they stay.

Pure: must not know widgets or engines.
"""

from collections.abc import Sequence

from editor_app.widgets.page.choices import Choice


def offers_of(
    choices: Sequence[Choice], size: int, before: Sequence[Choice | None] = ()
) -> list[Choice | None]:
    """``choices`` (best first) in ``size`` places; ``None`` for an empty one.

    The last place is the phrase's, where the best word goes on as one. A word that stood in
    ``before`` keeps its place; new ones fill what is free, the best first.
    """
    if not choices:
        return [None] * size
    best = choices[0]
    phrase = best if len(best.parts) > 1 else None
    words = [_first_word(choice) for choice in choices][: size - bool(phrase)]
    places: list[Choice | None] = [None] * size
    room = size - bool(phrase)
    stood = {choice.word: place for place, choice in enumerate(before) if choice is not None}
    fresh = []
    for word in words:
        place = stood.get(word.word, size)
        if place < room and places[place] is None:
            places[place] = word
        else:
            fresh.append(word)
    for place in range(room):
        if places[place] is None and fresh:
            places[place] = fresh.pop(0)
    if phrase is not None:
        places[-1] = phrase
    return places


def _first_word(choice: Choice) -> Choice:
    first = choice.parts[0]
    return Choice(first, (first,), choice.word, choice.replace, choice.probability)


def label_of(choice: Choice) -> str:
    """What its button says: the whole word, or the words of the phrase."""
    rest = "".join(choice.parts[1:])
    return choice.word + rest
