// Checks a SARIF file against the published schema of SARIF 2.1.0: node sarif.cjs FILE. Prints what does not fit.
const Ajv = require("ajv");
const fs = require("node:fs");
const path = require("node:path");

const folder = path.join(path.dirname(require.resolve("@microsoft/jest-sarif/package.json")), "lib", "schemas");
const schema = JSON.parse(fs.readFileSync(path.join(folder, fs.readdirSync(folder)[0]), "utf8"));
const ajv = new Ajv({ schemaId: "id", allErrors: true });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const fits = ajv.compile(schema);
if (!fits(JSON.parse(fs.readFileSync(process.argv[2], "utf8")))) {
  console.log(JSON.stringify(fits.errors, null, 1));
  process.exit(1);
}
