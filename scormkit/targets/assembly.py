"""Outline and content → the tree of a package: with the schemas that the manifest names, and the manifest."""

from __future__ import annotations

from dataclasses import replace

from scormkit.package.outline import Outline, Resource
from scormkit.package.tree import FileTree
from scormkit.targets.target import Target

SCHEMAS_RESOURCE = "scormkit-schemas"


def with_schemas(outline: Outline, target: Target) -> Outline:
    """The outline with one asset more, the target's schemas, on which every SCO depends: so every file is listed."""
    if not target.schemas:
        return outline
    schemas = Resource(SCHEMAS_RESOURCE, "asset", "", tuple(file.name for file in target.schemas))
    resources = tuple(
        replace(resource, dependencies=(*resource.dependencies, SCHEMAS_RESOURCE))
        if resource.kind == "sco"
        else resource
        for resource in outline.resources
    )
    return replace(outline, resources=(*resources, schemas))


def assemble(outline: Outline, content: FileTree, target: Target) -> FileTree:
    """The whole tree of a package, ready for `write_archive`; `content` holds every file that the outline lists.

    Raises ValueError where outline and content disagree: that is the builder's fault, never an author's.
    """
    outline = with_schemas(outline, target)
    tree = FileTree({name: content[name] for name in content})
    for file in target.schemas:
        tree.add(file.name, file.read_bytes())
    listed = {name for resource in outline.resources for name in resource.files}
    if listed != set(tree):
        raise ValueError(f"the outline and the files of the package differ in {sorted(listed ^ set(tree))}")
    if target.standard and target.write:
        tree.add(target.standard.manifest, target.write(outline))
    return tree
