// Builds a package with npm's simple-scorm-packager: node packages.cjs VERSION FOLDER. The folder holds the content.
const pack = require("simple-scorm-packager");

const [version, source] = process.argv.slice(2);
pack(
  {
    version,
    source,
    language: "en-US",
    title: "A course",
    identifier: "course_1",
    organization: "Org",
    masteryScore: 80,
    startingPage: "index.html",
    package: { zip: false, version: "1.0.0", name: "course", description: "About it", keywords: ["one"] },
  },
  () => {},
);
