import { absent, known, opaque, type Value } from "../../model/value.ts";
import type { Build } from "./build.ts";
import type { Dockerfile } from "./parse.ts";
import { Variables } from "./variables.ts";

const undecided = ["BUILDPLATFORM", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETARCH", "TARGETVARIANT"];

/**
 * The arguments that every build has, visible in a stage only once it declares them (BuildKit dockerfile2llb/platform.go). A build for Linux
 * is assumed; on which architecture, only the build knows.
 */
function predefinedArguments(target: string | undefined): Map<string, Value> {
  const values = new Map<string, Value>(undecided.map((name) => [name, opaque(`the platform of the build decides ${name}`)]));
  for (const name of ["BUILDOS", "TARGETOS"]) values.set(name, known("linux"));
  for (const name of ["BUILDOSVERSION", "TARGETOSVERSION"]) values.set(name, known(""));
  return values.set("TARGETSTAGE", known(target ?? "default"));
}

const predefined = new Set(predefinedArguments(undefined).keys());

/** Whether no image sets the name: a predefined argument, a number or a special parameter of the shell. */
export function isNeverInImages(name: string): boolean {
  return predefined.has(name) || !/^[\p{L}_]/u.test(name);
}

/** What FROM sees, and what a stage gets for an ARG that gives no value itself: the predefined arguments and the ARGs before the first FROM. */
export function globalVariables({ globals, stages }: Dockerfile, build: Build, target: string | undefined): Variables {
  const predefinedValues = predefinedArguments(target ?? stages.at(-1)?.from.name);
  const variables = new Variables(
    [...predefinedValues].map(([name, value]) => [name, build.given(name) ?? value]),
    () => absent,
  );
  for (const pair of globals) {
    const value = build.given(pair.name) ?? (pair.value === undefined ? absent : build.expandArgument(pair, variables));
    if (value.state === "absent") variables.declare(pair.name);
    else variables.set(pair.name, value);
    build.facts.push({ kind: "baked", name: pair.name, at: pair.at, via: "ARG", value });
  }
  return variables;
}
