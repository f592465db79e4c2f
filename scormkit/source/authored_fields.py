"""The pydantic base of everything that is authored: fields as written, with the place of each."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationInfo, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from scormkit.findings import NOWHERE, Origin
from scormkit.source.faults.fields import UNKNOWN_FIELD, WRONG_KIND
from scormkit.source.nearest import did_you_mean, nearest
from scormkit.source.scalars import reading_of, unusable
from scormkit.source.yaml_reader import YamlMap, position_of


class Authored(BaseModel):
    """Fields as written. `origin` says where; unknown fields are reported and passed over."""

    model_config = ConfigDict(extra="forbid", strict=True, validate_default=False, defer_build=True)
    # By a factory, for a default is copied to its depths for every instance.
    _origin: Origin = PrivateAttr(default_factory=lambda: NOWHERE)

    @property
    def origin(self) -> Origin:
        """Where the fields stand, and each of them."""
        return self._origin

    @model_validator(mode="wrap")
    @classmethod
    def _place(cls, value: Any, handler: ModelWrapValidatorHandler[Any], info: ValidationInfo) -> Any:
        if not isinstance(value, YamlMap):
            raise unusable(
                info, WRONG_KIND, position_of(value), "fields are expected here, each with a name and a colon"
            )
        for name in [each for each in value if each not in cls.model_fields]:
            pos = value.origin.at(name)
            hint = did_you_mean(name, cls.model_fields)
            reading_of(info).report(UNKNOWN_FIELD.at(pos, f"“{name}” is not a field here", hint=hint))
            written = value.pop(name)
            # Taken as what was probably meant, so that one slip does not leave another field missing.
            if (meant := nearest(name, cls.model_fields)) and meant not in value:
                value[meant] = written
                value.origin = Origin(value.origin.pos, {**value.origin.keys, meant: pos})
        model = handler(value)
        model._origin = value.origin
        return model
