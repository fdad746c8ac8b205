import { expect, test } from "@jest/globals";
import type { Outcome } from "../src/commands/command.ts";
import { memoryHost } from "./memory-host.ts";
import { runWords } from "./support/words.ts";

const files = {
  "schemas/auth.yaml": "service: auth\ncode: [auth/**]\nstages: { production: .env }\nvariables: { A: {} }\n",
  "schemas/mail.yaml": "service: mail\ncode: [mail/**]\nstages: { production: .env }\nvariables: { M: {} }\n",
  "auth/a.py": 'import os\nos.environ["A"]\nos.environ[f"A_{name}"]\n',
  "mail/m.py": 'import os\nos.environ["M"]\nos.environ["N"]\n',
};

function reads(given: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Outcome> {
  return runWords(["reads", ...words], memoryHost(new Map(Object.entries(given))));
}

test("the reads of one service are those of its code", async () => {
  const { stdout, exitCode } = await reads(files, "--service", "mail", "--strict");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("mail/m.py:2:");
  expect(stdout).not.toContain("auth/");
  expect(stdout).toMatch(/^2 variables, 2 required, read in 2 places of 1 file$/m);
});

test("a schema that does not say which code is meant is told, and not given that of others", async () => {
  const vague = { ...files, "schemas/mail.yaml": files["schemas/mail.yaml"].replace("code: [mail/**]\n", "") };
  const because = "it does not say which code is its service's: give it code: [folder/**]";
  expect(await reads(vague, "--service", "mail")).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `envcheck: schemas/mail.yaml: ${because}\n`,
  });
  expect(await reads(vague, "--service", "mail", "--write=-")).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(because) });
});
