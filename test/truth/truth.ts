import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What people found that a repository reads; shared/scan/truth/README.md gives the shape. */
export interface Truth {
  /** `owner/name`. */
  readonly repo: string;
  readonly files: readonly string[];
  readonly variables: readonly TrueVariable[];
  readonly dynamic: readonly TrueDynamic[];
  readonly negatives: readonly Place[];
}

export interface Place {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export interface TrueVariable {
  readonly name: string;
  readonly required: boolean;
  readonly reads: readonly TrueRead[];
  /** Other spellings that a framework also takes. */
  readonly relaxed?: readonly string[];
}

export interface TrueRead {
  readonly file: string;
  readonly line: number;
  readonly mode: string;
  readonly default?: unknown;
  readonly guarded?: boolean;
  readonly asserted?: boolean;
}

export interface TrueDynamic {
  readonly file: string;
  readonly line: number;
  readonly expr: string;
  readonly kind: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly resolvesTo?: readonly string[];
}

function isTruth(content: unknown): content is Truth {
  return typeof content === "object" && content !== null && "variables" in content && "files" in content && "negatives" in content;
}

export function truthsIn(folder: string): Truth[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.map((name): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"))).filter(isTruth);
}
