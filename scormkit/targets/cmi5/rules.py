"""What cmi5 asks of a course structure beyond its schema."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.iris import is_absolute_iri
from scormkit.package.xml_reader import local_name, text_of
from scormkit.targets import schema_rules
from scormkit.targets.hrefs import Href, resolve
from scormkit.targets.manifest import Manifest

# Of this one instead the schema says that it does not belong there.
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RULES: Catalogue[Manifest] = Catalogue(schema_rules.RULES)
Faults = Iterator[Fault]

_RESERVED = {"endpoint", "fetch", "actor", "registration", "activityId"}


@RULES.check(
    "SK9001",
    Severity.ERROR,
    why="The LMS uses it as the id of an activity in every statement, and an LRS refuses statements without an IRI.",
    fix="Write an absolute IRI of a domain that is yours, such as https://example.org/courses/1.",
    reference="cmi5, 3 and 13.1 (3.0.0.0-1)",
)
def id_not_an_iri(manifest: Manifest) -> Faults:
    """The ids of the course, its blocks, AUs and objectives are absolute IRIs."""
    for element in _identified(manifest):
        value = element.get("id", "").strip()
        if not is_absolute_iri(value):
            yield manifest.fault(element, f"the id “{value}” of the {local_name(element)} is no absolute IRI")


@RULES.check(
    "SK9002",
    Severity.ERROR,
    why="Results of the two are mixed up; LMSs refuse the course.",
    fix="Give each block, AU and objective an id of its own.",
    reference="cmi5, 13.1.2 to 13.1.4 (13.1.2.0-1, 13.1.3.0-1, 13.1.4.0-1)",
)
def id_twice(manifest: Manifest) -> Faults:
    """No two AUs, blocks or objectives have the same id."""
    for kind in ("au", "block", "objective"):
        seen: set[str] = set()
        for element in manifest.all(kind):
            value = element.get("id", "").strip()
            if value and value in seen:
                yield manifest.fault(element, f"there is another {kind} with the id “{value}”")
            seen.add(value)


@RULES.check(
    "SK9003",
    Severity.ERROR,
    why="LMSs refuse the course, or drop the objective.",
    fix="Write the id of an objective in the course's own list.",
    reference="cmi5, 13.1.2 and 13.1.4",
)
def objective_unknown(manifest: Manifest) -> Faults:
    """An objective that a block or AU refers to is one of the course."""
    known = {element.get("id", "").strip() for element in manifest.all("objective") if element.get("id")}
    for element in manifest.all("objective"):
        wanted = element.get("idref")
        if wanted is not None and wanted.strip() not in known:
            yield manifest.fault(element, f"the course has no objective “{wanted.strip()}”")


@RULES.check(
    "SK9004",
    Severity.ERROR,
    why="The LMS cannot launch the AU.",
    fix="Write a URL: absolute with its scheme and //, or relative to the root of the package; blanks as %20.",
    reference="cmi5, 13.1.4 (13.1.4.0-2)",
)
def url_malformed(manifest: Manifest) -> Faults:
    """The url of an AU is a URL."""
    for element, url, href in _urls(manifest):
        is_external = href.is_external and not url.startswith("//") and not is_absolute_iri(url)
        if not url or _has_bad_signs(url) or href.is_malformed or is_external:
            yield manifest.fault(element, f"“{url}” is no URL")


@RULES.check(
    "SK9005",
    Severity.WARNING,
    why="It is lawful, but an LMS in a browser cannot open it.",
    fix="Use https unless the LMS is known to start such programs.",
    reference="cmi5, 13.1.4",
)
def url_scheme_unusual(manifest: Manifest) -> Faults:
    """The url of an AU is a web address."""
    for element, url, href in _urls(manifest):
        scheme = url.partition(":")[0].lower()
        if href.is_external and is_absolute_iri(url) and scheme not in ("http", "https"):
            yield manifest.fault(element, f"the AU is launched by {scheme}:")


@RULES.check(
    "SK9006",
    Severity.ERROR,
    why="The LMS adds parameters of these names, and the AU reads the wrong ones.",
    fix="Rename the parameter.",
    reference="cmi5, 8.1 (8.1.0.0-6)",
)
def url_parameter_reserved(manifest: Manifest) -> Faults:
    """The query of a url has none of the parameters that the LMS adds at launch."""
    for element, url, _ in _urls(manifest):
        try:
            names = {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
        except ValueError:
            continue
        for name in sorted(names & _RESERVED):
            yield manifest.fault(element, f"the url has the parameter {name}")


@RULES.check(
    "SK9007",
    Severity.ERROR,
    why="The learner gets a page that is not found.",
    fix="Put the file into the package, or write the url as the file is called.",
    reference="cmi5, 14.1 (14.1.0.0-4)",
)
def launch_file_missing(manifest: Manifest) -> Faults:
    """A relative url has its file in the package."""
    if manifest.names is None:
        return
    folded = {name.casefold(): name for name in manifest.names}
    for element, url, href in _urls(manifest):
        is_inside = href.path and not href.is_malformed and not href.leaves_package and not _has_bad_signs(url)
        if is_inside and href.path not in manifest.names:
            other = folded.get(href.path.casefold())
            there = f"; there is {other}" if other else ""
            yield manifest.fault(element, f"{href.path} is not in the package{there}")


@RULES.check(
    "SK9008",
    Severity.ERROR,
    why="An LMS does not serve what lies outside the package.",
    fix="Put the file into the package and name it from its root.",
    reference="cmi5, 14.1",
)
def url_leaves_package(manifest: Manifest) -> Faults:
    """A relative url stays inside the package."""
    for element, url, href in _urls(manifest):
        if href.leaves_package:
            yield manifest.fault(element, f"“{url}” leads out of the package")


@RULES.check(
    "SK9009",
    Severity.NOTICE,
    why="Without a zip there is nothing that the url could be relative to; if it was taken out of one, all is well.",
    fix="Write the whole address, or send the structure in a zip with its files.",
    reference="cmi5, 14.2 (14.2.0.0-1)",
)
def url_relative_without_package(manifest: Manifest) -> Faults:
    """In a course structure that is no part of a package every url is absolute."""
    if manifest.names is not None:
        return
    for element, url, href in _urls(manifest):
        if url and not href.is_external and not href.is_malformed:
            yield manifest.fault(element, f"“{url}” is relative, and there is no package")


@RULES.check(
    "SK9010",
    Severity.WARNING,
    why="An LMS may cut or round the rest, and the AU compares with another number.",
    fix="Write at most four decimals.",
    reference="cmi5, 13.1.4 (masteryScore)",
)
def mastery_score_too_fine(manifest: Manifest) -> Faults:
    """A masteryScore has at most four decimals."""
    for element in manifest.all("au"):
        decimals = element.get("masteryScore", "").strip().partition(".")[2]
        if len(decimals) > 4 and decimals.isdigit():
            yield manifest.fault(element, f"masteryScore is {element.get('masteryScore', '').strip()}")


@RULES.check(
    "SK9011",
    Severity.WARNING,
    why="An LMS chooses the text by its language, and screen readers the voice.",
    fix="Give each langstring a lang, each language once.",
    reference="cmi5, 13.1",
)
def text_language_unclear(manifest: Manifest) -> Faults:
    """Each text says its language, and each language is there once."""
    for local in ("title", "description"):
        for parent in manifest.all(local):
            seen: set[str] = set()
            for text in manifest.children(parent, "langstring"):
                language = (text.get("lang") or text.get(_XML_LANG) or "").strip().lower()
                if not language:
                    yield manifest.fault(text, f"the {local} does not say its language")
                elif language in seen:
                    yield manifest.fault(text, f"the {local} is there twice in the language {language}")
                seen.add(language)


@RULES.check(
    "SK9012",
    Severity.WARNING,
    why="The LMS puts it into statements as the type of the activity, and an LRS refuses what is no IRI.",
    fix="Write an absolute IRI, such as http://adlnet.gov/expapi/activities/lesson.",
    reference="cmi5, 13.1.4 (activityType)",
)
def activity_type_not_an_iri(manifest: Manifest) -> Faults:
    """An activityType is an IRI."""
    for element in manifest.all("au"):
        value = element.get("activityType")
        if value is not None and not is_absolute_iri(value.strip()):
            yield manifest.fault(element, f"activityType is “{value.strip()}”")


@RULES.check(
    "SK9013",
    Severity.NOTICE,
    why="The AU alone decides what passing means, and the LMS cannot show it.",
    fix="Write a masteryScore if passing goes by a score.",
    reference="cmi5, 13.1.4 (moveOn, masteryScore)",
)
def passing_without_mastery_score(manifest: Manifest) -> Faults:
    """An AU that is to be passed has a masteryScore."""
    for element in manifest.all("au"):
        if element.get("moveOn") in ("Passed", "CompletedAndPassed") and element.get("masteryScore") is None:
            yield manifest.fault(element, f"moveOn is {element.get('moveOn')}, and there is no masteryScore")


@RULES.check(
    "SK9014",
    Severity.WARNING,
    why="Learners see an empty line in the menu.",
    fix="Write a text.",
    reference="cmi5, 13.1",
)
def text_empty(manifest: Manifest) -> Faults:
    """A title says something."""
    for title in manifest.all("title"):
        for text in manifest.children(title, "langstring"):
            if not text_of(text):
                yield manifest.fault(text, "the title is empty")


def _identified(manifest: Manifest) -> Iterator[etree._Element]:
    for local in ("course", "block", "au", "objective"):
        yield from (element for element in manifest.all(local) if element.get("id") is not None)


def _has_bad_signs(url: str) -> bool:
    """Whether it has signs that no URL has (RFC 3986, 2)."""
    return any(sign in url for sign in ' <>"{}|^`')


def _urls(manifest: Manifest) -> Iterator[tuple[etree._Element, str, Href]]:
    """The url of each AU as it stands there, white space around it cut (13.1.4), and where it leads."""
    for unit in manifest.all("au"):
        element = manifest.child(unit, "url")
        if element is not None:
            url = "".join(map(str, element.itertext())).strip()
            yield element, url, resolve("", url)
