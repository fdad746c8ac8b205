import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  [
    "keys of the configuration",
    'export default defineNuxtConfig({ runtimeConfig: { apiSecret: "", dbURL: "x", nested: { aKey: 1 }, public: { apiBase: "/api", fromEnv: process.env.OTHER } } })',
    "NUXT_API_SECRET optional",
    'NUXT_DB_URL default "x"',
    "NUXT_NESTED_A_KEY default 1",
    'NUXT_PUBLIC_API_BASE default "/api"',
    "NUXT_PUBLIC_FROM_ENV optional",
    "OTHER optional",
  ],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});
