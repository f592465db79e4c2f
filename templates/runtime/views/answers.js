// What the player does with the form of a question, for each way of answering: picking, putting in order, pairing, writing.

import { plainNumberText } from "../responses.js";
import { make } from "./dom.js";

/** @typedef {import("../types.js").QuestionData} QuestionData */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLButtonElement} Control */

/**
 * What is said at an answer, a pair, a blank.
 * @typedef {object} AnswerMark
 * @property {"right" | "wrong" | "missed"} verdict
 * @property {string} word
 * @property {Node | null} feedback
 */

/** @param {HTMLFormElement} form @returns {Control[]} */
function controls(form) {
  return [...form.querySelectorAll(".question-body :is(input, select, textarea, button)")].map((each) => /** @type {Control} */ (each));
}

/** @param {HTMLFormElement} form @returns {Field[]} */
const fields = (form) => [...form.querySelectorAll(".answer-text")].map((field) => /** @type {Field} */ (field));

/** What is chosen for each answer of its own: lists, or rows of buttons. @param {HTMLFormElement} form */
const choosers = (form) => [...form.querySelectorAll(":is(select, input)[data-mark]")].map((each) => /** @type {HTMLSelectElement | HTMLInputElement} */ (each));

/** The box that says that an order is an answer as it lies. @param {HTMLFormElement} form @returns {HTMLInputElement | null} */
const meantBox = (form) => form.querySelector(".order-meant input");

/** @param {HTMLFormElement} form @returns {string[]} */
const marksShown = (form) => [...form.querySelectorAll(".answer[data-mark]")].map((answer) => /** @type {HTMLElement} */ (answer).dataset.mark ?? "");

/**
 * The learner's response in its parts; see responses.js. What is no number is no answer where one is asked for.
 * @param {HTMLFormElement} form @param {QuestionData} question @returns {string[]}
 */
export function readAnswer(form, question) {
  if (question.form === "order") return meantBox(form)?.checked === false ? [] : marksShown(form);
  if (question.form === "pairs") {
    const chosen = new Map(choosers(form).filter((each) => !("checked" in each) || each.checked).map(({ dataset, value }) => [dataset.mark, value]));
    return question.marks.flatMap((mark) => (chosen.get(mark) ? [`${mark}.${chosen.get(mark)}`] : []));
  }
  if (question.form === "fields") {
    const texts = fields(form).map(({ value }, index) => {
      const blank = question.blanks[index];
      return blank?.isNumber && !plainNumberText(value) ? "" : within(value.trim(), blank?.limit ?? 0);
    });
    return texts.some(Boolean) ? texts : [];
  }
  const picked = controls(form).filter((input) => input instanceof HTMLInputElement && input.checked).map(({ value }) => value);
  return question.marks.filter((mark) => picked.includes(mark));
}

/** Whether nothing is left open. @param {QuestionData} question @param {string[]} response */
export function isWhole({ form, marks, blanks }, response) {
  if (form === "pairs") return response.length === marks.length;
  return response.length > 0 && (form !== "fields" || blanks.every((_, index) => response[index]));
}

/** What to say to somebody who has left something open. @param {QuestionData} question */
export function whatIsOpen({ form, blanks }) {
  if (form === "pairs") return "match_first";
  if (form !== "fields") return "choose_first";
  return blanks.some(({ isNumber }) => isNumber) ? "number_first" : "fill_first";
}

/** @param {HTMLFormElement} form @param {QuestionData} question @param {string[]} response */
export function showAnswer(form, question, response) {
  if (question.form === "order") {
    if (response.length > 0) orderAnswers(form, question, response);
    const box = meantBox(form);
    if (box) box.checked = response.length > 0;
  } else if (question.form === "pairs") {
    for (const each of choosers(form)) {
      const chosen = response.find((pair) => pair.startsWith(`${each.dataset.mark}.`))?.slice(2) ?? "";
      if ("checked" in each) each.checked = each.value === chosen;
      else each.value = chosen;
    }
  } else if (question.form === "fields") {
    fields(form).forEach((field, index) => {
      field.value = response[index] ?? "";
      field.dispatchEvent(new Event("input"));
    });
  } else {
    for (const input of controls(form)) if (input instanceof HTMLInputElement) input.checked = response.includes(input.value);
    paintHotspots(form);
  }
}

/** @param {HTMLFormElement} form @param {boolean} locked */
export function lockAnswer(form, locked) {
  for (const control of controls(form)) {
    // What was written can still be read, selected and copied.
    if (control instanceof HTMLTextAreaElement) control.readOnly = locked;
    else control.disabled = locked;
  }
  form.classList.toggle("is-locked", locked);
  if (!locked) endMoves(form);
}

/** The focus on what is still to be answered, or on the first control. @param {HTMLFormElement} form */
export function focusAnswer(form) {
  const enabled = controls(form).filter((control) => !control.disabled);
  const chosen = (/** @type {Control} */ { type, name, value }) => (type === "radio" ? form.querySelector(`input[name="${name}"]:checked`) : value);
  (enabled.find((control) => !chosen(control)) ?? enabled[0])?.focus();
}

/**
 * Puts the answers into another order on the screen.
 * @param {HTMLFormElement} form @param {QuestionData} question @param {string[]} order marks
 */
export function orderAnswers(form, question, order) {
  for (const mark of order) {
    const answer = form.querySelector(`.answer[data-mark="${mark}"]`);
    answer?.parentElement?.append(answer);
  }
  if (question.form === "order") endMoves(form);
}

/** Makes the form do what it needs scripts for. @param {HTMLFormElement} form @param {QuestionData} question @param {Words} words */
export function wireAnswer(form, question, words) {
  for (const button of form.querySelectorAll("button[data-move]")) {
    button.addEventListener("click", () => move(form, /** @type {HTMLButtonElement} */ (button), words));
  }
  if (question.form === "order") endMoves(form);
  wireSlider(form, words);
  wireHotspots(form);
  fields(form).forEach((field, index) => {
    const limit = question.blanks[index]?.limit ?? 0;
    const left = field.closest(".answer")?.querySelector(".field-left");
    field.addEventListener("input", () => {
      const fitting = within(field.value, limit);
      if (fitting !== field.value) field.value = fitting;
      if (left) left.textContent = words.count("left_to_write", Math.max(0, limit - bytesOf(field.value)));
    });
    // Return in a blank would hand in what is not finished.
    if (field instanceof HTMLInputElement) field.addEventListener("keydown", (event) => { if (event instanceof KeyboardEvent && event.key === "Enter" && question.blanks.length > 1) event.preventDefault(); });
  });
}

/**
 * Where nobody hands in one question alone: a box by which a learner says that the order as it lies is the answer. What was
 * moved is one anyway.
 * @param {HTMLFormElement} form @param {Words} words
 */
export function askWhetherMeant(form, words) {
  const box = make("input", { type: "checkbox" });
  form.querySelector(".order-told")?.before(make("label", "order-meant", box, make("span", {}, words.say("order_meant"))));
}

/** A slider and the field with its number say the same; until one of them is moved, nothing is answered. @param {HTMLFormElement} form @param {Words} words */
function wireSlider(form, words) {
  const slider = /** @type {HTMLInputElement | null} */ (form.querySelector("input[type=range]"));
  const [field] = fields(form);
  if (!slider || !field) return;
  const tell = () => {
    if (field.value) slider.removeAttribute("aria-valuetext");
    else slider.setAttribute("aria-valuetext", words.say("not_answered"));
  };
  slider.addEventListener("input", () => { field.value = slider.value; tell(); });
  field.addEventListener("input", () => { slider.value = plainNumberText(field.value); tell(); });
  tell();
}

/** Places on the picture of a question, each of which picks the answer that has it. @param {HTMLFormElement} form */
function wireHotspots(form) {
  const picture = form.querySelector(".question-prompt img");
  const answers = [...form.querySelectorAll(".answer[data-area]")].map((answer) => /** @type {HTMLElement} */ (answer));
  if (!picture || answers.length === 0) return;
  const board = make("span", "hotspots");
  picture.replaceWith(board);
  board.append(picture);
  for (const answer of answers) {
    const [left, top, width, height] = (answer.dataset.area ?? "").split(" ").map((percent) => `${percent}%`);
    // Who cannot point has the same answers by name, below.
    const spot = make("span", { class: "hotspot", "aria-hidden": "true", "data-spot": answer.dataset.mark });
    Object.assign(spot.style, { left, top, width, height });
    spot.addEventListener("click", () => answer.querySelector("input")?.click());
    board.append(spot);
  }
  form.addEventListener("change", () => paintHotspots(form));
}

/** Shows on the picture what is picked, and what was right. @param {HTMLFormElement} form */
function paintHotspots(form) {
  for (const answer of form.querySelectorAll(".answer[data-area]")) {
    const { mark, verdict = "" } = /** @type {HTMLElement} */ (answer).dataset;
    const spot = /** @type {HTMLElement | null} */ (form.querySelector(`[data-spot="${mark}"]`));
    spot?.classList.toggle("is-picked", Boolean(answer.querySelector("input:checked")));
    if (spot) spot.dataset.verdict = verdict;
  }
}

/** @param {HTMLFormElement} form @param {HTMLButtonElement} button @param {Words} words */
function move(form, button, words) {
  const item = button.closest(".answer");
  const up = button.dataset.move === "-1";
  const other = up ? item?.previousElementSibling : item?.nextElementSibling;
  if (!item || !other) return;
  if (up) other.before(item);
  else other.after(item);
  endMoves(form);
  // At the end of the way, its button can do nothing: the other one takes the focus.
  if (button.disabled) /** @type {HTMLElement | null} */ (item.querySelector("button:enabled"))?.focus();
  else button.focus();
  const box = meantBox(form);
  if (box) box.checked = true;
  const items = [...(item.parentElement?.children ?? [])];
  const told = form.querySelector(".order-told");
  if (told) told.textContent = words.say("moved_to", { number: items.indexOf(item) + 1, places: items.length });
  form.dispatchEvent(new Event("change"));
}

/** The first cannot go up, the last not down. @param {HTMLFormElement} form */
function endMoves(form) {
  const items = [...form.querySelectorAll(".order-item")];
  items.forEach((item, index) => {
    for (const each of item.querySelectorAll("button")) {
      const isEnd = each.dataset.move === "-1" ? index === 0 : index === items.length - 1;
      each.disabled = isEnd || form.classList.contains("is-locked");
    }
  });
}

/**
 * Says at each answer whether it was right, in words, by a sign and by colour, and gives its feedback.
 * @param {HTMLFormElement} form
 * @param {(answer: HTMLElement, index: number) => AnswerMark | null} judge
 */
export function markAnswers(form, judge) {
  [...form.querySelectorAll(".answer")].forEach((answer, index) => {
    const control = answer.querySelector("input, select, textarea");
    answer.querySelector(".answer-feedback")?.remove();
    answer.removeAttribute("data-verdict");
    describe(control, "");
    const mark = judge(/** @type {HTMLElement} */ (answer), index);
    if (!mark) return;
    answer.setAttribute("data-verdict", mark.verdict);
    // Within a sentence, a note is part of it.
    const isInline = answer instanceof HTMLSpanElement;
    const note = make(isInline ? "span" : "div", "answer-feedback", make(isInline ? "span" : "p", "answer-verdict", mark.word));
    note.id = `${form.dataset.question}-${index}-feedback`;
    if (control) note.id = `${control.id}-feedback`;
    if (mark.feedback) note.append(mark.feedback);
    describe(control, note.id);
    answer.append(note);
  });
  paintHotspots(form);
}

/**
 * Adds a note to what its form says of a control.
 * @param {Element | null} control @param {string} note id, "" for none
 */
function describe(control, note) {
  if (!(control instanceof HTMLElement)) return;
  const own = (control.dataset.described ??= control.getAttribute("aria-describedby") ?? "");
  const all = `${own} ${note}`.trim();
  if (all) control.setAttribute("aria-describedby", all);
  else control.removeAttribute("aria-describedby");
}

const encoder = new TextEncoder();

/** Bytes of UTF-8. @param {string} text */
const bytesOf = (text) => encoder.encode(text).length;

/** As much of a text as there is room for, in whole characters. @param {string} text @param {number} limit bytes of UTF-8 */
function within(text, limit) {
  if (bytesOf(text) <= limit) return text;
  const characters = [...text];
  while (bytesOf(characters.join("")) > limit) characters.pop();
  return characters.join("");
}
