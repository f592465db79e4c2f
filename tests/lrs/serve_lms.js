// The small cmi5 LMS on loopback, for pages of another origin: real requests, real preflights.
//   node tests/lrs/serve_lms.js '{"masteryScore": 0.6}'
// GET /control/launch?mode=Normal gives the parameters of a launch, GET /control/seen what the LMS has and has refused,
// GET /control/fail?status=500 makes every answer an error ("" ends that).

import { Cmi5Lms } from "./cmi5_lms.js";
import { serve } from "./memory.js";

const lms = new Cmi5Lms(JSON.parse(process.argv[2] ?? "{}"));
let failing = 0;
const { origin } = await serve((asked) => {
  if (asked.path === "control/launch") return { status: 200, body: { search: lms.launch(origin, asked.query.mode || "Normal") } };
  if (asked.path === "control/fail") {
    failing = Number(asked.query.status || 0);
    return { status: 204 };
  }
  if (asked.path === "control/seen") {
    return { status: 200, body: {
      refused: lms.refused, activityId: lms.activityId, statements: [...lms.lrs.statements.values()], document: lms.lrs.document("scormkit") ?? null,
      sessions: lms.sessions.map(({ id, verbs, terminated, abandoned, isFetched }) => ({ id, verbs, terminated, abandoned, isFetched })),
    } };
  }
  return failing ? { status: failing } : lms.answer(asked);
  // No PUT through CORS: an LRS of limited ability.
}, { methods: "GET, POST" });
console.log(`LMS ${origin}`);
