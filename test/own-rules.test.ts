import { expect, test } from "@jest/globals";
import { guard } from "../src/guard/guard.ts";
import { ownRules } from "../src/guard/own-rules.ts";
import { judge } from "../src/judge.ts";
import { rules } from "../src/rules/index.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

const schema = `service: auth
closed: true
stages: { local: .env, staging: staging.env, production: compose.yaml#auth }
variables:
  PLAIN: { required: false }
  PORT: { type: port, required: false }
  DEBUG: { type: boolean, required: false }
  SESSION_SECRET: { type: secret, required: false, in: { production: { min-bytes: 32 } } }
  API_KEY: { sensitive: true, required: false }
  DATABASE_URL: { type: url, required: false, aliases: [DB_URL] }
  NEXT_PUBLIC_TOKEN: { required: false, deprecated: true }
constraints: [{ distinct: [SESSION_SECRET, API_KEY] }, { require: [PORT], when: { PLAIN: { set: true } } }]
`;
const names =
  "PLAIN PORT DEBUG SESSION_SECRET API_KEY DATABASE_URL DB_URL NEXT_PUBLIC_TOKEN PLIAN DATABSE_URL NODE_TLS_REJECT_UNAUTHORIZED".split(" ");
const texts = [
  "",
  "x",
  "0",
  "true",
  "changeme",
  "password",
  "null",
  '"quoted"',
  "value # comment",
  "${PLAIN}",
  "{{ template }}",
  " edge ",
  "a\nb\n",
  "zero\u200bwidth",
  "http://localhost:99999/x",
  "postgres://user:secret@staging.example.com/db",
  "AKIAIOSFODNN7EXAMPLE",
  "dGhpcyBpcyBhIHRleHQK",
  "q8Zt4mW1xV7nB2kL9pR5sD3fG6hJ0aYc",
  "x".repeat(140_000),
];

test("the rules that a start goes without have nothing to say of one process", async () => {
  const left = rules.filter((rule) => !ownRules.includes(rule));
  const said: string[] = [];
  for (const stage of [[], ["local"], ["staging"], ["production"]]) {
    for (const text of texts) {
      const host = memoryHost(new Map([["schemas/auth.yaml", schema]]), new Map(names.map((name) => [name, text])));
      const { project } = await guard(requestFor("run", { argv: ["app"], stages: stage }), host);
      said.push(...judge(left, project, new Map()).map(({ rule, message }) => `${rule}: ${message}`));
    }
  }
  expect(said).toEqual([]);
});

test("the others are in the order of all", () => {
  expect(ownRules).toEqual(rules.filter((rule) => ownRules.includes(rule)));
});
