"""The suggestion engine: a query in, suggestions out.

Puts the parts together: bundle and profile → model, lexicon, personal counts; per document a trail;
per place one blended distribution; per query a ranking and the gate's verdict. No Qt, no widgets;
one thread at a time.
"""

import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.prediction import surface
from editor_app.prediction.blend import SOURCES, Blend, BlendParameters, Evidence
from editor_app.prediction.bundles import open_shared
from editor_app.prediction.cache import LONGEST_HISTORY
from editor_app.prediction.compounds import of_both
from editor_app.prediction.continuation import Here, Sources
from editor_app.prediction.errors import EngineError
from editor_app.prediction.extras import further_words, general_counts
from editor_app.prediction.further_words import FurtherWords
from editor_app.prediction.gate import LEVELS, Eagerness, is_worth_showing
from editor_app.prediction.general_counts import GeneralCountsError
from editor_app.prediction.lexicon import Lexicon, Unit
from editor_app.prediction.memory import PersonalMemory
from editor_app.prediction.neighbours import barred
from editor_app.prediction.offensive import Offensive
from editor_app.prediction.offering import Offering
from editor_app.prediction.online import carried
from editor_app.prediction.passed import likelihoods
from editor_app.prediction.phrases import Phrases, Start
from editor_app.prediction.ranking import Candidate, Ranked, Ranking, TextPlace
from editor_app.prediction.repetition import REACH, go_on
from editor_app.prediction.session import SessionError, StepModel
from editor_app.prediction.trail import Trail
from editor_app.prediction.types import Answer, Query, Suggestion, Traces
from models.bundle import Bundle, BundleError
from models.counts_file import CountsError
from models.language import language_of
from models.profile import MODEL, ProfileError, locate
from models.text import is_inside, normal, starts_sentence

Floats = npt.NDArray[np.float32]

_OPEN_DOCUMENTS = 8
_CLEARLY = 1.5
"""How much likelier than the finished word a longer one must be to lengthen it (rule 7)."""
_MIXED_KEPT = 4
_READ = object()
_FUNCTION_WORDS = 200
"""Entries of a vocabulary, most frequent first, that may well be said again at once."""


@dataclass(slots=True)
class _Document:
    trail: Trail
    start: int = 0
    """Where the text that is asked about begins in it."""
    mixed: OrderedDict[tuple[int, int], Floats] = field(default_factory=OrderedDict)
    here: tuple[tuple[int, int], Here] | None = None
    compound: tuple[tuple[str, int, str, int], Floats, TextPlace] | None = None
    """What is expected before a compound whose parts are being typed."""
    reading: Iterator[None] | None = None


__all__ = ["Engine", "EngineError"]


class Engine:
    """Answers queries. Open with :meth:`open`; call from one thread at a time."""

    def __init__(
        self,
        bundle: Bundle,
        model: StepModel,
        profile: Path | None,
        traces: Traces | None = None,
    ) -> None:
        self.bundle = bundle
        self.profile = profile
        self._model = model
        vocabulary = bundle.vocabulary
        self._writing = vocabulary.writing
        self.lexicon = Lexicon(vocabulary)
        self.memory = PersonalMemory(profile, self.lexicon, traces)
        counts = np.array(vocabulary.counts, np.int64)
        self.language = language_of(bundle.path, bundle.manifest.language)
        parameters = BlendParameters.of(self.language, profile, bundle.path)
        self.blend = Blend(counts, parameters, general_counts(bundle))
        self.eagerness: Eagerness = LEVELS["normal"]
        self._offering = Offering(self.lexicon, self.memory, Offensive.of(bundle, self.language))
        self._documents: OrderedDict[str, _Document] = OrderedDict()
        self._ranking = Ranking(
            self.lexicon, self._offering.allows, self.language, self._offering.refuses
        )
        self._phrases = Phrases(
            Sources(model, self.lexicon, self._ranking, self.blend), self.language
        )

    @classmethod
    def open(
        cls, bundle_dir: Path, profile_dir: Path | None = None, traces: Traces | None = None
    ) -> "Engine":
        """Open a base or a profile; ``profile_dir`` is where personal counts are kept, ``traces``
        what else is removed when a document is forgotten.

        Raises:
            EngineError: the bundle or the profile cannot be used; the message says why.
        """
        try:
            place = locate(Path(bundle_dir), profile_dir)
            bundle = open_shared(place.bundle)
            model = StepModel(place.bundle / MODEL)
            if model.vocabulary_size != len(bundle.vocabulary):
                raise EngineError("The model and its vocabulary are of different sizes.")
            engine = cls(bundle, model, place.profile, traces)
        except (
            BundleError,
            SessionError,
            CountsError,
            ProfileError,
            GeneralCountsError,
        ) as error:
            raise EngineError(str(error)) from error
        words = further_words(bundle, engine.language)
        if words is not None:
            engine.use_further_words(words)
        return engine

    def use_further_words(self, words: FurtherWords) -> None:
        """Offer ``words``, too, inside a word."""
        self._ranking.use(words)

    def close(self) -> None:
        """Close the files."""
        self.memory.close()

    @property
    def trouble(self) -> str:
        """What the person should know of it, a sentence, or ""."""
        return self.memory.trouble

    def set_eagerness(self, level: str) -> None:
        """How sure a ghost must be: one of :data:`LEVELS`."""
        self.eagerness = LEVELS[level]

    # ---- suggesting

    def suggest(self, query: Query) -> Answer:
        """Answer ``query``; never raises for any text."""
        begin = time.perf_counter()
        before, prefix, lead = surface.split(query, self._writing.joiners)
        document = self._document(query.document)
        document.start = query.start
        rate = self.memory.take_rate if query.take_rate is None else query.take_rate
        passed = likelihoods((prefix[:lead] + word for word in query.passed), rate)
        try:
            self.memory.notice_others()
            ranked = self._ranked(document, before, prefix, query.k, passed)
        except CountsError as error:
            self.memory.lose(error)
            ranked = self._ranked(document, before, prefix, query.k, passed)
        if not ranked.candidates and query.fixes and prefix and not ranked.finished:
            mixed, place = self._mixed(document, before), self._place(document.trail)
            ranked = self._ranking.fixes(mixed, prefix, place, query.k)
        space = surface.space_needed(before, self.language) if not prefix else ""
        glued = surface.glued(before, self.language) if space else dict[str, str]()
        suggestions = tuple(
            self._suggestion(candidate, prefix, lead, space, glued)
            for candidate in ranked.candidates
        )
        level = LEVELS.get(query.eagerness, self.eagerness)
        show = bool(suggestions) and self.is_welcome(query, suggestions[0], ranked.finished)
        starts = self._starts(query, document, prefix, ranked, suggestions, show, level)
        grows = bool(starts)
        if query.words > 1 and starts:
            ghost = self._phrases.behind(starts, query, self._here(document), level, show)
            show, grows = ghost.show, ghost.grows
            if ghost.suggestion is not None:
                longer = suggestions and ghost.suggestion.text.startswith(suggestions[0].text)
                suggestions = (ghost.suggestion, *suggestions[bool(longer) :])
        elapsed = (time.perf_counter() - begin) * 1000.0
        mass, finished = ranked.mass, ranked.finished
        return Answer(
            suggestions,
            prefix[lead:],
            elapsed,
            show,
            mass,
            finished,
            self.language.keys,
            grows,
            self._writing.spaced,
        )

    def _ranked(
        self,
        document: _Document,
        before: str,
        prefix: str,
        count: int,
        passed: Mapping[str, float],
    ) -> Ranked:
        if cut := self._writing.finished(prefix):
            return self._ranked_compound(document, before, prefix, cut, count, passed)
        mixed = self._mixed(document, before)
        place = self._place(document.trail)
        if not prefix:
            return self._ranking.next_words(mixed, place, count)
        return self._ranking.completions(mixed, prefix, place, count, passed)

    def _ranked_compound(
        self,
        document: _Document,
        before: str,
        prefix: str,
        cut: int,
        count: int,
        passed: Mapping[str, float],
    ) -> Ranked:
        """ "well-kn", "l'arb": compounds that are known, and the parts behind the first ``cut``
        letters, which are words already."""
        head, tail = prefix[:cut], prefix[cut:]
        key = (before, document.start, head, self.memory.revision)
        if document.compound is None or document.compound[0] != key:
            # Once for each: the trail cannot stand before and behind the hyphen at a time.
            mixed = self._mixed(document, before)
            document.compound = (key, mixed, self._place(document.trail))
        _, mixed, place = document.compound
        whole = self._ranking.completions(mixed, prefix, place, count, passed)
        mixed = self._mixed(document, before + head)
        place = self._place(document.trail)
        if tail:
            start = normal(head).lower()
            rest = {w[len(start) :]: p for w, p in passed.items() if w.startswith(start)}
            parts = self._ranking.completions(mixed, tail, place, count, rest)
        else:
            parts = self._ranking.next_words(mixed, place, count)
        return of_both(whole, parts, head, count)

    def _suggestion(
        self, candidate: Candidate, prefix: str, lead: int, space: str, glued: Mapping[str, str]
    ) -> Suggestion:
        written = glued.get(candidate.surface.lower())
        if written is not None:
            candidate, space = replace(candidate, surface=written), ""
        text = space + (
            candidate.surface if candidate.replace else candidate.surface[len(prefix) :]
        )
        chance = self._calibrated(candidate.probability, inside=bool(prefix))
        word = candidate.surface if candidate.replace else candidate.surface[lead:]
        return Suggestion(text, word, chance, (text,), candidate.replace)

    def _starts(
        self,
        query: Query,
        document: _Document,
        prefix: str,
        ranked: Ranked,
        suggestions: Sequence[Suggestion],
        shown: bool,
        level: Eagerness,
    ) -> list[Start]:
        """The words that a ghost of several may begin behind: the best one, and the finished."""
        if (
            self._writing.finished(prefix)
            or is_inside(query.after)
            or (query.quiet and not query.asked)
        ):
            return []
        starts: list[Start] = []
        best = suggestions[0].probability if suggestions else 0.0
        finished = self._calibrated(ranked.finished, inside=True)
        if best >= level.least_whole and (shown or finished * _CLEARLY <= best):
            units = self._units(ranked.candidates[0])
            starts.append(Start(units, best, suggestions[0]))
        if not shown and finished >= level.least_whole and self.language.spaces:
            units = self.lexicon.units_of(prefix, self._place(document.trail).sentence_start)
            starts.append(Start(units, finished, Suggestion("", prefix, finished, ())))
        return starts

    def _units(self, candidate: Candidate) -> tuple[Unit, ...]:
        """What a candidate is to the model."""
        if not candidate.text:
            return self.lexicon.units_of(self.lexicon.words[candidate.word])
        known = self.lexicon.vocabulary.units_of(candidate.text)
        return tuple(Unit(unit.id, unit.id) for unit in known)

    def _here(self, document: _Document) -> Here:
        """The place at the end of what the document's trail has followed."""
        trail = document.trail
        key = (trail.revision, self.memory.revision)
        if document.here is None or document.here[0] != key:
            here = Here(
                trail.step().state,
                tuple(trail.words(REACH)),
                trail.cache,
                self.memory.personal,
                trail.bias,
                self._place(trail),
            )
            document.here = (key, here)
        return document.here[1]

    def _calibrated(self, chance: float, inside: bool) -> float:
        slope, shift = self.blend.parameters.calibration[inside]
        return surface.calibrated(chance, slope, shift)

    def is_welcome(self, query: Query, best: Suggestion, finished: float) -> bool:
        """The gate's verdict on ``best``, where the word is whole with the chance ``finished``."""
        if is_inside(query.after):
            return False
        if not query.asked and finished * _CLEARLY > best.probability:
            return False
        return is_worth_showing(
            (best.probability,),
            (surface.keys(best.parts[0], self.language),),
            LEVELS.get(query.eagerness, self.eagerness),
            asked=query.asked,
            quiet=query.quiet,
            pause=query.pause,
        )

    def _document(self, name: str) -> _Document:
        document = self._documents.get(name)
        if document is None:
            trail = Trail(self._model, self.lexicon, self._start())
            document = self._documents[name] = _Document(trail)
            while len(self._documents) > _OPEN_DOCUMENTS:
                self.close_document(next(iter(self._documents)))
        self._documents.move_to_end(name)
        self._offering.document = document.trail.cache
        return document

    def settle(self, document: str) -> bool:
        """Read a little more of what stands before the cursor; whether there is more to read."""
        known = self._documents.get(document)
        if known is None:
            return False
        if known.reading is None:
            known.reading = known.trail.settle()
        if next(known.reading, _READ) is _READ:
            known.reading = None
        return known.reading is not None

    def trail(self, document: str) -> Trail:
        """The trail of a document, begun now if it is new."""
        return self._document(document).trail

    def _mixed(self, document: _Document, before: str) -> Floats:
        """The blended distribution after ``before``."""
        trail = document.trail
        trail.follow(before, document.start)
        key = (trail.revision, self.memory.revision)
        mixed = document.mixed.get(key)
        if mixed is None:
            evidence, weights = self.weighed(trail)
            mixed = self.blend.mix(evidence, weights, len(self.lexicon))
            go_on(mixed, evidence, trail.words(REACH), trail.cache, self.memory.personal)
            document.mixed[key] = mixed
            while len(document.mixed) > _MIXED_KEPT:
                document.mixed.popitem(last=False)
        return mixed

    def weighed(self, trail: Trail) -> tuple[Evidence, Floats]:
        """What all sources say at the end of ``trail``, and their weights (S,) there.

        The word that comes here will move the weights from there on.
        """
        evidence = self.blend.gather(
            trail.step(),
            trail.words(LONGEST_HISTORY),
            trail.cache,
            self.memory.personal,
            len(self.lexicon),
        )
        weights = self.blend.weights(evidence, trail.bias)
        trail.online.ask(trail.length, evidence, weights)
        return evidence, weights

    def _place(self, trail: Trail) -> TextPlace:
        text = trail.text
        after_space = not text or text[-1].isspace()
        return TextPlace(
            starts_sentence(trail.tokens, len(trail.tokens)),
            text.rfind("\u2019") > text.rfind("'"),
            after_space,
            barred(trail.tokens, after_space, self._is_content, self.language),
            trail.written,
        )

    def _is_content(self, word: str) -> bool:
        known = self.lexicon.find(word)
        frequent = known is not None and known < min(_FUNCTION_WORDS, self.lexicon.base_size)
        return len(word) > 1 and not frequent

    def close_document(self, document: str) -> None:
        """Forget the trail and cache of a closed document (not what was learned from it)."""
        known = self._documents.pop(document, None)
        if known is not None and known.trail.online.judged:
            online, bias = known.trail.online, known.trail.bias
            start = carried(online.start, bias, online.judged)
            self.memory.note_trust(document, dict(zip(SOURCES, start.tolist(), strict=True)))

    def _start(self) -> Floats:
        """Where the weights begin in a new document: where the last ones led. (S,)"""
        trust = self.memory.trust
        return np.array([trust.get(source, 0.0) for source in SOURCES], np.float32)
