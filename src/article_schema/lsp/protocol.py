"""Protocol: pygls with documents of our own, whose lines end where the protocol says."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
)
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from article_schema.lsp.texts import Texts


@dataclass(frozen=True)
class _Refused:
    """A request that gets an error in place of an answer."""

    id: int | str
    error: JsonRpcException


class Protocol(LanguageServerProtocol):
    """Keeps the texts of documents in place of pygls, which splits lines at U+2028 and others."""

    def __init__(self, server: LanguageServer, converter: Any) -> None:
        self.texts = Texts()
        #: Whether the client ended the server without shutting it down first.
        self.ended_early = False
        super().__init__(server, converter)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message; pygls leaves a request without an answer that it cannot read."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" not in data or "method" not in data:
                raise
            if self.get_message_type(data["method"]) is None:
                return _Refused(data["id"], JsonRpcMethodNotFound.of(data["method"]))
            return _Refused(data["id"], JsonRpcInvalidParams(_told(error)))

    def handle_message(self, message: Any) -> None:
        """Hand a message to what it is for; no request stays without an answer."""
        number = getattr(message, "id", None)
        if isinstance(message, _Refused):
            self._send_response(message.id, error=message.error.to_response_error())
        elif self._shutdown and number is not None and hasattr(message, "method"):
            error = JsonRpcInvalidRequest("the server is shutting down")
            self._send_response(number, error=error.to_response_error())
        else:
            super().handle_message(message)

    def _send_handler_result(self, future: Future[Any], *, msg_id: int | str) -> None:
        """Answer a request; pygls logs an answer that is a refusal as an error, with its trace."""
        error = None if future.cancelled() else future.exception()
        if isinstance(error, JsonRpcException):
            self._request_futures.pop(msg_id, None)
            self._send_response(msg_id, error=error.to_response_error())
        else:
            super()._send_handler_result(future, msg_id=msg_id)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Any:
        """Take a document in."""
        item = params.text_document
        # A string where the client has named it, and else a member of an enumeration.
        self.texts.encoding = types.PositionEncodingKind(self.workspace.position_encoding).value
        self.texts.open(item.uri, str(item.language_id), item.version, item.text)
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Any:
        """Change a document."""
        for change in params.content_changes:
            span = None
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                span = (start.line, start.character, end.line, end.character)
            document = params.text_document
            self.texts.change(document.uri, document.version, change.text, span)
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Any:
        """Forget a document."""
        self.texts.close(params.text_document.uri)
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: Any) -> Any:
        """Stop, without the `SystemExit` of pygls, which asyncio reports as an error."""
        self.ended_early = not self._shutdown
        cast("Any", self._server).shutdown()


def _told(error: JsonRpcException) -> str:
    """Return what is wrong with the parameters of a request, with the place of each fault."""
    from cattrs import transform_error

    cause = error.__cause__
    faults = transform_error(cause) if isinstance(cause, Exception) else []
    return "; ".join(faults) or JsonRpcInvalidParams.MESSAGE
