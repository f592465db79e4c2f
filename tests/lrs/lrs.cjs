// An LRS in memory, on loopback: Learning Locker's services with State and Agent Profile of our own. A process of its own:
// the services are GPL-3.0, for tests only, and nothing of them is shipped.
//   LRS_AUTH=tester:secret node tests/lrs/lrs.cjs [port]
Object.assign(process.env, { MODELS_REPO: "memory", AUTH_REPO: "test", EVENTS_REPO: "test", STORAGE_REPO: "local",
  SERVICE_AWAIT_UPDATES: "true", FS_LOCAL_STORAGE_DIR: process.env.LRS_DIR || "./storage", WINSTON_CONSOLE_LEVEL: "error" });
const express = require("express"), crypto = require("crypto"), fs = require("fs"), cors = require("cors");
fs.mkdirSync(process.env.FS_LOCAL_STORAGE_DIR + "/accessLogs", { recursive: true });
const load = pkg => { const L = `@learninglocker/${pkg}/dist/`, c = require(L + "config").default;
  return require(L + "expressPresenter").default({ morganDirectory: c.express.morganDirectory, customRoute: "status", customRouteText: "ok", bodyParserLimit: "5mb",
    service: require(L + "serviceFactory").default(), tracker: require(L + "tracker").default, translator: require(L + "translatorFactory").default(), logger: require(L + "logger").default }); };
const st = load("xapi-statements"), profiles = load("xapi-activities"), app = express();
app.use(cors({ origin: true, allowedHeaders: ["Authorization", "Content-Type", "X-Experience-API-Version", "If-Match", "If-None-Match"],
  exposedHeaders: ["ETag", "Last-Modified", "X-Experience-API-Version", "X-Experience-API-Consistent-Through"] }));   // answers OPTIONS before the auth check
const want = "Basic " + Buffer.from(process.env.LRS_AUTH || "tester:secret").toString("base64");
app.use("/xAPI", (q, r, n) => q.path === "/about" || q.get("Authorization") === want ? n() : r.status(401).json({ message: "Unauthorized" }));
const docs = new Map(), raw = express.raw({ type: () => true, limit: "5mb" });
const canon = s => { const a = JSON.parse(s), ids = [/^mailto:.+@/.test(a.mbox) && a.mbox, a.mbox_sha1sum, a.openid, a.account && a.account.homePage && a.account.name && a.account.homePage + "|" + a.account.name].filter(x => typeof x === "string");
  if (ids.length !== 1 || ![undefined, "Agent", "Group"].includes(a.objectType)) throw 0; return ids[0]; };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i, TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
function documents(route, need, idParam) {
  app.all(route, raw, (q, r) => { r.set("X-Experience-API-Version", "1.0.3");
    if (!q.get("X-Experience-API-Version")) return r.status(400).send("X-Experience-API-Version missing");
    let scope; try { scope = need.map(k => { if (!q.query[k]) throw 0; return k === "agent" ? canon(q.query[k]) : q.query[k]; }); } catch { return r.status(400).send("missing or bad " + need); }
    if ((q.query.registration && !UUID.test(q.query.registration)) || (q.query.since && !TIME.test(q.query.since))) return r.status(400).send("bad registration or since");
    scope = [route, ...scope, q.query.registration || ""].join("\u0000"); const id = q.query[idParam], key = scope + "\u0000" + id, old = docs.get(key);
    if (id === undefined) { const all = [...docs].filter(([k, d]) => k.startsWith(scope + "\u0000") && !(q.query.since && d.time <= q.query.since));
      if (q.method === "GET") return r.json(all.map(([k]) => k.slice(scope.length + 1)));
      if (q.method === "DELETE" && idParam === "stateId") { all.forEach(([k]) => docs.delete(k)); return r.sendStatus(204); } return r.status(400).send("missing " + idParam); }
    const im = q.get("If-Match"), inm = q.get("If-None-Match"), write = q.method === "PUT" || q.method === "POST";
    if (write || q.method === "DELETE") { if (im && (!old || im !== old.etag)) return r.sendStatus(412); if (inm === "*" && old) return r.sendStatus(412);
      if (q.method === "PUT" && idParam === "profileId" && !im && !inm) return r.sendStatus(old ? 409 : 400); }
    if (q.method === "GET" || q.method === "HEAD") return old ? r.set({ ETag: old.etag, "Last-Modified": new Date(old.time).toUTCString(), "Content-Type": old.type }).send(old.body) : r.sendStatus(404);
    if (q.method === "DELETE") { docs.delete(key); return r.sendStatus(204); }
    if (!write) return r.sendStatus(405);
    let body = Buffer.isBuffer(q.body) ? q.body : Buffer.alloc(0), type = q.get("Content-Type") || "application/octet-stream";
    if (/json/.test(type)) { let v; try { v = JSON.parse(body.toString() || "null"); } catch { return r.status(400).send("not JSON"); }
      if (q.method === "POST") { const o = x => x && typeof x === "object" && !Array.isArray(x), was = old ? (/json/.test(old.type) ? JSON.parse(old.body) : null) : {};
        if (!o(v) || !o(was)) return r.status(400).send("cannot merge"); body = Buffer.from(JSON.stringify({ ...was, ...v })); } }
    else if (q.method === "POST" && old && /json/.test(old.type)) return r.status(400).send("cannot merge");
    docs.set(key, { body, type, time: new Date().toISOString(), etag: '"' + crypto.createHash("sha1").update(body).digest("hex") + '"' }); r.sendStatus(204); });
}
documents("/xAPI/activities/state", ["activityId", "agent"], "stateId"); documents("/xAPI/agents/profile", ["agent"], "profileId");
app.get("/xAPI/agents", (q, r) => { let a; try { a = JSON.parse(q.query.agent); canon(q.query.agent); } catch { return r.status(400).send("bad agent"); }
  r.set("X-Experience-API-Version", "1.0.3").json({ objectType: "Person", ...Object.fromEntries(Object.entries(a).filter(([k]) => k !== "objectType").map(([k, v]) => [k, [v]])) }); });
app.use("/xAPI/activities/profile", profiles); app.use("/xAPI/about", st.aboutRouter); app.use("/xAPI/activities", st.fullActivitiesRouter); app.use("/xAPI/statements", st.statementsRouter);
const s = app.listen(Number(process.argv[2] || 0), "127.0.0.1", () => console.log("LRS http://127.0.0.1:" + s.address().port + "/xAPI/"));
// A test that computes for a while finds its connection open.
s.keepAliveTimeout = 120000;
