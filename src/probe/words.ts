import type { Contact, Peer, Setback, Step } from "../model/probe.ts";

const languages: Readonly<Record<Peer["protocol"], string>> = { tcp: "", postgres: "PostgreSQL", redis: "Redis", mysql: "MySQL" };

/** `PostgreSQL answers over TLS, certificate valid until 2027-01-03`. */
export function reachedWords({ done, certificate }: Contact, { protocol, port }: Peer): string {
  const over = done.includes("encrypt") ? " over TLS" : "";
  const valid = certificate === undefined ? "" : `, certificate valid until ${dateOf(certificate.until)}`;
  if (done.includes("authenticate")) return `${languages[protocol]} takes the login${over}${valid}`;
  if (done.includes("greet")) return `${languages[protocol]} answers${over}${valid}`;
  if (done.includes("connect")) return `connects${over}${port === "socket" ? " to its socket" : ""}${valid}`;
  return "resolves; its port is not known";
}

/** `2027-01-03`. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const systemWords: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no such host name",
  EAI_AGAIN: "no name server answers",
  EAI_FAIL: "the name server fails",
  ECONNREFUSED: "refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  EHOSTUNREACH: "no way to the host",
  ENETUNREACH: "no way to its network",
  ETIMEDOUT: "no answer",
  ENOENT: "there is no such socket here",
  EACCES: "not allowed",
  EPERM: "not allowed",
  ERR_SSL_WRONG_VERSION_NUMBER: "what answers speaks no TLS",
  "28P01": "the password is wrong",
  "28000": "the user may not log in from here",
  "3D000": "there is no such database",
  "42501": "the user may not connect to the database",
  "53300": "too many connections",
  "57P03": "the server is starting up or shutting down",
  WRONGPASS: "the user or the password is wrong",
  NOAUTH: "it asks for a password, and none is given",
  NOPERM: "the user may do nothing",
};

const setbacks: Readonly<Record<Setback, string>> = {
  TIMEOUT: "no answer in time",
  CLOSED: "the server hung up",
  LINK_LOCAL: "leads to a link-local address, where clouds keep credentials, and is not connected to",
  NO_TLS: "the server offers no TLS",
  NOT_SPOKEN: "what answers speaks another protocol",
  CLEARTEXT: "it asks for the password in clear text without TLS, and did not get it",
  METHOD: "it asks for a method that envcheck does not know",
  NO_PASSWORD: "it asks for a password, and none is given",
  IMPOSTOR: "the server does not know the password itself",
  LOADING: "it is still loading its data",
  DENIED: "it refuses clients from outside (protected mode)",
  BUSY: "too many connections",
  EXPIRED: "its certificate has expired",
  NOT_YET_VALID: "its certificate is not valid yet",
  UNTRUSTED: "no authority that is known here signed its certificate",
  MISNAMED: "its certificate is for another host",
};

const steps: Readonly<Record<Step, string>> = {
  resolve: "does not resolve",
  connect: "does not connect",
  encrypt: "connects, and TLS fails",
  greet: "connects, and does not answer as expected",
  authenticate: "answers, and refuses the login",
};

/** `does not connect: refused (ECONNREFUSED)`. */
export function failureWords({ step, code }: NonNullable<Contact["failure"]>, { certificate }: Pick<Contact, "certificate">): string {
  if (isSetback(code)) {
    if (code === "LINK_LOCAL") return setbacks[code];
    const when = code === "EXPIRED" && certificate !== undefined ? ` on ${dateOf(certificate.until)}` : "";
    const who = code === "UNTRUSTED" && certificate?.distrust !== undefined ? ` (${certificate.distrust})` : "";
    return `${steps[step]}: ${setbacks[code]}${when}${who}`;
  }
  const known = Object.hasOwn(systemWords, code) ? systemWords[code] : undefined;
  return known === undefined ? `${steps[step]} (${code})` : `${steps[step]}: ${known} (${code})`;
}

function isSetback(code: string): code is Setback {
  return Object.hasOwn(setbacks, code);
}
