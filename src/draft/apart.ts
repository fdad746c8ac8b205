import { needsOf } from "../judgement/needs.ts";
import { valueOf } from "../model/environment.ts";
import { isAmbient } from "../text/ambient.ts";
import type { Known } from "./collect.ts";

/**
 * The packages below the code of a service that read nothing of what it gets, and cannot do without what nothing sets: others are made of them,
 * such as a tool for the database beside the server.
 */
export function packagesApart(
  { code, environments, examples }: Pick<Known, "code" | "environments" | "examples">,
  packageAround: (path: string) => string | undefined,
): readonly string[] {
  if (code === undefined) return [];
  const isSet = (name: string): boolean => environments.some((one) => valueOf(one, name).state !== "absent");
  const isTold = (name: string): boolean => isAmbient(name) || examples.has(name) || isSet(name);
  const lacking = [...needsOf(code).values()].flatMap(({ variable, required, alternatives }) =>
    required === undefined || [variable, ...alternatives].some(isTold) ? [] : (packageAround(required.at.source.path) ?? []),
  );
  const given = new Set(code.reads.flatMap(({ variable, at }) => (isSet(variable) ? (packageAround(at.source.path) ?? []) : [])));
  return [...new Set(lacking)].filter((folder) => !given.has(folder)).toSorted();
}
