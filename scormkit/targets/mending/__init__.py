"""`--fix`: what can be mended with certainty, into a new package; the old one is never touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scormkit.errors import MisuseError
from scormkit.package.names import find_manifest
from scormkit.package.opened import OpenedPackage, open_package
from scormkit.package.zip_directory import DamagedError
from scormkit.targets.verify import Judged

# What makes a copy impossible, or a guess: damaged, encrypted, no zip, a name twice, a link, a way out, a bomb.
_HOPELESS = {f"SK70{number:02}" for number in (1, 2, 3, 4, 5, 6, 9, 10, 13)}
_LITTER = ("__MACOSX/", ".DS_Store")


@dataclass(frozen=True, slots=True)
class Mended:
    """`path` is the new package, None where none was written; `done` says what was changed, a sentence each.

    `reason` says why nothing was, where that is not because there was nothing to mend.
    """

    path: Path | None
    done: tuple[str, ...] = ()
    reason: str = ""


def mended_path(path: Path, folder: Path | None) -> Path:
    """Where the mended package of `path` goes: beside it, or into `folder`."""
    whole = path.absolute()
    return (folder or whole.parent) / f"{whole.stem}-fixed.zip"


def mend(judged: Judged, folder: Path | None = None) -> Mended:
    """Mends what was judged into `<name>-fixed.zip`, in `folder` or beside it.

    Certain are: the manifest at the root and in its exact name, forward slashes, the spelling of the schema version,
    files under the case that they have, launch files and files of the only resource listed, no file listed twice,
    schemas that are named put in. Raises ScormkitError where the zip cannot be written, MisuseError where it would be
    the old one.
    """
    target = mended_path(judged.path, folder)
    if target.exists() and target.samefile(judged.path):
        raise MisuseError(f"{target} would be written over itself; name another folder")
    hopeless = next((one for one in judged.findings if one.code in _HOPELESS), None)
    if hopeless is not None:
        return Mended(
            None, reason=f"{hopeless.code} {hopeless.name} leaves nothing that could be copied with certainty"
        )
    with open_package(judged.path) as package:
        if package.kind == "manifest":
            return Mended(None, reason="a manifest by itself is no package")
        return _mend_opened(package, target)


def _mend_opened(package: OpenedPackage, target: Path) -> Mended:
    from scormkit.package.rewriting import rewrite
    from scormkit.targets.mending.manifests import mended_manifest

    name, _ = find_manifest(package.sizes, package.path.name)
    if name is None:
        return Mended(None, reason="there is no manifest")
    folder, _, last = name.rpartition("/")
    prefix, exact = (f"{folder}/" if folder else ""), last.lower()
    inside = [each for each in package.sizes if each.startswith(prefix)]
    litter = [each for each in package.sizes if not each.startswith(prefix) and _is_litter(each)]
    outside = [each for each in package.sizes if not each.startswith(prefix) and each not in litter]
    if outside:
        return Mended(None, reason=f"the manifest is in {prefix}, and other files, such as {outside[0]}, are not")
    done = list(_moves(prefix, last, exact, package.has_backslashes))
    done += [f"Left {', '.join(sorted(litter)[:5])} out."] if litter else []
    kept = {each.removeprefix(prefix): each for each in inside if each != name}
    if exact in kept:
        return Mended(None, reason=f"there is a file {exact} already")
    try:
        data = package.read(name)
    except DamagedError as error:
        return Mended(None, reason=f"{name}: {error}")
    added: dict[str, bytes] = {}
    if exact == "imsmanifest.xml":
        read = _reader(package, kept)
        manifest, schemas, changes = mended_manifest(data, exact, frozenset(kept), read)
        done += changes
        added = {exact: manifest, **schemas}
    else:
        added = {exact: data}
    if not done:
        return Mended(None)
    rewrite(package, target, kept, added)
    return Mended(target, tuple(done))


def _moves(prefix: str, last: str, exact: str, has_backslashes: bool) -> Iterator[str]:
    if prefix:
        yield f"Moved everything from {prefix} to the root."
    if last != exact:
        yield f"Renamed {last} to {exact}."
    if has_backslashes:
        yield "Wrote forward slashes for the backslashes in names."


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or name.endswith(_LITTER[1])


def _reader(package: OpenedPackage, kept: dict[str, str]) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        try:
            return package.read(kept[name]) if name in kept else None
        except DamagedError:
            return None

    return read
