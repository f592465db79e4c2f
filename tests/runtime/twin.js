// Answers the Python tests: one JSON line in, one JSON line out.

import { createInterface } from "node:readline";
import { readKey, scrambleKey } from "../../templates/runtime/key.js";
import { decodeState, encodeState } from "../../templates/runtime/state.js";

const answers = {
  encode: encodeState,
  decode: decodeState,
  scramble: ({ id, key }) => scrambleKey(id, key),
  unscramble: ({ id, text }) => readKey({ lmsId: id, answerKey: text }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, of } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[ask](of))}\n`);
}
