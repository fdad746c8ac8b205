import { expect } from "@jest/globals";
import { assess } from "../../src/run.ts";
import { memoryHost, requestFor } from "../memory-host.ts";

export type Files = Readonly<Record<string, string>>;

const rules =
  /^(?:first-file-wins|reserved-name|platform-limit|optional-reference-required|unpatched-key|generator-drift|unverifiable|missing)$/;

/** What the rules about how variables are delivered say: severity, rule, message. */
export async function said(files: Files): Promise<readonly string[]> {
  const { report } = await assess(requestFor("check", { allowEmpty: true }), memoryHost(new Map(Object.entries(files))));
  expect(report.problems).toEqual([]);
  return report.diagnostics.filter(({ rule }) => rules.test(rule)).map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

/** A Deployment of one container; `pod` has the lines of its pod besides. */
export const deployment = (container: string, pod = ""): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: auth }\nspec:\n  template:\n    spec:\n${pod}      containers:\n        - name: auth\n          image: auth\n${container.replaceAll(/^(?=.)/gm, "          ")}`;
export const schema = (variables: string, target: string): string =>
  `service: auth\nstages: { production: "${target}" }\nvariables: ${variables}\n`;
