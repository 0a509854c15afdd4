"""The query protocol: one JSON question a line comes in, one JSON answer a line goes out.

For other programs, behind ``foretype suggest --jsonl``. Must not know which engine answers.
"""

import json
from collections.abc import Callable, Iterable, Mapping

from editor_app.prediction.types import Answer, Predictor, Query
from editor_app.terminal.slides import Slides
from models.text import split_at_cursor

Named = Callable[[Iterable[str]], tuple[str, ...]]


def answer_lines(engine: Predictor, lines: Iterable[bytes], named: Named = tuple) -> None:
    """The query protocol: one answer for each line, in order, each flushed; ``named`` knows the
    bases that are meant by names or tags."""
    slides = Slides()
    for line in lines:
        if not line.strip():
            continue
        number: object = None
        try:
            data = json.loads(line, parse_constant=_refuse)
            number = data.get("id") if isinstance(data, dict) else None
            query = _query(data, slides, named)
        except (ValueError, RecursionError) as error:
            print(json.dumps({"id": number, "error": f"not a query: {error}"}), flush=True)
            continue
        print(json.dumps(_answer(number, query, engine.suggest(query))), flush=True)


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _query(data: object, slides: Slides, named: Named) -> Query:
    if not isinstance(data, dict) or not isinstance(data.get("context"), str):
        raise ValueError("a query is an object with a context")
    prefix = data.get("prefix")
    if prefix is None:
        prefix = split_at_cursor(data["context"])[1]
    if not isinstance(prefix, str):
        raise ValueError("the prefix must be text")
    document = str(data.get("document", ""))
    return Query(
        context=data["context"],
        start=slides.start_of(document, data["context"]),
        prefix=prefix,
        k=_number(data.get("k", 5), 1, 100),
        words=_number(data.get("words", 1), 1, 16),
        document=document,
        after=str(data.get("after", "")),
        fixes=True,
        passed=_words("passed", data),
        take_rate=_share(data.get("take_rate")),
        eagerness=str(data.get("eagerness", "")),
        languages=named(_words("languages", data)),
    )


def _words(name: str, data: Mapping[str, object]) -> tuple[str, ...]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{name} is a list of words")
    return tuple(value)


def _share(value: object) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("take_rate is a number from 0 to 1")
    return float(value)


def _number(value: object, least: int, most: int) -> int:
    if not isinstance(value, int):
        raise ValueError("k and words are whole numbers")
    return min(max(value, least), most)


def _answer(number: object, query: Query, answer: Answer) -> dict[str, object]:
    found: dict[str, object] = {
        "id": number,
        "suggestions": [suggestion.word for suggestion in answer.suggestions],
        "p": [round(suggestion.probability, 4) for suggestion in answer.suggestions],
        "ms": round(answer.milliseconds, 3),
        "show": answer.show,
    }
    if query.words > 1:
        found["ghosts"] = [suggestion.text for suggestion in answer.suggestions]
    return found
