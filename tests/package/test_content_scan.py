"""What pages and scripts are reported for, and what looks like it and is nothing."""

from __future__ import annotations

import base64

import pytest

from scormkit.package import content_scan
from scormkit.package.content_scan import ContentScan


def codes(name: str, text: str, standard: str = "scorm12") -> list[str]:
    scan = ContentScan(standard)
    found = list(scan.look(name, text.encode())) if scan.wants(name, len(text)) else []
    return [finding.code for finding in (*found, *scan.rest())]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.js", 'window.addEventListener("unload", save)', ["SK7050"]),
        ("a.js", "$(window).on('load.x unload', save)", ["SK7050"]),
        ("a.js", "$(window).unload(save)", ["SK7050"]),
        ("a.js", 'addEventListener("unload", save); addEventListener("pagehide", save)', []),
        ("a.js", "addEventListener('beforeunload', ask)", []),
        ("lib/jquery-1.8.3.min.js", 'a(window).on("unload",function(){})', []),
        ("a.js", 'fetch("https://example.org/x")', ["SK7054"]),
        ("a.js", 'import { a, b } from "https://example.org/x.js"', ["SK7054"]),
        ("a.js", 'import "https://example.org/x.js"', ["SK7054"]),
        ("a.js", "x.open('GET', 'http://example.org/x')", ["SK7052"]),
        ("a.js", 'say("taken from", "https://example.org/"); // from "https://example.org/y"', []),
        ("a.js", 'const source = "https://example.org/x";', []),
        (
            "a.css",
            "@import 'https://fonts.example.org/a.css'; b { background: url(//x.org/a.png) }",
            ["SK7054", "SK7054"],
        ),
        ("a.css", "@namespace svg url(http:a); a { background: url(a.png) }", []),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="a.png"/></svg>', []),
        ("a.svg", '<svg><image xlink:href="http://example.org/a.png"/></svg>', ["SK7052"]),
        ("a.svg", '<svg><use href="https://example.org/a.svg#b"/><use href="#c"/></svg>', ["SK7054"]),
        ("a.js", 'navigator.sendBeacon("https://example.org/x", data)', ["SK7054"]),
        ("a.js", "navigator.sendBeacon(url, 'https://example.org/x')", []),
        ("a.js", 'axios.get("https://example.org/x"); axios.post(`http://example.org/y`, z)', ["SK7054", "SK7052"]),
        ("a.js", 'axios.get("x/y"); see("axios", "https://example.org/x")', []),
        ("a.js", 'lrs = {endpoint: e, password: "Tr0ub4dor&3x"}', ["SK7055"]),
        ("a.js", 'texts = {xapi: 1, password: "Your password, please"}', []),
        ("a.js", 'xapi; auth = "Basic " + btoa(user)', []),
        ("a.js", "header = 'Basic bHJzOnNlY3JldHNlY3JldA=='", ["SK7055"]),
        ("a.js", "AKIAABCDEFGHIJKLMNOP", ["SK7055"]),
        ("a.js", "API_1484_11.Initialize('')", ["SK7051"]),
        ("a.js", "API_1484_11.Initialize(''); api.LMSInitialize('')", []),
        ("a.swf", "FWS", ["SK7056"]),
        ("a.txt", "http://example.org AKIAABCDEFGHIJKLMNOP", ["SK7055"]),
        ("a.txt", "http://example.org", []),
    ],
)
def test_scripts_and_styles(name: str, text: str, found: list[str]) -> None:
    assert codes(name, text) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<img src="http://example.org/a.png">', ["SK7052"]),
        ('<script src="//cdn.example.org/a.js"></script>', ["SK7054"]),
        ('<iframe src="https://example.org/x"></iframe>', ["SK7054"]),
        ('<link rel="stylesheet" href="https://example.org/a.css">', ["SK7054"]),
        ('<link rel="license" href="http://example.org/l">', []),
        ('<a href="http://example.org/">x</a>', ["SK7053"]),
        ('<a href="https://example.org/">x</a>', []),
        ("<p>Taken from “http://example.org/”, src=http://example.org</p>", []),
        ('<object data="a.swf" type="application/x-shockwave-flash"></object>', ["SK7056"]),
        ('<img src="a.png" alt="a > b"><img src="b.png">', []),
        ('<img srcset="a.png 1x, https://example.org/b.png 2x, http://example.org/c.png 3x">', ["SK7054", "SK7052"]),
        ('<img srcset="a.png 1x, b//c.png 2x"><p> srcset="https://example.org/b.png"</p>', []),
        ('<base href="https://example.org/">', ["SK7054"]),
        ('<base href="content/"><base-line href="https://example.org/"></base-line>', []),
        ('<input type="image" alt="" src="https://example.org/a.png">', ["SK7054"]),
        ('<input type="url" alt="" src="https://example.org/a.png" value="https://example.org/">', []),
        ('<svg><image href="https://example.org/a.png"/><use xlink:href="//example.org/a#b"/></svg>', ["SK7054"] * 2),
        ('<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#b"/></svg>', []),
        ('<meta http-equiv="refresh" content="0; url=https://example.org/">', ["SK7054"]),
        ("<meta content='5;URL=http://example.org/' http-equiv=Refresh>", ["SK7052"]),
        ('<meta http-equiv="refresh" content="0; url=next.html">', []),
        ('<meta property="og:image" content="https://example.org/a.png">', []),
    ],
)
def test_pages(body: str, found: list[str]) -> None:
    page = f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    assert codes("a.html", page) == found


@pytest.mark.parametrize(
    ("name", "attributes", "found"),
    [
        ("a.html", ' xmlns="http://www.w3.org/1999/xhtml" xml:lang="de"', []),
        ("a.xhtml", ' xml:lang="de-AT"', []),
        ("a.html", ' xmlns="http://www.w3.org/1999/xhtml" xml:lang=""', ["SK7058"]),
        ("a.html", ' xmlns="http://www.w3.org/1999/xhtml"', ["SK7058"]),
        ("a.html", ' xml:lang="de"', ["SK7058"]),
        ("a.html", ' hreflang="de" data-lang="de"', ["SK7058"]),
        ("a.html", " LANG=de", []),
    ],
)
def test_the_language_of_a_page(name: str, attributes: str, found: list[str]) -> None:
    page = f"<!DOCTYPE html><html{attributes}><head><title>Seite</title></head><body>Seite</body></html>"
    assert codes(name, page) == found


def test_a_fragment_needs_no_title_and_a_secret_is_shown_nowhere() -> None:
    assert codes("a.html", "<p>part of a page</p>") == []
    (finding,) = ContentScan("scorm12").look("a.js", b"key = 'AKIAABCDEFGHIJKLMNOP'")
    assert finding.excerpt is None
    assert "AKIAABCDEFGHIJKLMNOP" not in finding.message


def test_of_many_places_twenty_are_named_and_the_rest_counted() -> None:
    text = "".join(f'<img src="http://example.org/{n}.png">\n' for n in range(50))
    scan = ContentScan("scorm12")
    found = [*scan.look("a.html", text.encode()), *scan.rest()]
    assert len(found) == content_scan.MOST_OF_A_KIND + 1
    assert found[0].pos.line == 1
    assert "and 30 more places" in found[-1].message


@pytest.mark.parametrize(
    "piece",
    ["<link rel=", "<script src='", "<a href=", "Basic ", "unload ", ".on('a b c ", "url(", "import a ", "<html ",
     "<title>", "password: '", "from ", "new WebSocket", "x.open('GET' ", "<", "'", '"', "\\"],
)  # fmt: skip
def test_no_pattern_takes_forever(piece: str) -> None:
    """A text of one piece again and again is done with; with a slow pattern the test would never end."""
    assert codes("a.html", piece * (200_000 // len(piece))) is not None


PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n"
PAIR = base64.b64encode(b"lrs:secretsecret").decode()
HIDDEN = ("Tr0ub4dor", "hunter2", "MIIEow", "bHJzOn", "eyJ", "7c9e6679", "AKIA", "wJalr", "q9Xw")
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.SflKxwRJSMeKKF2QT4fw"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((f"keys/a.{kind}", PEM) for kind in ("pem", "key", "txt", "xml", "js", "html")),
        ("a.js", 'const key = "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg"'),
        (".env", "LRS_SECRET=7c9e6679f3a94c0b"),
        ("server/.env.production", "DB_PASSWORD=hunter22"),
        ("a.ini", "[lrs]\npassword = hunter2\n"),
        ("a.yml", "password: hunter2"),
        ("a.yaml", "lrs_password: hunter22"),
        ("config.json", '{"user": "ann", "password": "hunter2"}'),
        ("config.json", '{"title":"x","key":"one","password":"hunter2"}'),
        ("a.js", 'open("https://ann:hunter2@lms.example.org/")'),
        ("a.svg", "<svg><a href='https://ann:hunter2@lms.example.org/'/></svg>"),
        ("a.csv", "name,url\nx,https://ann:hunter2@lms.example.org/"),
        ("a.css", "a { background: url(https://ann:hunter2@lms.example.org/a.png) }"),
        ("a.json", f'{{"jwt": "{JWT}"}}'),
        ("a.js", f'h = "Bearer {JWT}"'),
        ("a.js", 'h = "Bearer q9Xw7c9e6679f3a94c0b"'),
        ("a.xml", "<id>AKIAABCDEFGHIJKLMNOP</id>"),
        ("a.js", 'x = {secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYq9Xw7c9e66"}'),
        ("a.vtt", f"WEBVTT\n\nNOTE https://lrs.example.org/?auth=Basic%20{PAIR}"),
        ("a.html", f"<!-- LRS key: {PAIR} -->"),
        ("a.js", '// the LRS\nvar conf = {endpoint: e, key: "7c9e6679f3a94c0b"}'),
        ("a.js", 'location = "https://x.example.org/?a=1&password=Tr0ub4dor3"'),
        ("a.min.js", 'a={key:"x",b:1};lrs={password:"Tr0ub4dor&3x"};' + "f();" * 2000),
    ],
)
def test_a_secret_is_found_wherever_it_is_and_shown_nowhere(name: str, text: str) -> None:
    scan = ContentScan("scorm12")
    assert scan.wants(name, len(text))
    found = list(scan.look(name, text.encode()))
    assert "SK7055" in {finding.code for finding in found}
    for finding in found:
        assert finding.excerpt is None
        assert not [piece for piece in HIDDEN if piece in finding.message], finding.message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.min.js", 'e.key="ArrowLeft2";t={key:"7c9e6679f3a94c0b",token:"Ab3dEf6hIj9lMn0p",auth:"oauth2-x"}'),
        ("a.min.js", "pwd=e.a1b2c3d4,secret=r.x9y8z7w6;password=t.charCodeAt(16)"),
        ("a.js", "x = {\n  password: sha256_hex,\n  secret: a1.b2c3d4\n}"),
        ("a.js", 'i.exports={"-----BEGIN RSA PRIVATE KEY-----":e,b:"-----BEGIN PRIVATE KEY-----\\n"+body}'),
        ("a.js", 'f("Basic training"); g(`Bearer ${token}`); fetch(u,{credentials:"same-origin"})'),
        ("a.js", 'fields={password:"#login-pw-1",secret:"img/secret1.png",apiKey:"https://example.org/v2/"}'),
        ("a.js", 'xapi.endpoint; blocks=[{key:"block-0001"},{key:"item2"}]; e.key==="Enter"'),
        ("a.js", f'key = "{base64.b64encode(b"https://example.org/").decode()}"'),
        ("a.js", 'u = "https://" + user + ":" + pass + "@example.org"; v = `https://${u}:${p}@example.org`'),
        ("texts.json", '{"password": "Passwort", "secret": "Geheimnis", "credentials": "Your user and password 1"}'),
        ("package.json", '{"dependencies": {"parse-passwd": "^1.0.0"}}'),
        ("a.html", '<input type="password" id="password1" name="password" placeholder="Password123">'),
        ("a.txt", "Your password: at least twelve characters, please."),
        ("a.key", "\0" * 200 + "password=hunter22"),
    ],
)
def test_what_looks_like_a_secret_and_is_none(name: str, text: str) -> None:
    assert "SK7055" not in codes(name, text)


REQUEST = 'fetch("https://example.org/x")'


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.js", f"// {REQUEST}\n/* {REQUEST}\n{REQUEST} */ done()", []),
        ("a.js", f"/* one */ {REQUEST} // two", ["SK7054"]),
        ("a.js", f"s = '//'; {REQUEST}; t = \"/*\"", ["SK7054"]),
        ("a.js", f"s = `//`; {REQUEST}; t = `a${{f(`//`)}}/*`; {REQUEST}", ["SK7054"] * 2),
        ("a.js", f"s = x.replace(/[/*]\\/\\//g, '').replace(/\"/, 1); {REQUEST}", ["SK7054"]),
        ("a.js", f'if(a(b))/\'\\//.test(c); return /"/; {REQUEST} // "', ["SK7054"]),
        ("a.js", f"x = (a + b) / 2 // {REQUEST}\ny = c / d; // {REQUEST}", []),
        ("a.js", f"s = 'no end\n// {REQUEST}", ["SK7054"]),
        ("a.js", "// API_1484_11\napi.x()", []),
        ("a.css", "/* a { background: url(https://example.org/a.png) } */ b { color: red }", []),
        ("a.css", 'a::before { content: "/*" } b { background: url(https://example.org/a.png) }', ["SK7054"]),
        ("a.html", "<p>a</p><!--[if IE]><script src='http://example.org/a.js'></script><![endif]-->", []),
        ("a.html", "<!-- <body onunload='save()'> --><p>onunload= is an attribute</p>", []),
        ("a.html", "<!----><img src='http://example.org/a.png'><!-- x -->", ["SK7052"]),
        ("a.html", f"<script><!--\n{REQUEST}\n//--></script>", ["SK7054"]),
        ("a.html", "<p title='<!--'></p><img src='http://example.org/a.png'>", ["SK7052"]),
        ("a.html", "<script>window.onunload = save</script>", ["SK7050"]),
        ("a.html", "<body onunload='save()'>", ["SK7050"]),
    ],
)
def test_comments_do_nothing(name: str, text: str, found: list[str]) -> None:
    assert codes(name, text) == found


def test_behind_comments_places_are_right() -> None:
    (found,) = ContentScan("scorm12").look("a.js", f"/* a\n b */ // c\n/* d */ {REQUEST}".encode())
    assert found.pos is not None
    assert (found.pos.line, found.pos.column) == (3, 16)
