import type { Duplex } from "node:stream";
import type { Certificate, Contact, Peer } from "../../model/probe.ts";
import { refusalOf } from "../../probe/certificate.ts";
import { addressesOf, type Connected, connect, connectSocket } from "./connect.ts";
import { Course, Stop } from "./course.ts";
import { certificateOf, encrypt } from "./encrypt.ts";
import { Line } from "./line.ts";
import * as mysql from "./mysql.ts";
import * as postgres from "./postgres.ts";
import * as redis from "./redis.ts";

/** What one contact has besides its course. */
interface Talk {
  readonly peer: Peer;
  readonly course: Course;
  certificate: Certificate | undefined;
  addresses: Contact["addresses"];
}

/** Goes as far with a peer as it can be gone without a word of what is secret, and no further than `timeout` milliseconds. */
export async function contact(peer: Peer, timeout: number): Promise<Contact> {
  const course = new Course(timeout);
  const talk: Talk = { peer, course, certificate: undefined, addresses: { tried: 1, failed: 0 } };
  let failure: Contact["failure"];
  try {
    await pursue(talk);
  } catch (error) {
    failure = course.failureOf(error);
  }
  const milliseconds = course.close();
  return { done: course.done, failure, certificate: talk.certificate, addresses: talk.addresses, milliseconds };
}

async function pursue(talk: Talk): Promise<void> {
  const connected = await reach(talk);
  if (connected === undefined) return;
  await converse(talk, connected.socket);
  talk.addresses = await connected.others;
}

/** Undefined where there is no port to connect to. */
async function reach({ peer, course }: Talk): Promise<Connected | undefined> {
  const { port } = peer;
  if (port === "socket") return course.take("connect", () => connectSocket(peer, course));
  const addresses = await course.take("resolve", () => addressesOf(peer));
  return port === undefined ? undefined : course.take("connect", () => connect(addresses, port, course));
}

function converse(talk: Talk, socket: Duplex): Promise<void> {
  switch (talk.peer.protocol) {
    case "postgres":
      return talkPostgres(talk, socket);
    case "mysql":
      return talkMysql(talk, socket);
    case "redis":
      return talkRedis(talk, socket);
    default:
      return talk.peer.encryption === "none" ? Promise.resolve() : begin(talk, socket).then(() => undefined);
  }
}

/** TLS from here on. A certificate that the client would refuse ends it. */
async function begin(talk: Talk, socket: Duplex): Promise<Duplex> {
  const { peer, course } = talk;
  return course.take("encrypt", async () => {
    const encrypted = await encrypt(socket, peer, course);
    talk.certificate = certificateOf(encrypted, peer);
    const refusal = refusalOf(talk.certificate, peer.encryption, Date.now());
    if (refusal !== undefined) throw new Stop(refusal);
    return encrypted;
  });
}

async function talkPostgres(talk: Talk, socket: Duplex): Promise<void> {
  const { peer, course } = talk;
  const { login } = peer;
  const line = new Line(socket);
  // A client that wants no encryption does not ask for it, and a login proves more than a greeting.
  const asks = peer.encryption !== "none" || login?.user === undefined;
  const isOffered = asks && (await course.take("greet", () => postgres.askForEncryption(line)));
  const upgraded = await upgrade(talk, line, isOffered && peer.encryption !== "none");
  if (login?.user !== undefined) await course.take("authenticate", () => postgres.logIn(upgraded, login, upgraded !== line));
}

async function talkMysql(talk: Talk, socket: Duplex): Promise<void> {
  const line = new Line(socket);
  const isOffered = await talk.course.take("greet", () => mysql.hearGreeting(line));
  const isWanted = isOffered && talk.peer.encryption !== "none";
  if (isWanted) mysql.askForEncryption(line);
  await upgrade(talk, line, isWanted);
}

/** The same line in TLS, where it is wanted and offered; a client that needs it goes no further without. */
async function upgrade(talk: Talk, line: Line, isUsed: boolean): Promise<Line> {
  const { peer, course } = talk;
  if (isUsed) return new Line(await begin(talk, line.leave()));
  if (peer.encryption === "none" || peer.encryption === "offered" || peer.port === "socket") return line;
  return course.take("encrypt", () => Promise.reject(new Stop("NO_TLS")));
}

async function talkRedis(talk: Talk, socket: Duplex): Promise<void> {
  const { peer, course } = talk;
  const line = new Line(peer.encryption === "none" ? socket : await begin(talk, socket));
  await course.take("greet", () => redis.ping(line));
  const { login } = peer;
  if (login !== undefined) await course.take("authenticate", () => redis.logIn(line, login));
}
