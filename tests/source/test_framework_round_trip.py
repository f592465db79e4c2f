"""A framework that goes out in a file comes back as it was: tree, ids, words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit import api
from scormkit.course.framework import Framework
from scormkit.source.framework_files import FrameworkShelf
from scormkit.source.framework_writers import WRITERS
from scormkit.source.reading import Reading

from .frameworks import frameworks, texts, tree


def read_back(text: str, name: str, folder: Path, **changes: str) -> Framework:
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    reading = Reading()
    framework = FrameworkShelf().read(reading, path, changes)
    assert framework is not None
    assert not [finding for finding in reading.findings if finding.severity == "error"], reading.findings
    return framework


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("frameworks")


@settings(max_examples=200)
@given(framework=frameworks())
def test_case_out_and_in_again(framework: Framework, folder: Path) -> None:
    again = read_back(WRITERS["case"](framework), "f.json", folder)
    assert tree(again) == tree(framework)
    assert again == framework
    assert WRITERS["case"](again) == WRITERS["case"](framework)


@settings(max_examples=100)
@given(framework=frameworks())
def test_our_own_form_out_and_in_again(framework: Framework, folder: Path) -> None:
    again = read_back(WRITERS["yaml"](framework), "f.yaml", folder)
    assert tree(again) == tree(framework)
    assert again == framework


@settings(max_examples=100)
@given(framework=frameworks(exclude="\r\0"))
def test_a_table_out_and_in_again(framework: Framework, folder: Path) -> None:
    again = read_back(WRITERS["csv"](framework), "by-chance.csv", folder)
    assert tree(again) == tree(framework)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts(empty=True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3),
    max_leaves=6,
)
KNOWN = {"identifier", "uri", "scormkit", "extensions"}
OWN = st.dictionaries(texts().filter(lambda name: name not in KNOWN), JSON, max_size=3)


@settings(max_examples=100)
@given(framework=frameworks(), more=st.lists(OWN, min_size=4, max_size=4), rest=JSON)
def test_what_a_case_package_says_besides_is_kept(
    framework: Framework, more: list[dict[str, Any]], rest: Any, folder: Path
) -> None:
    package = json.loads(WRITERS["case"](framework))
    package["CFDocument"].update(more[0])
    package["CFItems"][0].update(more[1])
    package["CFAssociations"][0].update(more[2])
    package["CFRubrics"] = [more[3]]
    package["CFDefinitions"] = {"CFItemTypes": rest}
    again = read_back(json.dumps(package), "f.json", folder)
    assert json.loads(WRITERS["case"](again)) == package
    through_ours = read_back(WRITERS["yaml"](again), "g.yaml", folder)
    assert json.loads(WRITERS["case"](through_ours)) == package


@pytest.mark.parametrize("name", ["clcf", "mlcf", "lf", "hlm"])
@pytest.mark.parametrize("form", ["case", "yaml"])
def test_what_comes_along_goes_out_and_comes_back(name: str, form: str, tmp_path: Path) -> None:
    framework = api.framework_show(name).framework
    assert framework
    again = read_back(WRITERS[form](framework), f"f.{'json' if form == 'case' else 'yaml'}", tmp_path)
    assert tree(again) == tree(framework)
    assert again == framework


def test_another_id_gives_other_iris_where_they_derive_from_it(tmp_path: Path) -> None:
    framework = read_back("code,title\nA,One\n", "ours.csv", tmp_path, id="theirs", title="Theirs")
    assert (framework.id, framework.title) == ("theirs", "Theirs")
    assert framework.by_code["A"].iri == "urn:x-scormkit:framework:theirs:A"


def test_skos_names_every_item_by_its_iri() -> None:
    framework = api.framework_show("mlcf").framework
    assert framework
    document = json.loads(WRITERS["skos"](framework))
    concepts = {node["id"]: node for node in document["@graph"] if node["type"] == "skos:Concept"}
    assert set(concepts) == {item.iri for item in framework.walk()}
    node = concepts["urn:x-scormkit:framework:mlcf:2.4"]
    assert node["skos:broader"] == {"id": "urn:x-scormkit:framework:mlcf:2"}
    assert {each["id"] for each in node["skos:exactMatch"]} == {
        "urn:x-scormkit:framework:clcf:2.4",
        "urn:x-scormkit:framework:lf:2.4",
    }
