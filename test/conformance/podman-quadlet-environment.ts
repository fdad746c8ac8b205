import { type QuadletEnvironment, quadletEnvironment } from "../../src/text/systemd/quadlet.ts";
import { readUnitFile } from "../../src/text/systemd/unit-file.ts";
import type { Adapter, Case, Outcome } from "./adapter.ts";

/** The arguments of `podman run` that Quadlet writes: one line for the value of an `Environment=`, a list for a whole section. */
export const adapter: Adapter = {
  vectors: "podman-quadlet-environment",
  run({ input, context, expected }) {
    const isWhole = "api" in context;
    const text = `[Container]\n${isWhole ? "" : "Environment="}${String(input)}\n`;
    const { settings, problems } = readUnitFile({ path: "case.container", text }, "quadlet");
    if (problems.length > 0) return { error: true };
    const environment = quadletEnvironment(settings, "Container");
    return isWhole
      ? whole(environment, expected)
      : {
          value: variablesOf(environment)
            .map((argument) => `--env ${argument}`)
            .join(" "),
        };
  },
};

/** Sorted by name, the last of each; escaped as a word of ExecStart=. */
function variablesOf({ variables }: QuadletEnvironment): string[] {
  const last = new Map(variables.map(({ name, value }) => [name, value]));
  const sorted = [...last].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([name, value]) => escaped(value === undefined ? name : `${name}=${value}`));
}

function escaped(word: string): string {
  if (!/[\s\p{Cc}"'\\]/u.test(word)) return word;
  return `"${word
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll(" ", String.raw`\x20`)}"`;
}

/** The comments of podman's tests give the arguments in no order, with quotes as they please. */
function whole(environment: QuadletEnvironment, expected: Case["expected"]): Outcome {
  const files = environment.files.map(({ path }) => `--env-file ${/^[/%]/.test(path) ? path : `<unit dir>/${path}`}`);
  const told = [
    ...variablesOf(environment).map((argument) => `--env ${bare(argument)}`),
    ...files,
    ...(environment.passesHost ? ["--env-host"] : []),
  ];
  const wanted = Array.isArray(expected) ? expected.map(String) : [];
  const isSame = wanted.length === told.length && wanted.every((argument) => told.includes(bare(argument)));
  return isSame ? { value: expected } : { value: told };
}

function bare(argument: string): string {
  return argument.replaceAll(String.raw`\x20`, " ").replaceAll('"', "");
}
