"""What the engine and the checker say, in the protocol's records.

Pure functions over a page: suggestions become inline completions or completion items, hints become
diagnostics and the actions that put them right. Must not know threads nor the connection.
"""

from collections.abc import Iterator, Sequence

from lsprotocol import types as lsp

from editor_app.prediction.types import Answer, Suggestion
from editor_app.server.hints import Marked
from editor_app.server.page import Page, Spot

ADD_WORD, NEVER_QUESTION = "foretype.addWord", "foretype.neverQuestion"
_SOURCE = "foretype"
_NAMED = 3
"""Replacements that a diagnostic's message names."""


def position(page: Page, spot: Spot) -> lsp.Position:
    """A place as the client counts it."""
    return lsp.Position(spot.line, page.units(spot))


def span(page: Page, start: Spot, end: Spot) -> lsp.Range:
    """A range as the client counts it."""
    return lsp.Range(position(page, start), position(page, end))


# ---- suggestions


def inline_items(page: Page, spot: Spot, answer: Answer) -> list[lsp.InlineCompletionItem]:
    """The suggestions of an answer that only add text: ghosts cannot show what they take away."""
    here = span(page, spot, spot)
    return [
        lsp.InlineCompletionItem(insert_text=suggestion.text, range=here)
        for suggestion in answer.suggestions
        if not suggestion.replace
    ]


def completion_items(page: Page, spot: Spot, answer: Answer) -> list[lsp.CompletionItem]:
    """The suggestions as items of a list, in their order."""
    typed = answer.prefix
    start = Spot(spot.line, max(0, spot.column - len(typed)))
    here = span(page, start, spot)
    items = []
    for number, suggestion in enumerate(answer.suggestions):
        text = _in_place_of(typed, suggestion)
        items.append(
            lsp.CompletionItem(
                label=text.strip(),
                kind=lsp.CompletionItemKind.Text,
                sort_text=f"{number:02}",
                filter_text=typed or text,
                text_edit=lsp.TextEdit(here, text),
            )
        )
    return items


def _in_place_of(typed: str, suggestion: Suggestion) -> str:
    """What stands in place of the letters ``typed`` once ``suggestion`` is taken."""
    kept = len(typed) - suggestion.replace if suggestion.replace else len(typed)
    return typed[: max(0, kept)] + suggestion.text


# ---- hints


def diagnostics(page: Page, hints: Sequence[Marked]) -> list[lsp.Diagnostic]:
    """The hints of a page, but for one at the word that is being typed."""
    return [
        lsp.Diagnostic(
            range=span(page, marked.start, marked.end),
            message=_message(marked),
            severity=lsp.DiagnosticSeverity.Information,
            source=_SOURCE,
            code=marked.hint.kind,
        )
        for marked in hints
        if page.edited is None or not marked.touches(page.edited, page.edited)
    ]


def _message(marked: Marked) -> str:
    words = ", ".join(f"\u201c{word}\u201d" for word in marked.hint.suggestions[:_NAMED])
    asked = f"Is \u201c{marked.hint.word}\u201d right?"
    return f"{asked} Perhaps {words}." if words else asked


def actions(page: Page, marked: Marked) -> Iterator[lsp.CodeAction]:
    """What can be done about a hint: each replacement, and the two ways to believe the word."""
    where, word = span(page, marked.start, marked.end), marked.hint.word
    for number, text in enumerate(marked.hint.suggestions):
        yield lsp.CodeAction(
            title=f"Replace with \u201c{text}\u201d",
            kind=lsp.CodeActionKind.QuickFix,
            edit=lsp.WorkspaceEdit(changes={page.uri: [lsp.TextEdit(where, text)]}),
            is_preferred=number == 0,
        )
    commands = [(NEVER_QUESTION, f"Never mark \u201c{word}\u201d")]
    if marked.hint.kind == "misspelling":
        commands.insert(0, (ADD_WORD, f"Add \u201c{word}\u201d to the dictionary"))
    for command, title in commands:
        yield lsp.CodeAction(
            title=title,
            kind=lsp.CodeActionKind.QuickFix,
            command=lsp.Command(title, command, arguments=[word]),
        )
