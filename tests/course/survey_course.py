"""A small folder of courses with numbers that can be counted by hand."""

from __future__ import annotations

from pathlib import Path

OURS = """id: ours
title: Our framework
levels: [domain, element, competence]
tracked_level: element
core: ["1"]
items:
  - code: "1"
    title: Together
    items:
      - code: "1.1"
        title: Listening
        associations: [{type: exactMatch, to: "clcf:2.2"}]
        items:
          - {code: "1.1.1", title: Hears, associations: [{type: broader, to: "clcf:2.2.1"}]}
          - {code: "1.1.2", title: Answers, associations: [{type: closeMatch, to: "clcf:2.2.2"}]}
      - {code: "1.2", title: Alone}
  - code: "2"
    title: Apart
    items:
      - code: "2.1"
        title: Leaving
        items:
          - {code: "2.1.1", title: Says goodbye}
"""
COURSE = """title: {title}
id: {id}
framework: ../ours.yaml
{more}sections:
  - sessions: [{sessions}]
"""
HEAR = """---
title: Hearing
id: hear
minutes: 10
maps_to: [1.1]
reviewers: [Jo]
reviewed: 2025-01-01
next_review: 2026-01-01
---

# Teach {#teach maps_to="1.1 1.1.1 1.1.2"}

{words}

::: question {#check maps_to=1.1.1}
Is it?

- [x] Yes
- [ ] No
:::

# Do {#do maps_to=1.2}

::: activity
Go and listen. {fewer}
:::

# Assess {#assess kind=assessment maps_to=1.1.1}

::: question {#one points=2}
Is it?

- [x] Yes
- [ ] No
:::

::: question {#two maps_to="1.1.1 2.1.1" points=3}
Is it not?

- [x] Yes
- [ ] No
:::

::: question {#three maps_to="" points=5}
Is it still?

- [x] Yes
- [ ] No
:::
"""
TELL = """---
title: Telling
id: tell
minutes: 4
next_review: 2027-01-01
---

# Only {#only maps_to=1.1}

Text.
"""


def write_courses(folder: Path, policy: str = "") -> Path:
    """Two pathways in folders of their own that share a session, and the framework beside them."""
    (folder / "ours.yaml").write_text(OURS, "utf-8")
    for name, sessions in (("a", "../hear.md"), ("b", "../hear.md, ../tell.md")):
        (folder / name).mkdir(parents=True)
        text = COURSE.format(title=name.upper(), id=name, sessions=sessions, more=policy if name == "a" else "")
        (folder / name / "course.yaml").write_text(text, "utf-8")
    text = HEAR.replace("{words}", "word " * 70).replace("{fewer}", "word " * 20)
    (folder / "hear.md").write_text(text, "utf-8")
    (folder / "tell.md").write_text(TELL, "utf-8")
    return folder
