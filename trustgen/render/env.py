"""The Jinja environment: strict, escaped, and nothing in it but what templates need.

A project's own templates come before the shipped ones, file by file.  Whatever goes wrong in a template is a finding
at the template's line.
"""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token
from jinja2.sandbox import ImmutableSandboxedEnvironment

from trustgen import __version__, limits
from trustgen.finding import Finding, Rule, Span
from trustgen.render.compiled import Compiled
from trustgen.resources import shipped
from trustgen.source import Source, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2.lexer import TokenStream

    from trustgen.files import Folder
    from trustgen.render.filters import Filters
    from trustgen.render.trace import Marker

TEMPLATE_SYNTAX = Rule(
    code="TG042",
    name="template-syntax",
    summary="A template cannot be parsed.",
    help="Mend the template at this line.",
)
TEMPLATE_ERROR = Rule(
    code="TG043",
    name="template-error",
    summary="A template uses something that does not exist, or fails.",
    help="Mend the template at this line; a word that is missing belongs into the catalogue `words/`.",
)
TEMPLATE_MISSING = Rule(
    code="TG044",
    name="template-missing",
    summary="A template that is needed does not exist.",
    help="Restore the template, or remove what refers to it.",
)


_SYNTAX: Final[dict[str, Any]] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # Templates here hold nothing to fold: looking for it costs an eighth of compiling them.
    "optimized": False,
}
"""What decides, beside the source, how a template is compiled."""

_COMPILED: Final = Compiled(repr(_SYNTAX))


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with a memory: what may be read of an object is a matter of its type alone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        key = (type(obj), attr)
        known = self._safe.get(key)
        if known is None:
            known = self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return known


class RefusedTemplateError(Exception):
    """A template file that may not be read; carries its finding out of Jinja."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Loader(jinja2.BaseLoader):
    """Templates from folders, the first that has the file; each is read by the same rules as content."""

    def __init__(self, folders: tuple[Folder, ...]) -> None:
        self.folders = folders
        self.sources: dict[str, Source] = {}
        self.shipped: set[str] = set()
        """The templates that came from the installation, not from a project."""
        # In trustgen's own repository the project's templates are the shipped ones.
        own = shipped("templates").resolve()
        self._is_shipped = {folder.root: folder.root.resolve() == own for folder in folders}

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:  # noqa: ARG002
        for folder in self.folders:
            if not (folder.root / template).exists():
                continue
            source = folder.text(template, limits.CONTENT_FILE_BYTES)
            if isinstance(source, Finding):
                raise RefusedTemplateError(source)
            self.sources[template] = source
            if self._is_shipped[folder.root]:
                self.shipped.add(template)
            return source.text, source.path, lambda: True
        raise jinja2.TemplateNotFound(template)


class _MarkTemplates(Extension):
    """Puts a mark before every piece of literal template text and before every expression, for the trace."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        marker: Marker = self.environment.marker  # type: ignore[attr-defined]
        source: Source = self.environment.loader.sources[stream.name]  # type: ignore[union-attr]
        lines = [0, *(found.end() for found in re.finditer("\n", source.text))]
        cursor = 0
        for token in stream:
            if token.type == "data" and token.value.strip():
                # A token is a stretch of the source; blanks around it may have been cut off.
                start = source.text.find(token.value, max(cursor, lines[token.lineno - 1]))
                start = cursor if start < 0 else start
                cursor = start + len(token.value)
                yield Token(token.lineno, "data", marker.template(source, start, cursor) + token.value)
            elif token.type == "variable_begin":
                start = source.text.find("{{", max(cursor, lines[token.lineno - 1]))
                cursor = cursor if start < 0 else start
                yield Token(token.lineno, "data", marker.template(source, cursor, cursor + 1))
                yield token
            else:
                yield token


class Templates:
    """Renders templates by name."""

    def __init__(
        self,
        folders: tuple[Folder, ...],
        filters: Filters,
        values: Mapping[str, Any],
        marker: Marker | None = None,
    ) -> None:
        self._loader = _Loader(folders)
        self._filters = filters
        self._environment = _Sandbox(
            loader=self._loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            **_SYNTAX,
            auto_reload=False,
            cache_size=-1,
            extensions=[_MarkTemplates] if marker is not None else [],
            finalize=None if marker is None else lambda value: _marked(value, marker),
            bytecode_cache=_COMPILED if marker is None else None,
        )
        self._environment.marker = marker  # type: ignore[attr-defined]
        self._environment.filters.update(filters.table())
        # What Jinja offers by itself leads further than to the record.
        self._environment.globals.clear()
        self._environment.globals.update(values, generator=f"trustgen {__version__}")

    def render(self, name: str, path: str, values: Mapping[str, Any]) -> str | Finding:
        """Render a template as the page at `path`; a template's fault is a finding."""
        self._filters.path = path
        try:
            text: str = self._environment.get_template(name).render(values)
            text.encode()
        except RefusedTemplateError as error:
            return error.finding
        except jinja2.TemplateSyntaxError as error:
            span = self._span(error.filename or error.name or name, error.lineno)
            return TEMPLATE_SYNTAX.at(span, f"This template cannot be parsed: {_sentence(error.message)}")
        except jinja2.TemplateNotFound as error:
            return TEMPLATE_MISSING.at(self._failing_line(error, name), f"There is no template `{error.name}`.")
        except Exception as error:  # noqa: BLE001 - a template may call anything of the record in a wrong way
            span = self._failing_line(error, name)
            return TEMPLATE_ERROR.at(span, f"This template fails: {_sentence(str(error) or type(error).__name__)}")
        return text

    def _failing_line(self, error: Exception, name: str) -> Span:
        """The innermost line of a template in the traceback: an undefined name has no other place."""
        shown = {source.path for source in self._loader.sources.values()}
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in shown:
                return self._span(frame.filename, frame.lineno or 1)
        return Span(path=f"templates/{name}")

    def _span(self, path: str, line: int) -> Span:
        source = next((s for n, s in self._loader.sources.items() if path in (s.path, n)), None)
        return Span(path=source.path if source else path, line=line, text=source.line(line) if source else None)


def _marked(value: object, marker: Marker) -> object:
    return marker.whole(value) if isinstance(value, Text) else value


def _sentence(message: str | None) -> str:
    text = (message or "it is not clear why").strip().replace("\n", " ")
    return text if text.endswith(".") else f"{text}."
