// The panel's view of branching scenarios: the graph of each, drawn and as a tree in words.

/** @typedef {{title: string, text: string, picture: string}} Graph   picture: SVG, which as an image runs nothing */

/** @param {Graph[]} graphs @param {string} wanted */
export function drawScenarios(graphs, wanted) {
  const found = graphs.filter(({ text }) => text.toLowerCase().includes(wanted));
  if (!found.length) return [line("p", wanted ? "No scenario has that in it." : "The course has no branching scenario.", "empty")];
  return found.flatMap(({ title, text, picture }) => {
    const image = document.createElement("img");
    image.src = `data:image/svg+xml,${encodeURIComponent(picture)}`;
    image.alt = `The scenes of “${title}” and where their choices lead; the tree below says it in words.`;
    const frame = scrolled(line("div", "", "graph"), `Picture of “${title}”`);
    frame.append(image);
    return [line("h2", title), frame, scrolled(line("pre", text), `Tree of “${title}”`)];
  });
}

/** What is wider than the panel, so that the keyboard can scroll it. @param {HTMLElement} part @param {string} label */
function scrolled(part, label) {
  part.tabIndex = 0;
  part.setAttribute("role", "region");
  part.setAttribute("aria-label", label);
  return part;
}

/** @param {string} name @param {string} text @param {string} [className] */
function line(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}
