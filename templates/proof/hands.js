// The hands of a scripted learner in a page of our player: they press what a person could press, and nothing else.
// One order at a time, given as an object; what comes of it is handed back, with what is on the screen then.

/** @typedef {{do: string, to?: string, question?: string, form?: string, response?: string[], confirm?: boolean}} Order */

/** @param {Order} order */
(order) => {
  /** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);

  /** @param {Element} element */
  const isVisible = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";

  /** @param {HTMLElement | undefined} element @param {string} what */
  function press(element, what) {
    if (!element) throw new Error(`there is no ${what}`);
    if (!isVisible(element)) throw new Error(`${what} is not to be seen`);
    if (element.matches(":disabled")) throw new Error(`${what} is disabled`);
    element.scrollIntoView({ block: "center", inline: "nearest" });
    const box = element.getClientRects()[0];
    const over = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (over && !element.contains(over) && !over.contains(element)) {
      throw new Error(`${what} is covered by <${over.tagName.toLowerCase()} class="${over.className}">`);
    }
    element.click();
  }

  /** @param {string} question @returns {HTMLElement} */
  function formOf(question) {
    const form = all("form.question").find((each) => each.dataset.question === question);
    if (!form) throw new Error(`question ${question} is not on the page`);
    return form;
  }

  /** @param {HTMLElement} form @param {string[]} response */
  function put(form, response) {
    if (order.form === "pairs") {
      for (const pair of response) {
        const button = all("input[type=radio]", form).find((each) => each.dataset.mark === pair[0] && each.getAttribute("value") === pair.slice(2));
        if (button) {
          press(button, `answer ${pair}`);
          continue;
        }
        const select = /** @type {HTMLSelectElement | undefined} */ (all("select", form).find((each) => each.dataset.mark === pair[0]));
        if (!select || !isVisible(select) || select.disabled) throw new Error(`there is nothing to choose at ${pair[0]}`);
        select.value = pair.slice(2);
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
    } else if (order.form === "fields") {
      all(".answer-text", form).forEach((each, at) => {
        const field = /** @type {HTMLInputElement} */ (each);
        if (!isVisible(field) || field.disabled || field.readOnly) throw new Error(`nothing can be written into blank ${at + 1}`);
        field.focus();
        field.value = response[at] ?? "";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
      const done = /** @type {HTMLInputElement | undefined} */ (all(".activity-done", form)[0]);
      if (done && done.checked !== (response[1] === "1")) press(done, "box that says that it is done");
    } else if (order.form === "order") {
      const marks = () => all(".order-item", form).map((each) => each.dataset.mark).join();
      // What lies there already as it should is an answer only once something was moved.
      if (marks() === response.join()) {
        press(all("[data-move='1']", form)[0], "button that moves the first down");
      }
      response.forEach((mark, place) => {
        const item = () => all(".order-item", form).findIndex((each) => each.dataset.mark === mark);
        while (item() > place) press(all("[data-move='-1']", all(".order-item", form)[item()])[0], `button that moves ${mark} up`);
      });
    } else pick(form, response);
  }

  /** @param {HTMLElement} form @param {string[]} marks */
  function pick(form, marks) {
    for (const input of all("input.answer-input", form)) {
      const { checked, type, value } = /** @type {HTMLInputElement} */ (input);
      if (checked === marks.includes(value) || (checked && type === "radio")) continue;
      press(all("label", form).find((label) => label.getAttribute("for") === input.id), `answer ${value}`);
    }
  }

  /** @param {string} word */
  const verdictOf = (word) => formOf(word).querySelector(".question-result")?.getAttribute("data-verdict") ?? "";

  const { to = "", question = "", response = [] } = order;
  /** @type {Record<string, () => unknown>} */
  const deeds = {
    look: () => "",
    follow() {
      if (location.hash === to) return;
      const links = () => all(`a[href="${to}"]`).filter(isVisible);
      const menu = document.getElementById("player-menu");
      if (!links().length && menu && !isVisible(menu)) press(document.getElementById("player-menu-button") ?? undefined, "menu button");
      press(links()[0], `link to ${to}`);
      if (location.hash !== to) throw new Error(`the link to ${to} leads to ${location.hash}`);
    },
    answer() {
      const form = formOf(question);
      const again = all(".question-actions button[type=button]:not(.button-line)", form).find(isVisible);
      if (again) press(again, "button to try again");
      put(form, response);
      press(all("button[type=submit]", form)[0], "button that checks the answer");
      return verdictOf(question);
    },
    choose() {
      const form = formOf(question);
      put(form, response);
      if (!order.confirm) return "";
      press(all("button[type=submit]", form)[0], "button that checks the answer");
      return verdictOf(question);
    },
    walk() {
      const scenario = all(".scenario").find((each) => each.dataset.scenario === question);
      if (!scenario) throw new Error(`scenario ${question} is not on the page`);
      const again = all(".scene > .button", scenario)[0];
      if (again) press(again, "button to start again");
      for (const mark of response) press(all("button[data-mark]", scenario).find((each) => each.dataset.mark === mark), `choice ${mark}`);
      return scenario.querySelector(".question-result")?.getAttribute("data-verdict") ?? "";
    },
    /** What the form shows as answered, in the parts of a response; of a scenario, the name of the scene that is open. */
    shown() {
      if (order.form === "path") {
        const scenario = all(".scenario").find((each) => each.dataset.scenario === question);
        return scenario ? all(".scene", scenario).map((each) => each.getAttribute("aria-label")) : [];
      }
      const form = formOf(question);
      const value = (/** @type {HTMLElement} */ each) => /** @type {HTMLInputElement} */ (each).value;
      if (order.form === "order") return all(".order-item", form).map((each) => each.dataset.mark);
      if (order.form === "pairs") return all(":is(select, input:checked)[data-mark]", form).filter(value).map((each) => `${each.dataset.mark}.${value(each)}`);
      if (order.form === "fields") return [...all(".answer-text", form).map(value), ...all(".activity-done:checked", form).map(() => "1")];
      return all("input.answer-input:checked", form).map(value);
    },
    // Nobody waits for a film: what cannot be played counts as played.
    play: () => all("[data-watch]").forEach((media) => media.dispatchEvent(new Event("error"))),
    start: () => press(all(".assessment[data-screen=intro] .panel button")[0], "button that starts the assessment"),
    on: () => press(all(".assessment-moves button").pop(), "button to the next question"),
    back: () => press(all(".assessment-moves button")[0], "button to the question before"),
    submit: () => press(all(".assessment [data-action=submit]")[0], "button that hands in"),
    exit: () => press(document.getElementById("player-exit") ?? undefined, "exit button"),
  };
  const deed = deeds[order.do];
  if (!deed) throw new Error(`no deed is called ${order.do}`);
  const said = deed() ?? "";
  return {
    said,
    hash: location.hash,
    notices: all("#player-notices [data-notice]").map(({ dataset }) => dataset.notice),
    state: document.getElementById("player-save-state")?.dataset.state ?? "",
    closed: all("[data-closed]")[0]?.dataset.closed ?? "",
    screen: all(".assessment")[0]?.dataset.screen ?? "",
    asked: all(".assessment[data-screen=question] form.question")[0]?.dataset.question ?? "",
    isReady: all("main h1").length > 0,
  };
};
