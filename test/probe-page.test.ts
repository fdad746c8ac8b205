import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { run } from "../src/commands/probe.ts";
import type { Contact, Peer } from "../src/model/probe.ts";
import { unseal } from "../src/model/sealed.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";
import { examplesOf } from "./page.ts";

const file = join(import.meta.dirname, "../docs/probe.md");
const base: Contact = { done: [], failure: undefined, certificate: undefined, addresses: { tried: 1, failed: 0 }, milliseconds: 4 };
const until = (day: number) => ({ from: 0, until: Date.UTC(2026, 10, 22 + day), distrust: undefined, isNamed: true });

/** How the servers of the page's example answer. */
const answers: ReadonlyMap<string, Contact> = new Map<string, Contact>([
  ["db.internal", { ...base, done: ["resolve", "connect", "greet", "encrypt"], certificate: until(200), milliseconds: 23 }],
  ["cache.internal", { ...base, done: ["resolve"], failure: { step: "connect", code: "ECONNREFUSED" } }],
  ["login.example.com", { ...base, done: ["resolve", "connect", "encrypt"], certificate: until(9), milliseconds: 61 }],
  ["mail.internal", { ...base, done: ["resolve", "connect"], milliseconds: 12 }],
]);

function answerOf({ host }: Peer): Contact {
  return answers.get(unseal(host)) ?? base;
}

test("the page shows what the command prints", async () => {
  const page = readFileSync(file, "utf8");
  const [example] = examplesOf(page);
  if (example === undefined) throw new Error("the page shows no output");
  const host = { ...memoryHost(example.files), probe: (peers: readonly Peer[]) => Promise.resolve(peers.map(answerOf)) };
  const { stdout, exitCode } = await run(requestFor("probe", { stages: ["production"] }), host, plain);
  expect(exitCode).toBe(example.exitCode);
  if (process.env["UPDATE"] === "1") writeFileSync(file, page.slice(0, example.start) + stdout + page.slice(example.end));
  else expect(example.output).toBe(stdout);
});
