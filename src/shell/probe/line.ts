import type { Duplex } from "node:stream";
import { Stop } from "./course.ts";

/** Bytes that are kept before anybody asks for them; what says more has not understood. */
const most = 64 * 1024;

/** What is said and heard over a socket, a piece at a time. */
export class Line {
  readonly socket: Duplex;
  #heard: Buffer = Buffer.alloc(0);
  #ended: { readonly error: unknown } | undefined;
  #wake: () => void = () => undefined;
  readonly #hear = (chunk: unknown): void => {
    if (!Buffer.isBuffer(chunk)) return;
    this.#heard = Buffer.concat([this.#heard, chunk]);
    if (this.#heard.length > most) this.#end(new Stop("NOT_SPOKEN"));
    this.#wake();
  };
  readonly #end = (error: unknown): void => {
    this.#ended ??= { error };
    this.#wake();
  };
  readonly #hangUp = (): void => {
    this.#end(new Stop("CLOSED"));
  };

  constructor(socket: Duplex) {
    this.socket = socket;
    socket.on("data", this.#hear).on("error", this.#end).on("end", this.#hangUp).on("close", this.#hangUp);
  }

  say(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  /** Exactly so many bytes. */
  async hear(count: number): Promise<Buffer> {
    await this.#until(() => this.#heard.length >= count);
    return this.#cut(count);
  }

  /** The bytes up to a line feed, and without the line's end. */
  async hearLine(): Promise<string> {
    await this.#until(() => this.#heard.includes(0x0a));
    return this.#cut(this.#heard.indexOf(0x0a) + 1)
      .toString("latin1")
      .trimEnd();
  }

  /** Gives the socket away, for TLS to begin on it. What was heard and not asked for may be somebody else's words (CVE-2021-23222). */
  leave(): Duplex {
    this.socket.off("data", this.#hear).off("error", this.#end).off("end", this.#hangUp).off("close", this.#hangUp);
    this.socket.pause();
    if (this.#heard.length > 0) throw new Stop("NOT_SPOKEN");
    return this.socket;
  }

  #cut(count: number): Buffer {
    const cut = this.#heard.subarray(0, count);
    this.#heard = this.#heard.subarray(count);
    return cut;
  }

  async #until(isThere: () => boolean): Promise<void> {
    if (isThere()) return;
    if (this.#ended !== undefined) throw this.#ended.error;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    return this.#until(isThere);
  }
}
