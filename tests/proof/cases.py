"""An example for every rule of packages that are played: what a page does, in place of what a sound one does.

`tests/proof/test_misuses.py` plays them; `tools/rule_pages.py` shows them in the documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BOTH = ("scorm12", "scorm2004-4")
OLD, NEW = ("scorm12",), ("scorm2004-4",)
VERSIONS = {"scorm12": "1.2", "scorm2004-3": "2004 3rd Edition", "scorm2004-4": "2004 4th Edition"}

WORDS = {
    "scorm12": {
        "NAME": "API",
        "Initialize": "LMSInitialize",
        "Terminate": "LMSFinish",
        "GetValue": "LMSGetValue",
        "SetValue": "LMSSetValue",
        "Commit": "LMSCommit",
        "STATUS": "cmi.core.lesson_status",
        "SCORE": "cmi.core.score.raw",
        "EXIT": "cmi.core.exit",
        "LEARNER": "cmi.core.student_name",
        "TIME": "cmi.core.session_time",
        "DURATION": "0000:00:05.00",
        "RESPONSE": "student_response",
        "OTHER": "API_1484_11",
    },
    "scorm2004-4": {
        "NAME": "API_1484_11",
        "STATUS": "cmi.completion_status",
        "SCORE": "cmi.score.scaled",
        "EXIT": "cmi.exit",
        "LEARNER": "cmi.learner_name",
        "TIME": "cmi.session_time",
        "DURATION": "PT5S",
        "RESPONSE": "learner_response",
        "OTHER": "API",
    },
}

SOUND = {
    "find": """\
let place = window;
while (!place.NAME && place.parent !== place) place = place.parent;
const lms = place.NAME;""",
    "open": 'lms.Initialize("");',
    "work": """\
lms.SetValue("STATUS", "incomplete");
lms.SetValue("EXIT", "suspend");
lms.Commit("");""",
    "more": "",
    "leave": """\
addEventListener("pagehide", () => {
  lms.SetValue("TIME", "DURATION");
  lms.Terminate("");
});""",
}
"""The parts of a sound page's script."""
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A page</title></head>
<body>
<h1>A page</h1>
{html}
<script>
{script}
</script>
</body>
</html>
"""


@dataclass(frozen=True)
class Case:
    """What breaks one rule: `parts` of the script that are others, or more markup. `also` cannot but be told too.

    `right` is how it is done instead, where the sound page does not show that.
    """

    code: str
    name: str
    parts: Mapping[str, str] = field(default_factory=dict)
    standards: tuple[str, ...] = BOTH
    html: str = ""
    also: tuple[str, ...] = ()
    profile: str = "strict"
    seconds: float = 60
    right: str = ""

    def example(self) -> tuple[str, str, str]:
        """What breaks the rule, what does not, and the language of the two."""
        standard = self.standards[0]
        if self.html:
            return self.html, self.right, "html"
        nothing = "// nothing of the kind" if self.parts else SOUND["work"]
        wrong = "\n".join(filter(None, self.parts.values())) or nothing
        right = self.right or "\n".join(SOUND[part] for part in self.parts)
        return in_words_of(standard, wrong), in_words_of(standard, right), "js"


def in_words_of(standard: str, text: str) -> str:
    """A script in the words of a standard; longer words first, for some begin like others."""
    for word, said in sorted(WORDS[standard].items(), key=lambda pair: -len(pair[0])):
        text = text.replace(word, said)
    return text


def page_of(case: Case | None, standard: str) -> str:
    """The page of a case, or the sound one."""
    parts = {**SOUND, **(case.parts if case else {})}
    script = "\n".join(part for part in (in_words_of(standard, text) for text in parts.values()) if part)
    return PAGE.format(html=case.html if case else "", script=script)


def leaving(*lines: str) -> str:
    """What is done when the page goes."""
    return "\n".join(('addEventListener("pagehide", () => {', *(f"  {line}" for line in lines), "});"))


TIME = 'lms.SetValue("TIME", "DURATION");'
END = 'lms.Terminate("");'
INTERACTION = """\
lms.SetValue("cmi.interactions.0.id", "q1");
lms.SetValue("cmi.interactions.0.type", "choice");
lms.SetValue("cmi.interactions.0.RESPONSE", "%s");"""

CASES = [
    Case("SK7610", "never initialised", {"open": "", "work": "", "leave": ""}),
    Case("SK7611", "looks for the other API", {"find": SOUND["find"].replace("NAME", "OTHER"), "open": "if (lms) lms.open();", "work": "", "leave": ""}),
    Case("SK7611", "calls the other version's methods", {"open": 'lms.LMSInitialize("");'}, NEW),
    Case("SK7613", "initialised twice", {"open": 'lms.Initialize("");\nlms.Initialize("");'}),
    Case("SK7614", "Initialize with an argument", {"open": 'lms.Initialize("now");\nlms.Initialize("");'}),
    Case("SK7614", "Commit without one", {"more": "lms.Commit();"}),
    Case("SK7615", "get before Initialize", {"open": 'lms.GetValue("STATUS");\nlms.Initialize("");'}),
    Case("SK7615", "set and commit before Initialize", {"open": 'lms.SetValue("STATUS", "incomplete");\nlms.Commit("");\nlms.Initialize("");'}),
    Case("SK7616", "set after Terminate", {"leave": leaving(TIME, END, 'lms.SetValue("STATUS", "incomplete");')}),
    Case("SK7617", "never terminated", {"leave": leaving(TIME, 'lms.Commit("");')}),
    Case("SK7618", "terminated twice", {"leave": leaving(TIME, END, END)}),
    Case("SK7619", "left without commit", {"work": SOUND["work"].replace('\nlms.Commit("");', ""), "leave": ""}),
    Case("SK7620", "ignores a failed commit", {}, profile="commit-refused", right='if (lms.Commit("") !== "true") tellTheLearner(lms.GetLastError());'),
    Case("SK7621", "polls", {"more": 'setInterval(() => lms.GetValue("STATUS"), 20);'}, right='const status = lms.GetValue("STATUS");'),
    Case("SK7630", "an unknown element read", {"more": 'lms.GetValue("cmi.mood");'}, right='lms.GetValue("STATUS");'),
    Case("SK7630", "an unknown element set", {"more": 'lms.SetValue("cmi.mood", "good");'}),
    Case("SK7631", "a read-only element set", {"more": 'lms.SetValue("LEARNER", "Roe, Ri");'}, right='lms.GetValue("LEARNER");'),
    Case("SK7632", "a write-only element read", {"more": 'lms.GetValue("EXIT");'}, right='lms.SetValue("EXIT", "suspend");'),
    Case("SK7633", "a keyword set", {"more": 'lms.SetValue("cmi.objectives._count", "2");'}, right='lms.GetValue("cmi.objectives._count");'),
    Case("SK7634", "a word that the element does not know", {"more": 'lms.SetValue("STATUS", "finished");'}, right='lms.SetValue("STATUS", "completed");'),
    Case("SK7634", "a value of the wrong type", {"more": 'lms.SetValue("cmi.student_preference.audio", "loud");'}, OLD),
    Case("SK7634", "a value of the wrong type", {"more": 'lms.SetValue("cmi.progress_measure", "half");'}, NEW),
    Case("SK7635", "a score out of range", {"more": 'lms.SetValue("SCORE", "150");'}, right='lms.SetValue("SCORE", "75");'),
    Case("SK7635", "a score that is no number", {"more": 'lms.SetValue("SCORE", "80%");'}),
    Case("SK7636", "a state too long", {"more": 'lms.SetValue("cmi.suspend_data", "x".repeat(65000));'}, right='lms.SetValue("cmi.suspend_data", "page=3");'),
    Case("SK7637", "a gap in a list", {"more": 'lms.SetValue("cmi.objectives.3.id", "o3");'}, right='lms.SetValue("cmi.objectives." + lms.GetValue("cmi.objectives._count") + ".id", "o3");'),
    Case("SK7638", "read beyond a list", {"more": 'lms.GetValue("cmi.objectives.7.id");'}, right='if (Number(lms.GetValue("cmi.objectives._count")) > 7) lms.GetValue("cmi.objectives.7.id");'),
    Case("SK7639", "type before id", {"more": 'lms.SetValue("cmi.interactions.0.type", "choice");'}, NEW, right='lms.SetValue("cmi.interactions.0.id", "q1");\nlms.SetValue("cmi.interactions.0.type", "choice");'),
    Case("SK7640", "a number", {"more": 'lms.SetValue("cmi.suspend_data", 12);'}, right='lms.SetValue("cmi.suspend_data", String(12));'),
    Case("SK7640", "nothing at all", {"more": 'lms.SetValue("cmi.suspend_data", undefined);'}),
    Case("SK7641", "a duration in words", {"leave": leaving('lms.SetValue("TIME", "5 seconds");', END)}),
    Case("SK7642", "an answer in words", {"more": INTERACTION % "the second"}, right=INTERACTION % "b"),
    Case("SK7643", "an objective twice", {"more": 'lms.SetValue("cmi.objectives.0.id", "o1");\nlms.SetValue("cmi.objectives.1.id", "o1");'}, NEW, right='lms.SetValue("cmi.objectives.0.id", "o1");\nlms.SetValue("cmi.objectives.1.id", "o2");'),
    Case("SK7643", "an objective's id changed", {"more": 'lms.SetValue("cmi.objectives.0.id", "o1");\nlms.SetValue("cmi.objectives.0.id", "o2");'}, NEW),
    Case("SK7650", "does not suspend", {"work": 'lms.SetValue("STATUS", "incomplete");\nlms.SetValue("cmi.suspend_data", "page 3");\nlms.Commit("");'}, right='lms.SetValue("STATUS", "incomplete");\nlms.SetValue("cmi.suspend_data", "page 3");\nlms.SetValue("EXIT", "suspend");\nlms.Commit("");'),
    Case("SK7651", "no status", {"work": 'lms.SetValue("EXIT", "suspend");'}),
    Case("SK7652", "a status that goes back", {"more": 'lms.SetValue("STATUS", "completed");\nlms.SetValue("STATUS", "incomplete");'}, right='if (lms.GetValue("STATUS") !== "completed") lms.SetValue("STATUS", "incomplete");'),
    Case("SK7653", "no time", {"leave": leaving(END)}),
    Case("SK7654", "another status than the mark allows", {"more": 'lms.SetValue("STATUS", "passed");\nlms.SetValue("SCORE", "50");'}, OLD, right='const mark = Number(lms.GetValue("cmi.student_data.mastery_score"));\nlms.SetValue("STATUS", score >= mark ? "passed" : "failed");'),
    Case("SK7603", "an endless loop", {"more": "setTimeout(() => { while (true); }, 500);"}, seconds=20, standards=NEW, right='setTimeout(lookAgain, 500);'),
    Case("SK7605", "an error in a script", {"more": "showFirstPage();"}, also=("SK7617",), standards=NEW, right='if (typeof showFirstPage === "function") showFirstPage();'),
    Case("SK7606", "an error on the console", {"more": 'console.error("no such page");'}, standards=NEW, right='showPage(first);'),
    Case("SK7607", "a missing picture", html='<img src="pictures/Plan.png" alt="A plan">', standards=NEW, right='<img src="pictures/plan.png" alt="A plan">'),
    Case("SK7608", "a picture from elsewhere", html='<img src="https://cdn.example.org/plan.png" alt="A plan">', standards=NEW, right='<img src="pictures/plan.png" alt="A plan">'),
    Case("SK7609", "goes elsewhere", {"more": 'setTimeout(() => location.assign("http://127.0.0.1:9/next"), 300);'}, also=("SK7608",), standards=NEW, right='location.assign("next.html");'),
]  # fmt: skip
"""The first of a code is the one that the documentation shows."""
