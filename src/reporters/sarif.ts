import type { Report } from "../model/diagnostic.ts";
import { count } from "../text/counts.ts";
import { sanitiseJson } from "../text/sanitise.ts";
import type { Reporter, Run } from "./reporter.ts";
import { cut, textOf } from "./sarif/message.ts";
import { fileOf } from "./sarif/place.ts";
import { resultsOf } from "./sarif/result.ts";
import { ruleOf } from "./sarif/rule.ts";

const exitCodes = ["fine", "findings", "wrong usage, or input that cannot be read", "could not determine"];

/** SARIF 2.1.0 as GitHub takes it in: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning. */
export const sarif: Reporter = {
  id: "sarif",
  summary: "for GitHub code scanning and other services",
  render(report, { quiet }, run) {
    const { results, left } = resultsOf(report, run, quiet);
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "envcheck", semanticVersion: run.version, rules: run.rules.map(ruleOf) } },
          automationDetails: { id: run.category },
          columnKind: "utf16CodeUnits",
          invocations: [invocationOf(report, run, left)],
          results,
        },
      ],
    };
    return `${sanitiseJson(JSON.stringify(log, undefined, 1))}\n`;
  },
};

function invocationOf({ problems, unseen, remarks }: Report, { exitCode }: Run, left: number): object {
  const rest = `${count(left, "finding")} left out, since GitHub refuses a file with more`;
  return {
    executionSuccessful: exitCode !== 2,
    exitCode,
    exitCodeDescription: exitCodes[exitCode] ?? "",
    toolExecutionNotifications: [
      ...problems.map(({ at, message }) => ({ level: "error", message: textOf(message, at), ...(at === undefined ? {} : fileOf(at)) })),
      ...unseen.map(({ at, because }) => ({ level: "warning", message: textOf(`not seen: ${because}`, at), ...fileOf(at) })),
      ...(left > 0 ? [{ level: "warning", message: { text: rest } }] : []),
      ...remarks.map((remark) => ({ level: "note", message: { text: cut(remark) } })),
    ],
  };
}
