// Small tools to build pages with: elements, signs, and the build's own HTML.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string | Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>} attributes
 *   a string is the class; a function is a listener and its name starts with "on"; false, null and undefined leave the
 *   attribute out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(typeof attributes === "string" ? { class: attributes } : attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, ...children);
  return element;
}

/**
 * @param {Element | DocumentFragment} parent
 * @param {...Child} children
 */
export function append(parent, ...children) {
  parent.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
}

/**
 * HTML that the build wrote, as nodes. Nothing else may come in here.
 * @param {string} html
 */
export function fromBuild(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return document.importNode(template.content, true);
}

/**
 * @param {string} look   what its class has besides "button", may be ""
 * @param {() => void} onclick
 * @param {...Child} children
 */
export function actionButton(look, onclick, ...children) {
  return make("button", { type: "button", class: look ? `button button-${look}` : "button", onclick }, ...children);
}

/**
 * A section under a heading of its own.
 * @param {string} name    class
 * @param {string} title
 * @param {...Child} children
 */
export function titled(name, title, ...children) {
  return make("section", name, make("h2", {}, title), ...children);
}

/** @type {Record<string, string>} */
const SIGNS = {
  check: "M4.5 12.5l5 5 10-11",
  cross: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  next: "M5 12h14M13 6l6 6-6 6",
  back: "M19 12H5M11 6l-6 6 6 6",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  pages: "M6 3.5h8.5L18 7v13.5H6zM9 11h6M9 15h6",
  print: "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
  people: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c0-3.5 3-6 6.5-6s6.5 2.5 6.5 6M16 4.4a3.5 3.5 0 010 6.2M18 14.6c2.1.8 3.5 2.8 3.5 5.4",
  award: "M12 14.5a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM8.5 13.5L7 21l5-2.5 5 2.5-1.5-7.5",
  alert: "M12 8v5M12 16.5v.1M12 3.5L2.5 20h19z",
  help: "M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 115 0c0 1.8-2.5 2-2.5 4M12 17v.1",
  info: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5.5M12 7.5v.1",
};

/**
 * A line drawing that decorates; what it means stands beside it in words.
 * @param {string} name one of SIGNS
 */
export function sign(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `sign sign-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", SIGNS[name] ?? "");
  svg.append(path);
  return svg;
}

/**
 * Text that only a screen reader says.
 * @param {string} text
 */
export function unseen(text) {
  return make("span", "visually-hidden", text);
}

/**
 * @param {number} fraction 0 to 1
 * @param {string} label
 */
export function progressBar(fraction, label) {
  return make("progress", { class: "progress", max: 1, value: Math.round(fraction * 1000) / 1000, "aria-label": label });
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`No element #${id}`);
  return element;
}
