import { reporters } from "../reporters/index.ts";
import type { Command, Operand } from "./command.ts";
import type { FlagName } from "./flags.ts";

const shown: readonly FlagName[] = ["format", "color", "quiet"];
const reading: readonly FlagName[] = [
  ...(["service", "stage", "schema", "schema-module", "config", "root", "host-env", "host-env-file", "allow-outside-root"] as const),
  ...shown,
];
const targets: Operand = { key: "targets", required: false, summary: "where environments are declared: [format:]path[#selector]" };
const [firstReporter, ...otherReporters] = reporters;

/** Every subcommand, in the order of the help; the first runs when none is named. */
export const commands: readonly [Command, ...Command[]] = [
  {
    id: "check",
    summary: "check every service in all its stages",
    operands: [targets],
    flags: [...reading, "fail-on", "strict", "allow-empty", "without-code"],
    formats: [firstReporter.id, ...otherReporters.map(({ id }) => id)],
    load: async () => (await import("./check.ts")).run,
  },
  {
    id: "resolve",
    summary: "show the environment that each workload really gets",
    operands: [{ ...targets, required: true }],
    flags: [...reading, "reveal"],
    formats: ["text", "json"],
    load: async () => (await import("./resolve.ts")).run,
  },
  {
    id: "explain",
    summary: "show every place that sets a variable, and who wins",
    operands: [{ key: "name", required: true, summary: "the variable" }, targets],
    flags: [...reading, "without-code"],
    formats: ["text", "json"],
    load: async () => (await import("./explain.ts")).run,
  },
  {
    id: "reads",
    summary: "show every variable that the code reads",
    operands: [],
    flags: ["write", "service", "schema", "config", "root", "strict", "allow-empty", ...shown],
    formats: ["text", "json"],
    load: async () => (await import("./reads.ts")).run,
  },
  {
    id: "release",
    summary: "check whether every stage can carry what the code newly reads",
    operands: [],
    flags: [...reading, "from", "to", "strict", "allow-empty"],
    formats: ["text", "markdown", "json"],
    load: async () => (await import("./release.ts")).run,
  },
  {
    id: "init",
    summary: "write a first schema for each service",
    operands: [],
    flags: ["yes", "service", "schema", "config", "root", "color", "quiet"],
    formats: ["text"],
    load: async () => (await import("./init.ts")).run,
  },
  {
    id: "rules",
    summary: "list the rules, or explain one",
    operands: [{ key: "rule", required: false, summary: "the rule's id" }],
    flags: shown,
    formats: ["text", "json"],
    load: async () => (await import("./rules.ts")).run,
  },
];
