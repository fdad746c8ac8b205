import type { Login } from "../../model/probe.ts";
import { unseal } from "../../model/sealed.ts";
import { Stop } from "./course.ts";
import type { Line } from "./line.ts";

/** Asks for a sign of life; that a password is asked for is one as well. */
export async function ping(line: Line): Promise<void> {
  const answer = await ask(line, ["PING"]);
  if (answer !== "PONG" && answer !== "NOAUTH" && answer !== "NOPERM") throw stopFor(answer);
}

/** Logs in as the URL says, and asks again. */
export async function logIn(line: Line, { user, password }: Login): Promise<void> {
  if (password !== undefined) {
    const words = [...(user === undefined ? [] : [unseal(user)]), unseal(password)];
    const answer = await ask(line, ["AUTH", ...words]);
    if (answer !== "OK") throw stopFor(answer);
  }
  const answer = await ask(line, ["PING"]);
  if (answer !== "PONG" && answer !== "NOPERM") throw stopFor(answer);
}

/** The first word of the answer, which is all that is taken from it. */
async function ask(line: Line, words: readonly string[]): Promise<string> {
  line.say(`*${String(words.length)}\r\n${words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`).join("")}`);
  const answer = await line.hearLine();
  if (answer.startsWith("-ERR max number of clients")) return "BUSY";
  return /^[+-]([A-Z]{1,20})(?: |$)/.exec(answer)?.[1] ?? "";
}

const told: ReadonlySet<string> = new Set(["WRONGPASS", "NOAUTH", "NOPERM", "LOADING", "DENIED", "BUSY", "MASTERDOWN", "ERR"]);

function stopFor(word: string): Stop {
  return new Stop(told.has(word) ? word : "NOT_SPOKEN");
}
