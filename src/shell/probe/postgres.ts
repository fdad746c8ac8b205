import type { Login } from "../../model/probe.ts";
import { unseal } from "../../model/sealed.ts";
import { Stop } from "./course.ts";
import type { Line } from "./line.ts";
import { md5Answer, Scram } from "./postgres-passwords.ts";

/** Longest message that a server may send before it is ready. */
const longest = 32 * 1024;

/**
 * Asks whether the server would encrypt, which only PostgreSQL answers with one letter, and which needs no user. A server that is starting up
 * answers this, too.
 */
export async function askForEncryption(line: Line): Promise<boolean> {
  line.say(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]));
  const [letter] = await line.hear(1);
  if (letter !== 0x53 && letter !== 0x4e) throw new Stop("NOT_SPOKEN");
  return letter === 0x53;
}

interface Message {
  readonly kind: string;
  readonly body: Buffer;
}

/** Logs in, waits until the server is ready for a query, asks none, and takes its leave. */
export async function logIn(line: Line, login: Login, isEncrypted: boolean): Promise<void> {
  const user = textOf(login.user);
  const database = textOf(login.database);
  const words = ["user", user, "database", database === "" ? user : database, "application_name", "envcheck", ""];
  const body = Buffer.from(`${words.join("\0")}\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196_608, 4);
  line.say(Buffer.concat([head, body]));
  await prove(line, { user, password: login.password === undefined ? undefined : unseal(login.password), isEncrypted });
  await untilReady(line);
  line.say(Buffer.from([0x58, 0, 0, 0, 4]));
}

function textOf(text: Login["user"]): string {
  return text === undefined ? "" : unseal(text).replaceAll("\0", "");
}

interface Proof {
  readonly user: string;
  readonly password: string | undefined;
  readonly isEncrypted: boolean;
}

/** PostgreSQL 17, protocol, 53.2.1: what an `R` asks for is the number that it begins with. */
async function prove(line: Line, proof: Proof): Promise<void> {
  const message = await hearMessage(line);
  // A server that does not know all parameters of the start says so first.
  const { kind, body } = message.kind === "v" ? await hearMessage(line) : message;
  if (kind !== "R" || body.length < 4) throw new Stop("NOT_SPOKEN");
  const asked = body.readInt32BE(0);
  if (asked === 0) return;
  await answer(line, proof, { asked, with: body.subarray(4) });
  const { kind: last, body: outcome } = await hearMessage(line);
  if (last !== "R" || outcome.length < 4 || outcome.readInt32BE(0) !== 0) throw new Stop("NOT_SPOKEN");
}

interface Question {
  readonly asked: number;
  readonly with: Buffer;
}

/** The password itself goes over TLS alone. */
async function answer(line: Line, { user, password, isEncrypted }: Proof, { asked, with: more }: Question): Promise<void> {
  if (password === undefined) throw new Stop("NO_PASSWORD");
  if (asked === 10) return proveByScram(line, password, more.toString("latin1"));
  if (asked === 3 && !isEncrypted) throw new Stop("CLEARTEXT");
  if (asked !== 3 && asked !== 5) throw new Stop("METHOD");
  return line.say(messageOf("p", `${asked === 3 ? password : md5Answer(user, password, more.subarray(0, 4))}\0`));
}

async function proveByScram(line: Line, password: string, mechanisms: string): Promise<void> {
  if (!mechanisms.split("\0").includes("SCRAM-SHA-256")) throw new Stop("METHOD");
  const scram = new Scram(password);
  const first = Buffer.from(scram.first);
  const length = Buffer.alloc(4);
  length.writeInt32BE(first.length);
  line.say(messageOf("p", Buffer.concat([Buffer.from("SCRAM-SHA-256\0"), length, first])));
  line.say(messageOf("p", await scram.answer(await hearSasl(line, 11))));
  scram.verify(await hearSasl(line, 12));
}

async function hearSasl(line: Line, expected: number): Promise<string> {
  const { kind, body } = await hearMessage(line);
  if (kind !== "R" || body.length < 4 || body.readInt32BE(0) !== expected) throw new Stop("NOT_SPOKEN");
  return body.subarray(4).toString("latin1");
}

async function untilReady(line: Line): Promise<void> {
  const { kind } = await hearMessage(line);
  return kind === "Z" ? undefined : untilReady(line);
}

/** An error's code is told, and nothing else of it: its words repeat the user. Notices are passed over. */
async function hearMessage(line: Line): Promise<Message> {
  const head = await line.hear(5);
  const kind = head.toString("latin1", 0, 1);
  const length = head.readInt32BE(1) - 4;
  if (length < 0 || length > longest) throw new Stop("NOT_SPOKEN");
  const body = await line.hear(length);
  if (kind === "N") return hearMessage(line);
  if (kind !== "E") return { kind, body };
  const code = /(?:^|\0)C([A-Z0-9]{5})\0/.exec(body.toString("latin1"))?.[1];
  throw new Stop(code ?? "NOT_SPOKEN");
}

function messageOf(kind: string, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(kind, "latin1");
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}
