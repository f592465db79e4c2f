// Builds packages with npm's simple-scorm-packager: node packages.cjs VERSION FOLDER VERSION FOLDER …
const pack = require("simple-scorm-packager");

const given = process.argv.slice(2);
for (let at = 0; at < given.length; at += 2) {
  pack(
    {
      version: given[at],
      source: given[at + 1],
      language: "en-US",
      title: "A page that misuses the API",
      identifier: "page_1",
      organization: "Org",
      masteryScore: 80,
      startingPage: "index.html",
      package: { zip: false, version: "1.0.0", name: "page", description: "About it", keywords: ["one"] },
    },
    () => {},
  );
}
