import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import { assert, constantFrom, dictionary, oneof, property, string, tuple } from "fast-check";
import { compareEnvironments } from "../src/compare/compare.ts";
import { comparerWith } from "../src/compare/comparer.ts";
import type { Workload } from "../src/model/binding.ts";
import type { Difference } from "../src/model/difference.ts";
import type { Environment, Entry } from "../src/model/environment.ts";
import { keptAs } from "../src/model/record.ts";
import { absent, known, opaque, unknown, type Value } from "../src/model/value.ts";
import { fingerprinterOf } from "../src/resolve/fingerprint.ts";
import { serviceLinksIn } from "../src/text/ambient.ts";

const at = { source: { path: "x.env", text: "" }, start: 0, end: 0 };
const hmac = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("hex");

function environment(
  values: Readonly<Record<string, Value>>,
  openings: readonly string[] = [],
  workload: Partial<Workload> = {},
): Environment {
  const entries = Object.entries(values).map(([name, value]): [string, Entry] => [
    name,
    { value, from: [{ name, value, at }], shadowed: [] },
  ]);
  return {
    workload: { address: "", names: [], at, layers: [], main: true, ...workload },
    entries: new Map(entries),
    openings: openings.map((because) => ({ at, because })),
  };
}

function keyed(key: string) {
  const made = fingerprinterOf(key, hmac);
  if (made === undefined || "mistake" in made) throw new Error("no key");
  return made;
}

const fingerprinter = keyed("0123456789abcdef".repeat(4));
const other = keyed("fedcba9876543210".repeat(4));
const print = (text: string, service = "auth", by = fingerprinter): Value => {
  const fingerprint = by.fingerprint(service, "A", known(text));
  return fingerprint === undefined ? absent : { state: "opaque", because: keptAs.fingerprint, fingerprint };
};
const same = comparerWith(fingerprinter);
const key1 = opaque("key a of secret auth");

test.each<readonly [string, Value | undefined, Value | undefined, Difference["kind"] | undefined]>([
  ["equal texts", known("x"), known("x"), undefined],
  ["other texts", known("x"), known("y"), "changed"],
  ["an empty text and none", known(""), undefined, "removed"],
  ["none and a text", undefined, known("x"), "added"],
  ["none and a reference", undefined, key1, "added"],
  ["two that are surely unset", absent, undefined, undefined],
  ["a text and a reference", known("x"), key1, "state"],
  ["one reference", key1, opaque("key a of secret auth"), undefined],
  ["two references", key1, opaque("key b of secret auth"), "state"],
  ["what may be set and a text", unknown("A may come from the deploying shell"), known("x"), "doubtful"],
  ["what may be set, for one reason", unknown("r"), unknown("r"), undefined],
  ["what may be set, for two", unknown("r"), unknown("s"), "doubtful"],
  ["what may be set and none", unknown("r"), undefined, "doubtful"],
  ["a fingerprint and its text", print("x"), known("x"), undefined],
  ["a fingerprint and another text", print("x"), known("y"), "changed"],
  ["a text and its fingerprint", known("x"), print("x"), undefined],
  ["equal fingerprints", print("x"), print("x"), undefined],
  ["other fingerprints", print("x"), print("y"), "changed"],
  ["fingerprints of two services", print("x"), print("x", "worker"), "doubtful"],
  ["fingerprints by two keys", print("x"), print("x", "auth", other), "doubtful"],
  ["a text and a fingerprint by a lost key", known("x"), print("x", "auth", other), "doubtful"],
  ["presence alone, twice", opaque(keptAs.presence), opaque(keptAs.presence), "doubtful"],
  ["presence alone and a text", opaque(keptAs.presence), known("x"), "doubtful"],
  ["a fingerprint and a reference", print("x"), key1, "doubtful"],
])("%s", (_what, before, after, kind) => {
  const sides = [before, after].map((value) => environment(value === undefined ? {} : { A: value }));
  const [one = environment({}), two = environment({})] = sides;
  expect(compareEnvironments(one, two, same).map((difference) => difference.kind)).toEqual(kind === undefined ? [] : [kind]);
});

test("under an opening nothing is surely added or removed", () => {
  const [one, two] = [environment({ A: known("x") }), environment({}, ["secret auth-db is not in these files"])];
  expect(compareEnvironments(one, two)).toMatchObject([
    { name: "A", kind: "doubtful", after: { value: { state: "unknown", because: "secret auth-db is not in these files" } } },
  ]);
});

test("what a process has and its spec only refers to cannot be compared", () => {
  const process = environment({ A: known("x"), PATH: known("/bin"), HOME: known("/") });
  const found = compareEnvironments(environment({ A: key1 }), process);
  expect(found.map(({ name, kind, ambient }) => [name, kind, ambient])).toEqual([
    ["A", "doubtful", false],
    ["HOME", "added", true],
    ["PATH", "added", true],
  ]);
});

const links = {
  DB_SERVICE_HOST: known("10.0.0.1"),
  DB_SERVICE_PORT: known("5432"),
  DB_PORT: known("tcp://10.0.0.1:5432"),
  DB_PORT_5432_TCP: known("tcp://10.0.0.1:5432"),
  DB_PORT_5432_TCP_ADDR: known("10.0.0.1"),
};
const process = { PATH: known("/bin"), HOME: known("/root") };

test.each<readonly [string, Readonly<Record<string, Value>>, Readonly<Record<string, Value>>, readonly string[]]>([
  ["service links of a process are nobody's", {}, { ...process, ...links }, []],
  ["a port without links is somebody's", {}, { ...process, DB_PORT: known("1") }, ["DB_PORT"]],
  ["a port that the spec promises is missed", { DB_PORT: known("1") }, process, ["DB_PORT"]],
  ["a zone that the spec promises is missed", { TZ: known("UTC") }, process, ["TZ"]],
  ["a path that both set is compared", { PATH: known("/opt") }, process, ["PATH"]],
  ["each process has its own host name", { ...process, HOSTNAME: known("a") }, { ...process, HOSTNAME: known("b") }, []],
  ["two processes should have one language", { ...process, LANG: known("C") }, process, ["LANG"]],
  ["NODE_ENV is configuration", {}, { ...process, NODE_ENV: known("production") }, ["NODE_ENV"]],
])("%s", (_what, before, after, names) => {
  const found = compareEnvironments(environment(before), environment(after));
  expect(found.filter(({ ambient }) => !ambient).map(({ name }) => name)).toEqual(names);
});

test("service links are told by the address of a port", () => {
  expect([...serviceLinksIn([...Object.keys(links), "AUTH_PORT", "AUTH_SERVICE_HOST"])]).toEqual(Object.keys(links));
});

test.each<readonly [string, Value, boolean]>([
  ["SECRET_KEY", known("x"), true],
  ["LOG_LEVEL", known("x"), false],
  ["BACKEND", known("postgres://app:tr0ub4dor-x9@db/auth"), true],
  ["ANYTHING", key1, true],
])("%s is told from what is no secret", (name, value, secret) => {
  expect(compareEnvironments(environment({}), environment({ [name]: value }))).toMatchObject([{ name, secret }]);
});

const values = oneof(
  string().map(known),
  constantFrom(absent, key1, opaque("r"), unknown("r"), unknown("s"), opaque(keptAs.presence)),
  constantFrom("x", "y").map((text) => print(text)),
);
const environments = tuple(
  dictionary(constantFrom("A", "B", "PATH", "HOME", "HOSTNAME", "__proto__", "DB_PORT", "DB_PORT_1_TCP_ADDR"), values, {
    noNullPrototype: true,
  }),
  constantFrom<readonly string[]>([], ["o"], ["p"]),
).map(([entries, openings]) => environment(entries, openings));

test("a thing is no different from itself", () => {
  assert(property(environments, (one) => compareEnvironments(one, one, same).length === 0));
});

const mirrored: Readonly<Record<Difference["kind"], Difference["kind"]>> = {
  added: "removed",
  removed: "added",
  changed: "changed",
  state: "state",
  doubtful: "doubtful",
};

test("there and back differ alike", () => {
  assert(
    property(environments, environments, (one, two) => {
      const back = compareEnvironments(two, one, same).map(({ kind, before, after, ...rest }) => ({
        kind: mirrored[kind],
        before: after,
        after: before,
        ...rest,
      }));
      expect(compareEnvironments(one, two, same)).toEqual(back);
    }),
  );
});
