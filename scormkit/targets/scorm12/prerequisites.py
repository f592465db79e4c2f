"""AICC script, the language of `adlcp:prerequisites` (AICC CMI001, 4.5.4; SCORM 1.2 CAM 2.3)."""

from __future__ import annotations

import re

DEEPEST = 50

_TOKEN = re.compile(r"""\s*(<>|[&|~=(){},*]|"[^"]*"|[^\s&|~=<>(){},*"]+|.)""", re.DOTALL)
_WORDS = {"and": "&", "or": "|", "not": "~"}
_SIGNS = set("&|~=(){},*") | {"<>"}
_STATUS = {"passed", "completed", "browsed", "failed", "not attempted", "incomplete", "p", "c", "b", "f", "n", "i"}


class ScriptError(Exception):
    """The expression is no AICC script; the message says why."""


def identifiers_in(script: str) -> frozenset[str]:
    """The identifiers that an expression names. ScriptError where it cannot be understood."""
    return _Parser(script).identifiers()


class _Parser:
    """Recursive descent, one method for each level; bounded in depth."""

    def __init__(self, script: str) -> None:
        self._tokens = [token for token in _TOKEN.findall(script) if token.strip()]
        self._at = 0
        self._depth = 0
        self._found: set[str] = set()

    def identifiers(self) -> frozenset[str]:
        if not self._tokens:
            raise ScriptError("it is empty")
        self._any()
        if self._at < len(self._tokens):
            raise ScriptError(self._unexpected())
        return frozenset(self._found)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, wanted: str) -> bool:
        if self._peek() == wanted:
            self._at += 1
            return True
        return False

    def _need(self, wanted: str) -> None:
        if not self._take(wanted):
            raise ScriptError(
                f"“{wanted}” is missing" + (f" before “{self._peek()}”" if self._peek() else " at its end")
            )

    def _unexpected(self) -> str:
        token = self._peek()
        if not token:
            return "it ends too early"
        if token.lower() in _WORDS:
            return f"“{token}” is no operator; write {_WORDS[token.lower()]}"
        return f"“{token}” was not expected"

    def _any(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ScriptError(f"it nests deeper than {DEEPEST} levels")
        self._all()
        while self._take("|"):
            self._all()
        self._depth -= 1

    def _all(self) -> None:
        self._one()
        while self._take("&"):
            self._one()

    def _one(self) -> None:
        while self._take("~"):
            pass
        if self._take("("):
            self._any()
            self._need(")")
            return
        token = self._peek()
        if not token or token in _SIGNS or token in "<>" or token.startswith('"'):
            raise ScriptError(self._unexpected())
        self._at += 1
        if self._take("*"):
            self._set(token)
            return
        if token.lower() in _WORDS:
            self._at -= 1
            raise ScriptError(self._unexpected())
        self._found.add(token)
        if self._peek() in ("=", "<>"):
            self._at += 1
            self._status()

    def _set(self, number: str) -> None:
        """n*{a,b,c}: at least n of them."""
        if not number.isdigit():
            raise ScriptError(f"“{number}” stands before *, where a number belongs")
        self._need("{")
        self._any()
        while self._take(","):
            self._any()
        self._need("}")

    def _status(self) -> None:
        words = []
        while self._peek() and self._peek() not in _SIGNS:
            words.append(self._peek().strip('"'))
            self._at += 1
            if self._tokens[self._at - 1].startswith('"'):
                break
        status = " ".join(words)
        if status.lower() not in _STATUS:
            raise ScriptError(f"“{status}” is no status")
