"""``foretype lsp``: the language server, from the protocol's messages to the desk and back.

Speaks over standard input and output only; no socket is opened. Ghosts come as inline completions
(LSP 3.18), and as completion items for clients that have none; spell hints as diagnostics with
quick fixes. Nothing is learned unless the configuration says so. What is done on which thread is
the desk's business.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from editor_app import __version__
from editor_app.bases import Bases
from editor_app.documents.chosen_languages import ChosenLanguages
from editor_app.places import Places, config_file, state_dir
from editor_app.prediction.types import Query
from editor_app.private_documents import is_private
from editor_app.server import records
from editor_app.server.desk import Desk, Languages
from editor_app.server.hints import Marked
from editor_app.server.page import Page
from editor_app.server.protocol import PagesProtocol
from editor_app.server.wishes import SECTION, Wishes, language_in, wishes
from editor_app.settings import Settings

_CALM = 0.3
"""Seconds without a change after which a page is checked."""
_BEGINNING = 100
"""Lines of a page by which its language is found out."""

PlacesOf = Callable[[Settings], Places]


class Server(LanguageServer):
    """One client's server. Everything here runs in the loop of :meth:`start_io`."""

    def __init__(self, places_of: PlacesOf = Places, *, alone: bool = False) -> None:
        """``places_of``: where everything lies, under the settings as they are read then;
        ``alone``: the usual base is the only one."""
        super().__init__(
            "foretype",
            __version__,
            protocol_cls=PagesProtocol,
            text_document_sync_kind=_INCREMENTAL,
        )
        self.pages: dict[str, Page] = {}
        self.hints: dict[str, list[Marked]] = {}
        self.languages: dict[str, Languages] = {}
        """Of each page that is not in the usual ones."""
        self.wishes = Wishes()
        self.desk = Desk()
        self._places_of = places_of
        self._alone = alone
        self._bases: Bases | None = None
        self._initial: object = None
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._lessons: set[asyncio.Task[None]] = set()
        self._looks: dict[str, asyncio.Task[None]] = {}
        self.ready = asyncio.Event()
        """Set once the configuration is in force; whoever asks before that waits."""
        _register(self)

    # ---- pages

    def open_page(self, item: lsp.TextDocumentItem) -> None:
        """A client opened a document."""
        agreed = self.server_capabilities.position_encoding or lsp.PositionEncodingKind.Utf16
        encoding = lsp.PositionEncodingKind(agreed).value
        self.pages[item.uri] = Page(item.uri, item.text, item.version, encoding)
        self.check_soon(item.uri, 0.0)
        self.look_soon(item.uri)

    def change_page(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """A client changed a document."""
        page = self.pages.get(params.text_document.uri)
        if page is None:
            return
        for change in params.content_changes:
            if isinstance(change, lsp.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                page.change((start.line, start.character), (end.line, end.character), change.text)
            else:
                page.replace(change.text)
        page.version = params.text_document.version
        self.check_soon(page.uri, _CALM)

    def close_page(self, uri: str) -> None:
        """A client closed a document: its marks go with it."""
        if self.pages.pop(uri, None) is None:
            return
        self.hints.pop(uri, None)
        self.languages.pop(uri, None)
        for tasks in (self._checks, self._looks):
            if (task := tasks.pop(uri, None)) is not None:
                task.cancel()
        self.desk.close_document(uri)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    # ---- hints

    def check_soon(self, uri: str, seconds: float) -> None:
        """Check a page after a while without changes."""
        if (check := self._checks.pop(uri, None)) is not None:
            check.cancel()
        self._checks[uri] = asyncio.get_running_loop().create_task(self._check(uri, seconds))

    async def _check(self, uri: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.ready.wait()
        page = self.pages[uri]
        version, lines = page.version, list(page.lines)

        def wanted() -> bool:
            return self.pages.get(uri) is page and page.version == version

        found = await self.desk.check(lines, self.languages.get(uri, ()), wanted)
        if not wanted():
            return  # another check is on its way
        self.hints[uri] = found
        self.publish(page)

    def publish(self, page: Page) -> None:
        """Show the client the marks of a page."""
        marks = records.diagnostics(page, self.hints.get(page.uri, ()))
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(page.uri, marks, page.version)
        )

    # ---- languages

    def look_soon(self, uri: str) -> None:
        """Settle which languages a page is in."""
        if (look := self._looks.pop(uri, None)) is not None:
            look.cancel()
        self._looks[uri] = asyncio.get_running_loop().create_task(self._look(uri))

    async def _look(self, uri: str) -> None:
        """What the client says of the page comes first, then what was chosen for its file in the
        window, then what its beginning is found to be in."""
        await self.ready.wait()
        bases, page = self._bases, self.pages[uri]
        if bases is None or not bases.several:
            return
        asked = await self._configuration(uri)
        name = to_fs_path(uri)
        file = Path(name).resolve() if name else None
        chosen = ChosenLanguages(state_dir() / "languages.json").of(file) if file else ()
        found = bases.named(language_in(asked)) or bases.named(chosen)
        if not found:
            found = await self.desk.language_of("".join(page.lines[:_BEGINNING]))
        if self.pages.get(uri) is not page or found == self.languages.get(uri, ()):
            return
        self.languages[uri] = found
        self.say(await self.desk.prepare(found))
        self.check_soon(uri, 0.0)

    # ---- configuration

    def begin(self, options: object) -> None:
        """Remember what the client said at the start, for those that have no configuration."""
        self._initial = options.get(SECTION, options) if isinstance(options, dict) else None

    async def configure(self) -> None:
        """Ask the client for its configuration, and open what it names."""
        asked = await self._configuration()
        settings = Settings(config_file())
        self.wishes = wishes(settings, asked)
        places = self._places_of(settings)
        self._bases = Bases(places, alone=self._alone)
        for trouble in await self.desk.use(places, self._bases, self.wishes):
            self.say(trouble)
        self.ready.set()
        for uri in self.pages:
            self.check_soon(uri, 0.0)
            self.look_soon(uri)

    async def _configuration(self, uri: str | None = None) -> object:
        """What the client's configuration says, of everything or of one document."""
        workspace = self.client_capabilities.workspace
        if workspace is None or not workspace.configuration:
            return self._initial
        item = lsp.ConfigurationItem(scope_uri=uri, section=SECTION)
        (found,) = await self.workspace_configuration_async(lsp.ConfigurationParams([item]))
        return self._initial if found is None else found

    # ---- learning

    def learn_soon(self, page: Page) -> None:
        """Learn from a page that was saved, if that is wanted."""
        name = to_fs_path(page.uri)
        if name:
            lesson = asyncio.get_running_loop().create_task(
                self._learn(str(Path(name).resolve()), page.text)
            )
            self._lessons.add(lesson)
            lesson.add_done_callback(self._lessons.discard)

    async def _learn(self, path: str, text: str) -> None:
        await self.ready.wait()
        if not self.wishes.learn or is_private(Settings(config_file()), path):
            return
        self.say(await self.desk.learn(path, text))

    async def finish(self) -> None:
        """Learn what is being learned, and close the files."""
        await asyncio.gather(*self._lessons)
        self.desk.close()

    # ---- asking and telling

    def say(self, trouble: str) -> None:
        """Tell the person what went wrong, if anything did."""
        if trouble:
            self.window_show_message(
                lsp.ShowMessageParams(lsp.MessageType.Warning, f"Foretype: {trouble}")
            )

    @property
    def has_ghosts(self) -> bool:
        """Whether the client can show inline completions."""
        abilities = self.client_capabilities.text_document
        return abilities is not None and abilities.inline_completion is not None

    def query(self, page: Page, place: lsp.Position, asked: bool, fixes: bool) -> Query:
        """The question at a place of a page."""
        spot = page.spot(place.line, place.character)
        return Query(
            context=page.before(spot),
            k=self.wishes.alternatives,
            words=self.wishes.words,
            document=page.uri,
            after=page.behind(spot),
            asked=asked,
            fixes=fixes,
            languages=self.languages.get(page.uri, ()),
        )


_INCREMENTAL = lsp.TextDocumentSyncKind.Incremental


def _register(server: Server) -> None:
    """Connect the messages with what answers them."""
    server.feature(lsp.INITIALIZE)(_on_initialize)
    server.feature(lsp.INITIALIZED)(_on_initialized)
    server.feature(lsp.SHUTDOWN)(_on_shutdown)
    server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)(_on_configuration)
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(_on_saved)
    server.feature(lsp.TEXT_DOCUMENT_INLINE_COMPLETION, lsp.InlineCompletionOptions())(_on_inline)
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" "]))(
        _on_completion
    )
    server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )(_on_actions)
    server.command(records.ADD_WORD)(_on_add_word)
    server.command(records.NEVER_QUESTION)(_on_never_question)


def _on_initialize(ls: Server, params: lsp.InitializeParams) -> None:
    ls.begin(params.initialization_options)


async def _on_initialized(ls: Server, _params: lsp.InitializedParams) -> None:
    await ls.configure()


async def _on_configuration(ls: Server, params: lsp.DidChangeConfigurationParams) -> None:
    if params.settings:  # a client that pushes its configuration
        ls.begin(params.settings)
    await ls.configure()


async def _on_shutdown(ls: Server, _params: Any) -> None:
    await ls.finish()


def _on_saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    page = ls.pages.get(params.text_document.uri)
    if page is not None:
        page.edited = None  # whoever saves has finished the word
        ls.publish(page)
        ls.learn_soon(page)


async def _on_inline(
    ls: Server, params: lsp.InlineCompletionParams
) -> list[lsp.InlineCompletionItem]:
    page = ls.pages.get(params.text_document.uri)
    if page is None:
        return []
    await ls.ready.wait()
    spot = page.spot(params.position.line, params.position.character)
    if records.position(page, spot) != params.position:
        return []  # beyond the text as we know it: a change is still on its way
    asked = params.context.trigger_kind is lsp.InlineCompletionTriggerKind.Invoked
    version, place = page.version, params.position
    answer = await ls.desk.suggest("ghost", ls.query(page, place, asked, fixes=False))
    if page.version != version or not answer.show:
        return []
    items = records.inline_items(page, spot, answer)
    chosen = params.context.selected_completion_info
    if chosen is None:
        return items
    # A ghost beside an open list must go on from what is selected there.
    return [item for item in items if _goes_on(page, place, item, chosen)]


def _goes_on(
    page: Page,
    place: lsp.Position,
    item: lsp.InlineCompletionItem,
    chosen: lsp.SelectedCompletionInfo,
) -> bool:
    start = page.spot(chosen.range.start.line, chosen.range.start.character)
    typed = page.lines[start.line][start.column : page.spot(place.line, place.character).column]
    return (typed + str(item.insert_text)).startswith(chosen.text)


async def _on_completion(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    await ls.ready.wait()
    page, wanted = ls.pages.get(params.text_document.uri), ls.wishes.completion
    if page is None or wanted == "never" or (wanted == "auto" and ls.has_ghosts):
        return lsp.CompletionList(is_incomplete=False, items=[])
    by_itself = (
        params.context is not None
        and params.context.trigger_kind is lsp.CompletionTriggerKind.TriggerCharacter
    )
    version, place = page.version, params.position
    answer = await ls.desk.suggest("list", ls.query(page, place, not by_itself, fixes=True))
    if page.version != version or not answer.show:
        return lsp.CompletionList(is_incomplete=True, items=[])
    spot = page.spot(place.line, place.character)
    return lsp.CompletionList(
        is_incomplete=True, items=records.completion_items(page, spot, answer)
    )


def _on_actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    page = ls.pages.get(params.text_document.uri)
    only = params.context.only
    if page is None or (only and not {"", str(lsp.CodeActionKind.QuickFix.value)} & {*only}):
        return []
    start = page.spot(params.range.start.line, params.range.start.character)
    end = page.spot(params.range.end.line, params.range.end.character)
    here = [m for m in ls.hints.get(page.uri, ()) if m.touches(start, end)]
    return [action for marked in here for action in records.actions(page, marked)]


async def _on_add_word(ls: Server, word: str) -> None:
    await _believe(ls, partial(ls.desk.believe, add=word))


async def _on_never_question(ls: Server, word: str) -> None:
    await _believe(ls, partial(ls.desk.believe, never=word))


async def _believe(ls: Server, change: Callable[[], Any]) -> None:
    try:
        await change()
    except OSError as error:
        ls.say(f"the word could not be kept: {error.strerror or error}.")
    for uri in ls.pages:
        ls.check_soon(uri, 0.0)


def run(bundle: Path | None = None, profile: Path | None = None) -> int:
    """Serve the client at standard input and output until it says goodbye; the exit status."""
    sys.setswitchinterval(0.001)  # the loop and the two threads hand over this often
    places_of = partial(Places, bundle=bundle, profile=profile)
    server = Server(places_of, alone=bundle is not None)
    server.start_io()
    return 0
