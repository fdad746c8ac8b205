import type { Command } from "../commands/command.ts";
import { run } from "../commands/run.ts";

/** `envcheck run` as the command line sees it; apart from the list of all, since a program that starts with every container loads this alone. */
export const runCommand: Command = {
  id: "run",
  summary: "start a command, unless its environment is wrong",
  group: "After a deploy",
  operands: [{ key: "argv", required: true, summary: "the command to start, and its arguments" }],
  flags: [
    ...(["service", "stage", "warn-only", "load", "strict", "fail-on", "schema", "schema-module", "config", "root"] as const),
    ...(["format", "color", "quiet"] as const),
  ],
  formats: ["text", "concise", "json", "github", "markdown"],
  load: () => Promise.resolve(run),
};
