import { describe, expect, test } from "@jest/globals";
import { commands } from "../src/commands/index.ts";
import { reporters } from "../src/reporters/index.ts";
import type { Request } from "../src/request.ts";
import { plain, requestFor } from "./memory-host.ts";
import { isRunnerCommand, runnerLines } from "./runner-commands.ts";
import { check } from "./support/check.ts";
import { type Files, hostOf } from "./support/hostile.ts";

/** Markdown less its code spans and blocks, in which nothing is markup. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^( *)(`{3,})[^]*?^\1\2$/gm, "").replaceAll(/(?<!\\)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
}

describe("rows 10 to 12: what is printed", () => {
  const esc = "\u001B";
  const names = [
    "::error::pwned",
    "::set-env name=A::b",
    "##[command]x",
    "##vso[task.setvariable]x",
    `${esc}[31mred`,
    `${esc}]8;;http://evil\u0007x`,
    "\u202Egnp.exe",
    "a\r::warning::b",
    "\u2028::error::x",
    "<img src=x onerror=alert(1)>",
    "@everyone",
    "#1",
    "[a](javascript:x)",
    "`x` | y |",
    "</details>",
    "\u009B2J",
  ];
  const quoted = names.map((name) => JSON.stringify(name));
  const files: Files = {
    "schemas/auth.yaml": `service: auth\nclosed: true\ndescription: ${quoted[0] ?? ""}\nrunbook: ${quoted[4] ?? ""}\nstages: { production: compose.yaml }\nvariables:\n${quoted.map((text, i) => `  V${String(i)}: { description: ${text}, impact: ${text} }\n`).join("")}`,
    "compose.yaml": `services:\n  auth:\n    image: ${quoted[1] ?? ""}\n    env_file: [${quoted.join(", ")}]\n    environment:\n${quoted.map((text) => `      ${text}: \${UNSET}\n`).join("")}`,
    ...Object.fromEntries(names.map((name) => [`${name.replaceAll("/", "_")}.env`, `${name}=x\nA\n"\n`])),
    "k8s/p.yaml": `apiVersion: v1\nkind: Pod\nmetadata: { name: ${quoted[9] ?? ""} }\nspec: { containers: [{ name: ${quoted[2] ?? ""}, env: [${quoted.map((text) => `{ name: ${text}, value: 1 }`).join(", ")}] }] }\n`,
  };
  const requests: [string, Partial<Request>][] = [
    ["with a schema", {}],
    ["without one", { schemas: ["nowhere/*.yaml"] }],
    ["with targets", { targets: names.map((name) => `dotenv:${name.replaceAll("/", "_")}.env`) }],
  ];
  const runs = requests.flatMap(([what, changes]) => reporters.map(({ id }) => [id, what, changes] as const));

  test.each(runs)("%s holds no command, no escape and no markup (%s)", (id, _what, changes) => {
    const { stdout } = check(
      requestFor("check", { ...changes, outputs: [{ format: id, file: undefined, append: false }] }),
      hostOf(files),
      plain,
    );
    expect(stdout.length).toBeGreaterThan(300);
    expect(
      runnerLines(stdout).filter((line) => isRunnerCommand(line) && !(id === "github" && /^::(?:error|warning|notice) /.test(line))),
    ).toEqual([]);
    expect(stdout).not.toMatch(/[^\n\P{Cc}]|[\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
    if (id === "markdown")
      expect(withoutCode(stdout)).not.toMatch(/<(?!!-- (?:envcheck )?-->|\/?(?:details|summary|br)>)|@(?!<!--)|(?<!\\)\]\(javascript/);
  });

  test.each(["resolve", "explain"])("%s holds none either", async (command) => {
    const run = await commands.find(({ id }) => id === command)?.load();
    for (const format of ["text", "json"]) {
      const asked = requestFor(command, {
        name: names[1],
        targets: ["compose.yaml", "k8s", ...names.map((name) => `dotenv:${name.replaceAll("/", "_")}.env`)],
        reveal: true,
        outputs: [{ format, file: undefined, append: false }],
      });
      const { stdout = "", stderr = "" } = (await run?.(asked, hostOf(files), plain)) ?? {};
      expect(runnerLines(stdout + stderr).filter(isRunnerCommand)).toEqual([]);
      expect(stdout + stderr).not.toMatch(/[^\n\P{Cc}]|[\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
    }
  });
});
