"""`theme.yaml`: the design tokens of a course, as written."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from scormkit.source.authored_fields import Authored
from scormkit.source.faults.themes import COLOUR_NOT_UNDERSTOOD, SIZE_NOT_UNDERSTOOD
from scormkit.source.scalars import Placed, Text, unusable
from scormkit.source.yaml_reader import YamlScalar, YamlValue, position_of

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_FONTS = re.compile(r"""(?:[\w -]+|"[\w .-]+"|'[\w .-]+')(?:,\s*(?:[\w -]+|"[\w .-]+"|'[\w .-]+'))*""")
_SIZE = re.compile(r"\d{1,3}(?:\.\d{1,4})?(?:rem|em|px|ch)")
_TEXT_SIZE = re.compile(r"1(?:\.[0-4]\d{0,3}|\.50*)?rem")


def _colour(value: YamlValue, info: ValidationInfo) -> str:
    if not isinstance(value, YamlScalar) or not _COLOUR.fullmatch(value.text.strip()):
        message = f"“{info.field_name}” takes a colour in quotes, such as “#005eb8”"
        raise unusable(info, COLOUR_NOT_UNDERSTOOD, position_of(value), message)
    digits = value.text.strip().lower()[1:]
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def _written(pattern: re.Pattern[str], what: str) -> PlainValidator:
    def read(value: YamlValue, info: ValidationInfo) -> str:
        if not isinstance(value, YamlScalar) or not pattern.fullmatch(value.text.strip()):
            raise unusable(info, SIZE_NOT_UNDERSTOOD, position_of(value), f"“{info.field_name}” takes {what}")
        return value.text.strip()

    return PlainValidator(read)


_STRING = WithJsonSchema({"type": "string"})
Colour = Annotated[str, PlainValidator(_colour), WithJsonSchema({"type": "string", "pattern": f"^{_COLOUR.pattern}$"})]
Fonts = Annotated[str, _written(_FONTS, "names of fonts with commas between, such as Arial, sans-serif"), _STRING]
Size = Annotated[str, _written(_SIZE, "a size such as 0.25rem"), _STRING]
TextSize = Annotated[str, _written(_TEXT_SIZE, "a size from 1rem to 1.5rem"), _STRING]


class AuthoredColours(Authored):
    """Colours by what they are for; those that are not written are those of the theme that this one is based on."""

    ground: Colour | None = Field(default=None, description="Behind everything.")
    paper: Colour | None = Field(default=None, description="Behind cards, the bar and the menu.")
    sunken: Colour | None = Field(default=None, description="Behind call-outs and code.")
    ink: Colour | None = Field(default=None, description="Text.")
    ink_soft: Colour | None = Field(default=None, description="Text that says less.")
    line: Colour | None = Field(default=None, description="Lines that part things.")
    track: Colour | None = Field(default=None, description="The part of a bar that is not done.")
    edge: Colour | None = Field(default=None, description="Edges of controls.")
    accent: Colour | None = Field(default=None, description="Links and buttons.")
    accent_strong: Colour | None = Field(default=None, description="Links and buttons under the pointer.")
    on_accent: Colour | None = Field(default=None, description="Text on buttons.")
    accent_soft: Colour | None = Field(default=None, description="Behind what is chosen.")
    focus: Colour | None = Field(default=None, description="The outline where the focus is.")
    right: Colour | None = Field(default=None, description="What is right.")
    right_soft: Colour | None = Field(default=None, description="Behind what is right.")
    wrong: Colour | None = Field(default=None, description="What is wrong.")
    wrong_soft: Colour | None = Field(default=None, description="Behind what is wrong.")
    caution: Colour | None = Field(default=None, description="Warnings.")
    caution_soft: Colour | None = Field(default=None, description="Behind warnings.")
    info: Colour | None = Field(default=None, description="Notes.")
    info_soft: Colour | None = Field(default=None, description="Behind notes.")
    plum: Colour | None = Field(default=None, description="Scenarios and examples.")
    plum_soft: Colour | None = Field(default=None, description="Behind scenarios and examples.")


class AuthoredType(Authored):
    """Fonts that learners have; a package carries none."""

    sans: Fonts | None = Field(default=None, description="Of all text: Arial, sans-serif.")
    serif: Fonts | None = Field(default=None, description="Of the certificate.")
    mono: Fonts | None = Field(default=None, description="Of code.")
    text: TextSize | None = Field(default=None, description="Size of text, 1rem to 1.5rem.")


class AuthoredSpacing(Authored):
    """Sizes."""

    gap: Size | None = Field(default=None, description="Space at the sides.")
    radius: Size | None = Field(default=None, description="Rounding of cards.")
    radius_small: Size | None = Field(default=None, description="Rounding of buttons and fields.")
    measure: Size | None = Field(default=None, description="Width of a line of text.")


class ThemeFields(Authored):
    """`theme.yaml`, or a file that a course names as its theme."""

    based_on: Text = Field(default="default", description="A theme that comes along: default, nhs-like.")
    light: AuthoredColours | None = Field(default=None, description="Colours on a light screen.")
    dark: AuthoredColours | None = Field(default=None, description="Colours where the learner asks for dark.")
    type: AuthoredType | None = Field(default=None, description="Fonts and the size of text.")
    spacing: AuthoredSpacing | None = Field(default=None, description="Sizes.")
    logo: Placed | None = Field(default=None, description="A picture for the bar, beside this file.")
    logo_text: Text = Field(default="", description="What the logo says, for whoever does not see it.")
    css: Placed | None = Field(default=None, description="A style sheet of your own, beside this file.")
