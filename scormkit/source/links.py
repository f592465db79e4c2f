"""Where a link of a page leads: to a page, a heading, a file of the session, or outside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from scormkit.findings import SourcePos
from scormkit.source.assets import SessionAssets, Use
from scormkit.source.faults.links import LINK_SCHEME, PAGE_LINK_BROKEN
from scormkit.source.faults.structure import LINKED_FILE_IS_NO_PAGE
from scormkit.source.faults.trainers import LINK_TO_TRAINER_PAGE
from scormkit.source.nearest import did_you_mean
from scormkit.source.pages import DraftPage
from scormkit.source.reading import Reading

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")
_PLAIN_SCHEMES = frozenset({"mailto", "tel"})
_OUTSIDE_SCHEMES = frozenset({"http", "https"})
OPENS_NEW_TAB = '<span class="visually-hidden"> (opens in a new tab)</span>'


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The attributes of `<a>`; `outside` where it opens a new tab."""

    attributes: Mapping[str, str]
    outside: bool = False


class Links:
    """Looks up the links of one session."""

    def __init__(
        self,
        reading: Reading,
        session_id: str,
        pages: Sequence[DraftPage],
        assets: SessionAssets,
        for_trainers: Sequence[DraftPage] = (),
    ) -> None:
        self._reading = reading
        self._session_id = session_id
        self._assets = assets
        self._by_id = {page.id: page for page in reversed(pages)}
        self._by_file = {page.file_name: page for page in reversed(pages)}
        # In a session of one file, pages share its name, and their ids tell them apart.
        ids = {page.id for page in for_trainers}
        self._kept_from_learners = ids | {
            page.file_name for page in for_trainers if page.file_name not in self._by_file
        }

    def resolve(self, href: str, page: DraftPage, pos: SourcePos) -> LinkTarget | None:
        """Where `href` leads from a page; None, and a finding, where it leads nowhere."""
        if match := SCHEME.match(href):
            return self._outside(href, (match[1] or "").lower(), pos)
        path, _, fragment = href.partition("#")
        if not path:
            return self._within(href, page, fragment, pos)
        if path.lower().endswith(".md"):
            return self._page_file(href, posixpath.normpath(unquote(path)), fragment, pos)
        asset = self._assets.use(path, pos, Use.DOWNLOAD)
        if asset is None:
            return None
        # The name that learners save it under is the author's, not the one it has in the package.
        name = posixpath.basename(unquote(path))
        return LinkTarget({"href": asset.href + (f"#{fragment}" if fragment else ""), "download": name})

    def _outside(self, href: str, scheme: str, pos: SourcePos) -> LinkTarget | None:
        if scheme in _OUTSIDE_SCHEMES:
            return LinkTarget({"href": href, "target": "_blank", "rel": "noopener noreferrer"}, outside=True)
        if scheme in _PLAIN_SCHEMES:
            return LinkTarget({"href": href})
        what = f"“{scheme}:”" if scheme else "an address without https:"
        self._reading.report(LINK_SCHEME.at(pos, f"{what} cannot be linked to"))
        return None

    def _within(self, href: str, page: DraftPage, fragment: str, pos: SourcePos) -> LinkTarget | None:
        if fragment in page.anchors:
            anchor = page.anchors[fragment]
            return LinkTarget({"href": f"#{anchor}", "data-anchor": anchor})
        if fragment in self._by_id:
            return self._to_page(self._by_id[fragment])
        if fragment in self._kept_from_learners:
            self._reading.report(LINK_TO_TRAINER_PAGE.at(pos, f"“{href}” is a page that only trainers get"))
            return None
        known = [f"#{each}" for each in (*self._by_id, *page.anchors)]
        self._reading.report(
            PAGE_LINK_BROKEN.at(pos, f"“{href}” is neither a page nor a heading here", hint=did_you_mean(href, known))
        )
        return None

    def _page_file(self, href: str, path: str, fragment: str, pos: SourcePos) -> LinkTarget | None:
        page = self._by_file.get(path)
        if page is None:
            if path in self._kept_from_learners:
                self._reading.report(LINK_TO_TRAINER_PAGE.at(pos, f"“{href}” is a page that only trainers get"))
            elif "/" in path:
                self._reading.report(LINKED_FILE_IS_NO_PAGE.at(pos, f"“{href}” is not a page of this session"))
            else:
                hint = did_you_mean(path, self._by_file)
                self._reading.report(PAGE_LINK_BROKEN.at(pos, f"there is no page “{href}”", hint=hint))
            return None
        if not fragment:
            return self._to_page(page)
        if fragment in page.anchors:
            return self._to_page(page, page.anchors[fragment])
        if fragment in self._by_id:
            return self._to_page(self._by_id[fragment])
        hint = did_you_mean(fragment, page.anchors)
        self._reading.report(PAGE_LINK_BROKEN.at(pos, f"the page “{path}” has no heading “{fragment}”", hint=hint))
        return None

    def _to_page(self, page: DraftPage, anchor: str = "") -> LinkTarget:
        attributes = {"href": f"#/{self._session_id}/{page.id}", "data-page": page.id}
        if anchor:
            attributes["data-anchor"] = anchor
        return LinkTarget(attributes)
