"""Where templates, schemas and the like are: in an installed wheel, or in a checkout. No other file may ask."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
_ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent

TEMPLATES = _ROOT / "templates"
SCHEMAS = _ROOT / "schemas"
FRAMEWORKS = _ROOT / "frameworks"
PROFILES = _ROOT / "profiles"
EXAMPLES = _ROOT / "docs" / "rules" / "examples.json"
