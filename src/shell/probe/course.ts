import type { Duplex } from "node:stream";
import type { Contact, Setback, Step } from "../../model/probe.ts";

/** Why a step goes no further: a code of ours, or one that a protocol has for it. */
export class Stop extends Error {
  readonly code: string;

  constructor(code: Setback | (string & {})) {
    super(code);
    this.code = code;
  }
}

/** One contact while it goes on: its time is limited, and whatever it opened is closed with it. */
export class Course {
  readonly done: Step[] = [];
  readonly #started = performance.now();
  readonly #opened: Duplex[] = [];
  readonly #late: Promise<never>;
  readonly #timer: NodeJS.Timeout;
  #step: Step = "resolve";

  constructor(timeout: number) {
    const clock = new AbortController();
    this.#late = new Promise((_resolve, reject) => {
      clock.signal.addEventListener("abort", () => reject(new Stop("TIMEOUT")));
    });
    // Nobody may be waiting just then.
    this.#late.catch(() => undefined);
    this.#timer = setTimeout(() => clock.abort(), timeout);
  }

  /** Takes one step, which counts as done unless it throws. */
  async take<Result>(step: Step, work: () => Promise<Result>): Promise<Result> {
    this.#step = step;
    const result = await this.within(work());
    if (!this.done.includes(step)) this.done.push(step);
    return result;
  }

  /** The same, or TIMEOUT once the time is up. */
  within<Result>(work: Promise<Result>): Promise<Result> {
    return Promise.race([work, this.#late]);
  }

  /** Sees to it that a socket is closed in the end, and that no error of its is one of the program. */
  own<Socket extends Duplex>(socket: Socket): Socket {
    this.#opened.push(socket);
    socket.on("error", () => undefined);
    return socket;
  }

  /** What an error says of the step. One without a code is a bug, and thrown. */
  failureOf(error: unknown): Contact["failure"] {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (typeof code !== "string") throw error;
    return { step: this.#step, code: /^[A-Z0-9_]{2,64}$/.test(code) ? code : "UNKNOWN" };
  }

  /** Milliseconds since it began. */
  close(): number {
    clearTimeout(this.#timer);
    // TLS before the socket below it: the other way round, Node 20 crashes.
    for (const socket of this.#opened.toReversed()) socket.destroy();
    return performance.now() - this.#started;
  }
}
