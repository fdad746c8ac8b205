import { assess } from "../../src/run.ts";
import { memoryHost, requestFor } from "../memory-host.ts";

export type Files = Readonly<Record<string, string>>;

const rules =
  /^(?:read-unset|undeclared-read|unread|default-mismatch|type-mismatch|unsafe-boolean|client-exposed-secret|name-mismatch|wrong-service|missing)$/;

/** What is said of code, a line each: severity, rule, variable, place. */
export async function said(files: Files): Promise<readonly string[]> {
  const { report } = await assess(requestFor("check", { allowEmpty: true }), memoryHost(new Map(Object.entries(files))));
  return report.diagnostics
    .filter(({ rule }) => rules.test(rule))
    .map(({ severity, rule, variable, at }) => `${severity} ${rule} ${variable ?? ""} ${at.source.path}`);
}

export const python = (...lines: readonly string[]): string => ["import os", ...lines, ""].join("\n");
