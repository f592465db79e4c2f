// Answers the Python tests: one JSON line in, one JSON line out.

import { createInterface } from "node:readline";
import { readHours } from "../../templates/runtime/hours.js";
import { readKey, scrambleKey } from "../../templates/runtime/key.js";
import { followPath } from "../../templates/runtime/scenes.js";
import { decodeState, encodeState } from "../../templates/runtime/state.js";
import { describeHours } from "../../templates/runtime/views/opening.js";
import { createWords } from "../../templates/runtime/views/words.js";

const answers = {
  encode: encodeState,
  decode: decodeState,
  scramble: ({ id, key }) => scrambleKey(id, key),
  unscramble: ({ id, text }) => readKey({ lmsId: id, answerKey: text }),
  follow: ({ scenes, path }) => {
    const { scene, offered, points, path: kept } = followPath(scenes, path);
    return [scene.id, offered.map(({ mark }) => mark), points, kept];
  },
  hours: ({ data, times }) => {
    const hours = readHours(data);
    return times.map((time) => [hours.isOpen(time), hours.change(time)]);
  },
  opening: ({ data, own, text, times }) => times.map((time) => describeHours(data, createWords(text, "en-GB"), "en-GB", time, own)),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, of } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[ask](of))}\n`);
}
