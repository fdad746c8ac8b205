import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import type { Outcome } from "../src/commands/command.ts";
import type { Request } from "../src/request.ts";
import { Canaries, type Kind } from "./support/canary.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";

/** Code that writes secrets down: as defaults, as the text beside a name that is made up, in what cannot be parsed. */
function project(canaries: Canaries, version: string): ReadonlyMap<string, string> {
  const mint = (label: string): string => canaries.mint(`${version} ${label}`);
  return new Map(
    Object.entries({
      "schemas/auth.yaml":
        "service: auth\ncode: [auth/**]\nstages: { production: prod.env }\nvariables:\n  DB_PASSWORD: { type: secret, required: false }\n",
      "prod.env": `DB_PASSWORD=${mint("of the stage")}\nNEXT_PUBLIC_API_SECRET=${mint("of the client")}\n`,
      "compose.yaml": `services:\n  auth:\n    build: ./auth\n    environment:\n      DB_PASSWORD: ${mint("of the service")}\n`,
      "auth/settings.py": [
        "import os",
        `DB_PASSWORD = os.environ.get("DB_PASSWORD", "${mint("of Python")}")`,
        `API_TOKEN = os.environ["API_TOKEN"] or "${mint("after or")}"`,
        `SIGNING_KEY = bool(os.environ.get("JWT_SECRET", "${mint("of a boolean")}"))`,
        `odd = os.environ.get("${mint("in a name")}" + name)`,
        "",
      ].join("\n"),
      "auth/env.ts": `export const key = process.env.STRIPE_SECRET_KEY ?? "${mint("of TypeScript")}";\nconst { SESSION_SECRET = "${mint("of a pattern")}" } = process.env;\n`,
      "auth/main.go": `package main\nimport "os"\nfunc getenv(k, d string) string { if v := os.Getenv(k); v != "" { return v }; return d }\nvar k = getenv("DB_PASSWORD", "${mint("of a wrapper")}")\n`,
      "auth/entrypoint.sh": `#!/bin/sh\n: "\${ADMIN_PASSWORD:=${mint("of a shell")}}"\n`,
      "auth/broken.rb": `ENV.fetch("DB_PASSWORD", "${mint("of what is broken")}"\n`,
    }),
  );
}

const asked: readonly (readonly [string, Partial<Request>])[] = [
  ["check", {}],
  ["check", { schemas: ["nowhere/*.yaml"] }],
  ["explain", { name: "DB_PASSWORD" }],
  ["reads", {}],
  ["reads", { write: "show" }],
  ["reads", { write: "yes" }],
  ["release", { from: "v1" }],
  ["init", { yes: true }],
];

async function run(id: string, request: Partial<Request>, canaries: Canaries): Promise<Outcome | undefined> {
  const files = new Map(project(canaries, "now"));
  if (id === "init") files.delete("schemas/auth.yaml");
  const host = memoryHost(files, new Map(), "", new Map([["v1", project(canaries, "then")]]));
  return (await commands.find((command) => command.id === id)?.load())?.(requestFor(id, request), host, plain);
}

describe.each<Kind>(["random", "word"])("a %s in code", (kind) => {
  const runs = asked.flatMap(([id, changes]) =>
    (commands.find((command) => command.id === id)?.formats ?? []).map((format) => [id, format, changes] as const),
  );

  test.each(runs)("shows in no output of %s as %s: %j", async (id, format, changes) => {
    const canaries = new Canaries(kind);
    const outcome = await run(id, { ...changes, outputs: [{ format, file: undefined, append: false }] }, canaries);
    const output = [outcome?.stdout, outcome?.stderr, ...(outcome?.files ?? []).map(({ text }) => text)].join("\n");
    expect(output.length).toBeGreaterThan(100);
    expect(canaries.seenIn(output)).toEqual([]);
  });
});
