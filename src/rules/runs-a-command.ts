import { factsOf } from "../judgement/facts.ts";
import { withReader } from "../judgement/read-by.ts";
import type { Rule } from "./rule.ts";

export const runsACommand: Rule = {
  id: "runs-a-command",
  scope: "reading",
  severity: "warning",
  summary: "The reader of an env file runs a command that a line of it holds.",
  why: "Whoever may write the file runs programs as the service, and what the service gets is not in the file.",
  *check(reading) {
    if (reading.role === "test") return;
    for (const { name, at, because } of factsOf(reading, "runs-command")) {
      const about = name === undefined ? { at } : { at, variable: name };
      const message = `${name ?? "a line"} runs a command: ${because}`;
      yield withReader({ ...about, message, help: "write NAME='value', with the value itself and no blank around =" }, reading);
    }
  },
};
