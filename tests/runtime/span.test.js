// Time spans as LMSs say them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { spanSeconds } from "../../templates/runtime/tracking/api_call.js";

test("a time span of either standard is so many seconds; what is none is unknown", () => {
  const spans = { "0000:00:00.00": 0, "0001:02:03.5": 3723.5, "12:00:01": 43201, PT0H0M0S: 0, PT1H2M3S: 3723, PT90S: 90, "PT12M34.56S": 754.56 };
  for (const [text, seconds] of Object.entries(spans)) assert.equal(spanSeconds(text), seconds, text);
  for (const text of ["", "soon", "12:30", "P1Y"]) assert.equal(spanSeconds(text), null, text);
});
