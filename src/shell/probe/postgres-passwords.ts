import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { Stop } from "./course.ts";

const stretch = promisify(pbkdf2);

/** Rounds beyond which a server only wants to keep its client busy; PostgreSQL takes 4096 unless told otherwise. */
const mostRounds = 1_000_000;

export function md5Answer(user: string, password: string, salt: Buffer): string {
  const stored = createHash("md5").update(password).update(user).digest("hex");
  return `md5${createHash("md5").update(stored).update(salt).digest("hex")}`;
}

/** SCRAM-SHA-256 without channel binding, as RFC 5802 and 7677 have it; PostgreSQL takes the user from the start of the session. */
export class Scram {
  readonly first: string;
  readonly #password: string;
  readonly #nonce = randomBytes(18).toString("base64");
  #signature: Buffer | undefined;

  constructor(password: string) {
    this.#password = password.normalize("NFKC");
    this.first = `n,,n=,r=${this.#nonce}`;
  }

  async answer(challenge: string): Promise<string> {
    const [, nonce = "", salt = "", rounds = ""] = /^r=([!-+\--~]+),s=([A-Za-z0-9+/=]+),i=(\d{1,9})(?:,|$)/.exec(challenge) ?? [];
    if (nonce.length <= this.#nonce.length || !nonce.startsWith(this.#nonce)) throw new Stop("IMPOSTOR");
    if (Number(rounds) < 1 || Number(rounds) > mostRounds) throw new Stop("METHOD");
    const salted = await stretch(this.#password, Buffer.from(salt, "base64"), Number(rounds), 32, "sha256");
    const bare = `c=biws,r=${nonce}`;
    const said = `${this.first.slice(3)},${challenge},${bare}`;
    const key = hmac(salted, "Client Key");
    const signature = hmac(createHash("sha256").update(key).digest(), said);
    this.#signature = hmac(hmac(salted, "Server Key"), said);
    return `${bare},p=${Buffer.from(key.map((byte, index) => byte ^ (signature[index] ?? 0))).toString("base64")}`;
  }

  /** A server that does not know the password cannot sign. */
  verify(last: string): void {
    const signed = Buffer.from(/^v=([A-Za-z0-9+/=]+)/.exec(last)?.[1] ?? "", "base64");
    const expected = this.#signature;
    if (expected === undefined || signed.length !== expected.length || !timingSafeEqual(signed, expected)) throw new Stop("IMPOSTOR");
  }
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
