import { expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import type { Request } from "../src/request.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";

const files = new Map([
  ["schemas/auth.yaml", "service: auth\nstages: { production: prod.env, local: local.env }\nvariables: { PORT: { type: port } }\n"],
  ["prod.env", "OTHER=1\n"],
  ["local.env", "PORT=80\n"],
]);

async function sarifOf(request: Partial<Request>): Promise<unknown> {
  const run = await commands[0].load();
  const outputs = [{ format: "sarif", file: undefined, append: false }] as const;
  const { stdout } = await run(requestFor("check", { ...request, outputs }), memoryHost(files), plain);
  return JSON.parse(stdout);
}

test.each<[string, Partial<Request>, object]>([
  ["findings", {}, { id: "envcheck/", exitCode: 1, executionSuccessful: true }],
  ["none", { services: ["auth"], stages: ["local"] }, { id: "envcheck/auth/local/", exitCode: 0, executionSuccessful: true }],
  ["a document that is not there", { targets: ["gone.env"] }, { id: "envcheck/", exitCode: 2, executionSuccessful: false }],
])("a report of a run with %s says what was asked and how it ended", async (_what, request, { id, ...ended }: { id?: string }) => {
  expect(await sarifOf(request)).toMatchObject({ runs: [{ automationDetails: { id }, invocations: [ended] }] });
});
