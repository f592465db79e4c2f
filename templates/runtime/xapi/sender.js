// Who sends statements where: the facts that every statement of a launch has, and the queue that takes them.

import { composeStatement, joinContexts, namedUuid, newUuid } from "./compose.js";
import { createQueue } from "./queue.js";

/**
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").XapiData} XapiData
 * @typedef {import("../types.js").XapiHook} XapiHook
 * @typedef {import("./lrs.js").Lrs} Lrs
 * @typedef {ReturnType<typeof createSender>} Sender
 */

/**
 * @typedef {object} Link
 * @property {string} name                 of the learner, for the queue: another's statements must not be sent with it; what
 *                                          an earlier attempt of the same learner left goes with this one
 * @property {any} actor                   null: known only once there is a connection
 * @property {string} registration
 * @property {string} activityId
 * @property {any} context                 cmi5's contextTemplate
 * @property {Lrs | null} [lrs]            if it is known from the start
 * @property {() => Promise<{lrs: Lrs, actor: any} | null>} connect
 * @property {string} [first]              id of the statement that has to be there before any other
 * @property {() => Promise<boolean>} [renew]
 * @property {(statement: any) => any} [adopt]
 */

/** @param {Environment} environment @param {XapiData} xapi @param {Link} link */
export function createSender(environment, xapi, link) {
  let { actor, lrs = null } = link;
  const queue = createQueue({
    environment,
    scope: namedUuid(`${xapi.base} ${link.name}`),
    async connect() {
      const connection = await link.connect();
      actor = connection?.actor ?? actor;
      lrs = connection?.lrs ?? lrs;
      return connection && connection.lrs;
    },
    renew: link.renew ?? (async () => false),
    complete: (statement) => (statement.actor ? statement : { actor, ...statement }),
    leads: ({ id }) => id === link.first,
    adopt: link.adopt ?? ((statement) => statement),
  });

  function timestamp() {
    return new Date(environment.now() + (lrs?.ahead() || queue.shift())).toISOString();
  }

  return {
    queue,

    /** Now, by the LRS's clock if ours differs much. */
    timestamp,

    /**
     * @param {XapiHook} hook @param {string} key @param {Record<string, any>} values
     * @param {{id?: string, context?: any, pattern?: string[]}} more
     */
    statement(hook, key, values, more) {
      const body = composeStatement(xapi, hook, key, values, link.activityId, more.pattern ?? []);
      const known = joinContexts(link.context ?? {}, joinContexts({ registration: link.registration }, more.context ?? {}));
      return {
        id: more.id ?? newUuid(environment),
        ...(actor ? { actor } : {}),
        ...body,
        context: joinContexts(known, body.context),
        timestamp: timestamp(),
      };
    },
  };
}
