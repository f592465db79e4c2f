// The small cmi5 LMS on loopback, for pages of another origin: real requests, real preflights. With {"tincan": true} an LRS
// of limited ability instead, that knows statements and nothing else.
//   node tests/lrs/serve_lms.js '{"masteryScore": 0.6}'
// GET /control/launch?mode=Normal gives the parameters of a launch, GET /control/seen what the LMS has and has refused,
// GET /control/fail?status=500 makes every answer an error ("" ends that).

import { Cmi5Lms } from "./cmi5_lms.js";
import { MemoryLrs, serve } from "./memory.js";

const options = JSON.parse(process.argv[2] ?? "{}");
const lms = new Cmi5Lms(options);
const lrs = options.tincan ? new MemoryLrs({ hasStates: false }) : lms.lrs;
let failing = 0;

/** What a launch tells the page. @param {string} mode */
function launch(mode) {
  if (!options.tincan) return lms.launch(origin, mode);
  const actor = '{"mbox":["mailto:jo@example.org"],"name":["Jo Doe"]}';
  return new URLSearchParams({ endpoint: `${origin}/xAPI/`, auth: lrs.auth, actor, registration: "00000000-0000-4000-8000-000000000001" }).toString();
}

const { origin } = await serve((asked) => {
  if (asked.path === "control/launch") return { status: 200, body: { search: launch(asked.query.mode || "Normal") } };
  if (asked.path === "control/fail") {
    failing = Number(asked.query.status || 0);
    return { status: 204 };
  }
  if (asked.path === "control/seen") {
    return { status: 200, body: {
      refused: [...lms.refused, ...lrs.refused], activityId: lms.activityId, statements: [...lrs.statements.values()], document: lrs.document("scormkit") ?? null,
      sessions: lms.sessions.map(({ id, verbs, terminated, abandoned, isFetched }) => ({ id, verbs, terminated, abandoned, isFetched })),
    } };
  }
  return failing ? { status: failing } : (options.tincan ? lrs : lms).answer(asked);
  // No PUT through CORS: an LRS of limited ability.
}, { methods: "GET, POST" });
console.log(`LMS ${origin}`);
