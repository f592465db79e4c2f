// A browser without a browser: a clock that tests move, timers, events, a storage that tabs share.

export class Storage {
  constructor() {
    this.items = new Map();
    this.full = false;
    this.tabs = [];
  }

  /** The storage as one tab sees it: the others hear of what it writes. */
  forTab(tab) {
    this.tabs.push(tab);
    const tell = (key, newValue) => this.tabs.filter((other) => other !== tab).forEach((other) => other.fire("storage", { key, newValue }));
    return {
      getItem: (key) => this.items.get(key) ?? null,
      setItem: (key, value) => {
        if (this.full) throw new Error("QuotaExceededError");
        this.items.set(key, value);
        tell(key, value);
      },
      removeItem: (key) => {
        this.items.delete(key);
        tell(key, null);
      },
    };
  }
}

export class Tab {
  /** @param {any} window @param {Storage | null} storage @param {{now: number}} clock @param {() => number} random */
  constructor(window, storage, clock, random) {
    this.listeners = [];
    this.timers = new Map();
    this.isHidden = false;
    this.isOnline = true;
    this.isReloaded = false;
    /** What a tab keeps for itself; a page loaded anew in it finds it again. */
    this.items = new Map();
    this.environment = {
      window,
      storage: storage && storage.forTab(this),
      tabStorage: {
        getItem: (key) => this.items.get(key) ?? null,
        setItem: (key, value) => void this.items.set(key, value),
        removeItem: (key) => void this.items.delete(key),
      },
      reloaded: () => this.isReloaded,
      now: () => clock.now,
      random,
      setTimeout: (callback, milliseconds) => {
        const timer = Symbol("timer");
        this.timers.set(timer, { callback, at: clock.now + milliseconds });
        return timer;
      },
      clearTimeout: (timer) => this.timers.delete(timer),
      listen: (type, listener) => this.listeners.push([type, listener]),
      hidden: () => this.isHidden,
      online: () => this.isOnline,
    };
    this.clock = clock;
  }

  fire(type, event = {}) {
    for (const [wanted, listener] of this.listeners) if (wanted === type) listener(event);
  }

  /** Lets time pass. */
  wait(seconds) {
    const end = this.clock.now + seconds * 1000;
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end).sort((one, other) => one[1].at - other[1].at)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.clock.now = Math.max(this.clock.now, due[1].at);
      due[1].callback();
    }
    this.clock.now = end;
  }

  /** The tab dies: no event, no timer. */
  kill() {
    this.timers.clear();
    this.listeners = [];
  }

  /** Closed or left as browsers do it. @param {{closing: boolean}} lms */
  close(lms) {
    lms.closing = true;
    this.fire("pagehide", { persisted: false });
    this.isHidden = true;
    this.fire("visibilitychange");
    this.kill();
  }
}

/** Random numbers that are the same each time. @param {number} seed */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
