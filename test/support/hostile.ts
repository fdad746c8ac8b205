import { expect } from "@jest/globals";
import type { Host } from "../../src/host.ts";
import type { Report } from "../../src/model/diagnostic.ts";
import type { Request } from "../../src/request.ts";
import { assessWithoutCode } from "../../src/run.ts";
import { memoryHost, requestFor } from "../memory-host.ts";

/** Milliseconds that nothing comes near unless it hangs. */
const budget = 5000;
/** The same for what is large and no attack. */
export const patience = 20_000;

export type Files = Readonly<Record<string, string>>;

export const schema = "service: auth\nvariables: { A: { type: integer } }\n";
export const service = (rest: string): string => `services:\n  auth:\n    image: auth\n${rest}`;
export const hostOf = (files: Files): Host => memoryHost(new Map(Object.entries(files)));

export const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** A whole run, which must end in a report, and in time. */
export function runOn(files: Files, changes: Partial<Request> = {}, most = budget): Report {
  return timed(() => assessWithoutCode(requestFor("check", changes), hostOf(files)).report, most);
}

export function timed<Result>(work: () => Result, most = budget): Result {
  const started = performance.now();
  const result = work();
  expect(performance.now() - started).toBeLessThan(most);
  return result;
}
