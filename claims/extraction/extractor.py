"""`Extractor`: documents in, claims and rejections out."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Callable,
    Coroutine,
    Iterable,
    Iterator,
    Sequence,
)
from dataclasses import dataclass, field
from itertools import compress, count
from typing import Any

from claims._version import __version__
from claims.document import Document
from claims.engines import build_engine
from claims.engines.base import Constraint, Engine, Reply
from claims.errors import ClaimsError, EngineError, EngineUnavailableError, Failure, GroundingError
from claims.extraction.clauses_form import ClausesForm
from claims.extraction.kinds import amid
from claims.extraction.no_claim import claims_nothing
from claims.extraction.question import Draft, Failed, Question
from claims.extraction.result import Result, Usage
from claims.extraction.windows_form import WindowsForm
from claims.grounding import ground
from claims.grounding.ground import document_ref
from claims.schemas import BUILT_IN, Claim, Mention, Provenance, Rejection

REPAIRS = 2


@dataclass
class Extractor:
    """Extracts claims of `types` with one model. Build it once; it may be pickled.

    `model` and `base_url` name the engine as the command line does (the embedded model when both
    are None), or `engine` is one of your own. `language` is what statements are written in
    (ISO 639-1, or "source" for the document's own). `concurrency` bounds the requests under way.
    `progress` is called with (questions settled, questions in all) of the document in hand.
    """

    model: str | None = None
    base_url: str | None = None
    types: Sequence[type[Claim]] = BUILT_IN
    language: str = "en"
    concurrency: int = 8
    offline: bool = False
    engine: Engine = field(default=None, repr=False)  # type: ignore[assignment]
    progress: Callable[[int, int], None] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.engine is None:
            self.engine = build_engine(self.model, base_url=self.base_url, offline=self.offline)

    def extract(self, document: Document | str) -> Result:
        """The claims of one document. Raises EngineError when the model cannot be asked at all."""
        return asyncio.run(self._once(document))

    async def _once(self, document: Document | str) -> Result:
        try:
            return await self.aextract(document)
        finally:
            await self.engine.aclose()

    async def aextract(self, document: Document | str) -> Result:
        """The claims of one document, from a running event loop."""
        document = Document(document) if isinstance(document, str) else document
        started = time.perf_counter()
        run = _Run(self, document)
        settled = await asyncio.gather(*self._settling(run))
        result = run.result([part for parts in settled for part in parts])
        result.usage.seconds = time.perf_counter() - started
        return result

    def _settling(self, run: _Run) -> Iterator[Coroutine[Any, Any, list[_Settled]]]:
        gate = asyncio.Semaphore(self.concurrency)
        questions = run.questions()
        done = count(1)

        async def settle(question: Question) -> list[_Settled]:
            settled = await run.settle(question, gate)
            if self.progress:
                self.progress(next(done), len(questions))
            return settled

        return map(settle, questions)

    async def stream(
        self, documents: Iterable[Document] | AsyncIterable[Document]
    ) -> AsyncIterator[Result]:
        """The result of each document, in their order. A document that fails has `.error` set."""
        async for document in _async(documents):
            try:
                yield await self.aextract(document)
            except ClaimsError as error:
                yield Result(document, error=error)


async def _async(
    documents: Iterable[Document] | AsyncIterable[Document],
) -> AsyncIterator[Document]:
    if isinstance(documents, AsyncIterable):
        async for document in documents:
            yield document
    else:
        for document in documents:
            yield document


@dataclass
class _Settled:
    """What came of one question: the claims, what was rejected, and what it cost."""

    question: Question
    claims: list[tuple[Claim, Draft]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    doubted: bool = False
    """Whether the model took it for no report."""

    def claims_nothing(self) -> bool:
        """Whether it was taken for an instruction or the like, or all of it tells one."""
        checks = [f.check for rejection in self.rejected for f in rejection.failures]
        return self.doubted or (not self.claims and checks[:1] == ["claim"])


class _Run:
    """One document on its way through: the same steps for every engine."""

    def __init__(self, extractor: Extractor, document: Document) -> None:
        self.engine = extractor.engine
        self.document = document
        self.types = extractor.types
        source = extractor.language == "source"
        language = (document.language or "en") if source else extractor.language
        grammatical = self.engine.constraint is Constraint.GRAMMAR
        form = ClausesForm if grammatical else WindowsForm
        self.form = form(document, self.types, language)
        self.stopped: EngineError | None = None

    def questions(self) -> list[Question]:
        return list(self.form.questions())

    async def settle(self, question: Question, gate: asyncio.Semaphore) -> list[_Settled]:
        """Ask, ground, ask again about what failed; what still fails is rejected."""
        settled = _Settled(question)
        try:
            reply = await self._ask(question, gate, settled.usage)
        except EngineError as error:
            return [self._unanswered(question, settled, error)]
        if reply.truncated and (halves := question.halves()):
            parts = await asyncio.gather(*(self.settle(half, gate) for half in halves))
            return [settled, *(part for half in parts for part in half)]
        settled.doubted = question.doubted(reply.text)
        failed = self._ground(question.drafts(reply.text), question, 1, settled)
        settled.usage.drafts = len(failed) + len(settled.claims)
        failed = await self._mend(question, failed, gate, settled)
        attempts = 1 + settled.usage.repairs
        settled.rejected = [self._rejection(f, question, attempts) for f in failed]
        return [settled]

    async def _mend(
        self,
        question: Question,
        failed: list[Failed],
        gate: asyncio.Semaphore,
        settled: _Settled,
        attempt: int = 2,
    ) -> list[Failed]:
        """Ask again about what failed, at most `REPAIRS` times; what still fails."""
        if not failed or attempt > REPAIRS + 1:
            return failed
        mended = question.again(failed)
        asked = {id(one) for again in mended for one in again.about}
        still = [one for one in failed if id(one) not in asked]
        for again in mended:
            try:
                reply = await self._ask(again, gate, settled.usage)
            except EngineError:
                still += again.about
                continue
            settled.usage.repairs += 1
            drafts = again.drafts(reply.text)
            settled.usage.drafts += max(0, len(drafts) - len(again.about))
            rest = self._ground(drafts, again, attempt, settled)
            still += await self._mend(again, rest, gate, settled, attempt + 1)
        return still

    def _unanswered(self, question: Question, settled: _Settled, error: EngineError) -> _Settled:
        failed = Failed({}, (Failure("engine", "", str(error)),))
        settled.usage.drafts = 1
        settled.rejected = [self._rejection(failed, question, 1)]
        return settled

    async def _ask(self, question: Question, gate: asyncio.Semaphore, usage: Usage) -> Reply:
        async with gate:
            if self.stopped:
                raise self.stopped
            try:
                reply = await self.engine.complete(question.request)
            except EngineError as error:
                self.stopped = error
                raise
        usage.calls += 1
        usage.tokens_in += reply.tokens_in
        usage.tokens_out += reply.tokens_out
        return reply

    def _ground(
        self, drafts: list[Draft], question: Question, attempt: int, settled: _Settled
    ) -> list[Failed]:
        failed = []
        provenance = self._provenance(question, attempt)
        for draft in drafts:
            if nothing := _claims_nothing(draft, self.form.language):
                failed.append(Failed(draft, (nothing,)))
                continue
            try:
                claim = ground(draft, self.document, types=self.types, provenance=provenance)
            except GroundingError as error:
                failed.append(Failed(draft, error.failures))
            else:
                settled.claims.append((claim, draft))
        return failed

    def _provenance(self, question: Question, attempt: int) -> Provenance:
        prefix = "\0".join([question.request.system, *map(str, question.request.examples)])
        prompt = hashlib.sha256(prefix.encode()).hexdigest()[:12]
        return Provenance(
            model=self.engine.name, prompt=prompt, attempts=attempt, version=__version__
        )

    def _rejection(self, failed: Failed, question: Question, attempt: int) -> Rejection:
        start, end = question.extent
        return Rejection(
            draft=failed.draft,
            failures=tuple(Rejection.Reason(**_fields(f)) for f in failed.failures),
            passage=Mention(text=self.document.text[start:end], start=start, end=end),
            document=document_ref(self.document),
            provenance=self._provenance(question, attempt),
        )

    def result(self, answered: Sequence[_Settled]) -> Result:
        """All that was settled, in source order, each claim once."""
        nothing_around = amid([settled.claims_nothing() for settled in answered])
        for settled in compress(answered, nothing_around):
            alone = [Failed(draft, (_AMID,)) for _, draft in settled.claims]
            settled.claims = []
            settled.rejected += [self._rejection(f, settled.question, 1) for f in alone]
        found = sorted((c for s in answered for c, _ in s.claims), key=_place)
        unique = list({claim.id: claim for claim in reversed(found)}.values())[::-1]
        usage = sum((s.usage for s in answered), Usage())
        usage.merged = len(found) - len(unique)
        rejected = [rejection for s in answered for rejection in s.rejected]
        if self.stopped and not unique and not isinstance(self.stopped, EngineUnavailableError):
            raise self.stopped
        return Result(self.document, sorted(unique, key=_place), rejected, usage, self.stopped)


_AMID = Failure("claim", "", "what stands around it are instructions and the like")


def _claims_nothing(draft: Draft, language: str) -> Failure | None:
    """Why a draft claims nothing; a type of one's own may be made of instructions."""
    told = draft.get("statement")
    asserting = str(draft.get("type")) in _ASSERTING
    if asserting and isinstance(told, str) and claims_nothing(told, language):
        return Failure("claim", "", "an instruction, wish or question claims nothing", told)
    return None


_ASSERTING = frozenset(claim_type.type_name() for claim_type in BUILT_IN)


def _fields(failure: Failure) -> dict[str, str | None]:
    return {name: getattr(failure, name) for name in Failure.__slots__}


def _place(claim: Claim) -> tuple[int, int, str]:
    first = min((m.start for _, m in claim.mentions()), default=claim.quotes[0].start)
    return claim.quotes[0].start, first, claim.id


def extract(
    document: Document | str,
    *,
    model: str | None = None,
    base_url: str | None = None,
    types: Sequence[type[Claim]] = BUILT_IN,
    language: str = "en",
) -> Result:
    """The claims of one text, with the embedded model unless another is named.

    For more than a few texts build an `Extractor` once.
    """
    return Extractor(model=model, base_url=base_url, types=types, language=language).extract(
        document
    )
