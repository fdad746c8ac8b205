import type { Dynamic } from "../model/read.ts";
import type { NamePattern } from "../model/schema.ts";

/** Whether a name is one of those that a pattern stands for. */
export function fits(name: string, { prefix, suffix }: NamePattern): boolean {
  return name.length >= prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
}

/** The same reads, sanctioned where a pattern covers every name that one may be of. */
export function sanction(dynamic: readonly Dynamic[], patterns: readonly NamePattern[]): readonly Dynamic[] {
  if (patterns.length === 0) return dynamic;
  return dynamic.map((one) => (patterns.some((pattern) => covers(pattern, one)) ? { ...one, sanctioned: true } : one));
}

function covers(pattern: NamePattern, { prefix, suffix }: Dynamic): boolean {
  return (prefix ?? "").startsWith(pattern.prefix) && (suffix ?? "").endsWith(pattern.suffix);
}
