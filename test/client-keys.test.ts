import { expect, test } from "@jest/globals";
import { assess } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

async function severityOf(name: string): Promise<string | undefined> {
  const files = new Map([["compose.yaml", `services:\n  web: { image: web, environment: { NEXT_PUBLIC_${name}: x } }\n`]]);
  const { report } = await assess(requestFor("check", { allowEmpty: true }), memoryHost(files));
  return report.diagnostics.find(({ rule }) => rule === "client-exposed-secret")?.severity;
}

test.each([
  "FIREBASE_API_KEY",
  "GOOGLE_MAPS_API_KEY",
  "MAPBOX_ACCESS_TOKEN",
  "ALGOLIA_SEARCH_API_KEY",
  "POSTHOG_PROJECT_API_KEY",
  "DATADOG_CLIENT_TOKEN",
  "PUSHER_APP_KEY",
  "HYPERTUNE_TOKEN",
  "ACME_CLIENT_TOKEN",
  "STRIPE_PUBLISHABLE_KEY",
])("%s is made for browsers", async (name) => {
  expect(await severityOf(name)).toBeUndefined();
});

test.each([
  ["ACME_API_KEY", "warning"],
  ["API_TOKEN", "warning"],
  ["STRIPE_SECRET_KEY", "error"],
  ["OPENAI_API_KEY", "error"],
  ["GITHUB_TOKEN", "error"],
  ["BASIC_AUTH_PASSWORD", "error"],
  ["FIREBASE_PRIVATE_KEY", "error"],
  ["ALGOLIA_ADMIN_API_KEY", "error"],
  ["AUTH_SECRET", "error"],
])("%s is none of the browser's: %s", async (name, severity) => {
  expect(await severityOf(name)).toBe(severity);
});
