// What is right, what it is worth, what is stored, and how the standards write it: for each form of question.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scrambleKey } from "../../templates/runtime/key.js";
import { packResponse, plainNumberText, rightPatterns, shareOf, unpackResponse } from "../../templates/runtime/responses.js";
import { oldPattern, pattern } from "../../templates/runtime/tracking/patterns.js";
import { dice } from "./browser.js";
import { question } from "./course.js";

const asked = (form, key, more = {}) => ({ ...question("s", "q"), form, answerKey: scrambleKey("s_q", { feedback: {}, explanation: "", ...key }), ...more });
const picks = (more) => asked("picks", { correct: ["a", "c"] }, more);
const order = (more) => asked("order", { correct: ["b", "a", "d", "c"] }, more);
const pairs = (more) => asked("pairs", { correct: ["a.x", "b.y", "c.x"] }, { marks: ["a", "b", "c"], targets: ["x", "y"], ...more });
const text = (...texts) => ({ texts, exact: false, low: null, high: null });
const fields = (blanks, more) => asked("fields", { correct: blanks.map(({ texts }) => texts[0]), blanks }, { blanks: blanks.map(() => ({ limit: 60, isNumber: false })), ...more });
const number = (low, high) => asked("fields", { correct: [String(low), String(high)], blanks: [{ texts: [], exact: false, low, high }] }, { blanks: [{ limit: 24, isNumber: true }] });

test("all right is worth all, and nothing else is, without partial", () => {
  const right = [[picks(), ["a", "c"]], [order(), ["b", "a", "d", "c"]], [pairs(), ["a.x", "b.y", "c.x"]], [fields([text("huddle", "briefing"), text("x")]), ["Briefing ", "X"]], [number(2.5, 3), ["2.75"]]];
  for (const [each, response] of right) assert.equal(shareOf(each, response), 1);
  const wrong = [[picks(), ["a"]], [picks(), ["a", "b", "c"]], [order(), ["a", "b", "d", "c"]], [pairs(), ["a.x", "b.y"]], [pairs(), ["a.y", "b.y", "c.x"]], [fields([text("huddle"), text("x")]), ["huddle", ""]], [number(2.5, 3), ["3.01"]], [number(2, 3), ["two"]], [number(0, 3), [""]]];
  for (const [each, response] of wrong) assert.equal(shareOf(each, response), 0, JSON.stringify(response));
  for (const each of [picks(), order(), pairs(), fields([text("x")]), number(0, 1)]) assert.equal(shareOf(each, []), 0);
});

test("partly right is worth a part where the author says so", () => {
  const partial = { partial: true };
  assert.equal(shareOf(picks(partial), ["a"]), 0.5);
  assert.equal(shareOf(picks(partial), ["a", "b"]), 0);
  assert.equal(shareOf(picks(partial), ["a", "b", "c", "d"]), 0);
  assert.equal(shareOf(order(partial), ["b", "d", "a", "c"]), 0.5);
  assert.equal(shareOf(pairs(partial), ["a.x", "b.x", "c.x"]), 2 / 3);
  assert.equal(shareOf(fields([text("one"), text("two")], partial), ["one", "three"]), 0.5);
});

test("where nothing is right or wrong, there is no share", () => {
  assert.equal(shareOf(asked("fields", { correct: [] }, { points: 0, blanks: [{ limit: 9, isNumber: false }] }), ["me"]), null);
});

test("texts are compared as people read them, or to the letter", () => {
  assert.equal(shareOf(fields([text("don't  know")]), [" DON’T know"]), 1);
  assert.equal(shareOf(fields([text("e\u0301t\u00e9")]), ["\u00e9te\u0301"]), 1);
  const exact = [{ ...text("mmHg"), exact: true }];
  assert.equal(shareOf(fields(exact), ["mmHg "]), 1);
  assert.equal(shareOf(fields(exact), ["mmhg"]), 0);
});

test("numbers are read as people write them", () => {
  const cases = [["12", "12"], [" -3,5 ", "-3.5"], ["+4", "4"], ["1 000", "1000"], ["−2", "-2"], ["", ""], ["1e3", ""], ["1.2.3", ""], [".5", ""], ["Infinity", ""], ["0x10", ""]];
  for (const [written, read] of cases) assert.equal(plainNumberText(written), read, written);
});

test("what is stored comes back", () => {
  const random = dice(7);
  const pick = (items) => items[Math.floor(random() * items.length)];
  const texts = ["", "a", "é😀", "two words", "[,]", "{x", "a\nb"];
  for (let round = 0; round < 500; round += 1) {
    const some = ["a", "b", "c", "d"].filter(() => random() < 0.5);
    assert.deepEqual(unpackResponse(picks(), packResponse(picks(), some)), some);
    const shuffled = ["a", "b", "c", "d"].map((mark) => [random(), mark]).sort().map(([, mark]) => mark);
    assert.deepEqual(unpackResponse(order(), packResponse(order(), shuffled)), shuffled);
    const paired = ["a", "b", "c"].flatMap((mark) => (random() < 0.7 ? [`${mark}.${pick(["x", "y"])}`] : []));
    assert.deepEqual(unpackResponse(pairs(), packResponse(pairs(), paired)), paired);
    const three = fields([text("x"), text("y"), text("z")]);
    const written = [pick(texts), pick(texts), pick(texts)];
    assert.deepEqual(unpackResponse(three, packResponse(three, written)), written.some(Boolean) ? written : ["", "", ""]);
  }
  for (const each of [picks(), order(), pairs(), fields([text("x")])]) assert.deepEqual(unpackResponse(each, packResponse(each, [])), []);
});

test("a state of another version of the question is taken as far as it still means something", () => {
  assert.deepEqual(unpackResponse(order({ marks: ["a", "b", "e"] }), "dbac"), ["b", "a", "e"]);
  assert.deepEqual(unpackResponse(pairs({ targets: ["y"] }), "axbyq"), ["b.y"]);
  assert.deepEqual(unpackResponse(fields([text("x"), text("y")]), "one"), ["one", ""]);
  assert.deepEqual(unpackResponse(picks(), "text"), []);
  assert.deepEqual(unpackResponse(order(), 5), []);
});

test("other right texts are told one at a time", () => {
  assert.deepEqual(rightPatterns({ form: "fields" }, { correct: ["a", "x"], blanks: [text("a", "b", "c"), text("x", "y")] }), [["a", "x"], ["b", "x"], ["c", "x"], ["a", "y"]]);
  assert.deepEqual(rightPatterns({ form: "path" }, { correct: ["a", "c"] }), [["a"], ["c"]]);
  assert.equal(rightPatterns({ form: "fields" }, { correct: ["0"], blanks: [text(...Array.from({ length: 40 }, (_, at) => String(at)))] }).length, 10);
});

test("each standard gets responses as it writes them", () => {
  const rows = [
    ["choice", ["a", "c"], "a,c", "a[,]c"], ["true-false", ["t"], "t", "true"], ["true-false", ["f"], "f", "false"],
    ["sequencing", ["b", "a"], "b,a", "b[,]a"], ["matching", ["a.x", "b.y"], "a.x,b.y", "a[.]x[,]b[.]y"],
    ["fill-in", ["one two", "three"], "one two, three", "one two[,]three"], ["numeric", ["2.5"], "2.5", "2.5"],
    ["numeric", ["2", "2"], "2", "2[:]2"], ["numeric", ["1", "3"], "", "1[:]3"], ["likert", ["e"], "e", "e"],
    ["long-fill-in", ["a\nb"], "a b", "a\nb"],
    ["fill-in", ["{lang=xx}a[,]b", "[.]"], "{lang=xx}a[,]b, [.]", "(lang=xx}a(,)b[,](.)"],
  ];
  for (const [type, parts, old, later] of rows) {
    assert.equal(oldPattern(type, parts), old);
    assert.equal(pattern(type, parts), later);
  }
  assert.equal(oldPattern("fill-in", ["x".repeat(300)]).length, 255);
});
