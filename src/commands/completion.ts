import { type Candidates, candidatesFor } from "../completion/candidates.ts";
import { scripts } from "../completion/scripts.ts";
import { Files } from "../discover/files.ts";
import { loadInputs } from "../discover/inputs.ts";
import { rules } from "../rules/index.ts";
import { type Command, type Outcome, refused, type Run } from "./command.ts";

/**
 * `envcheck completion SHELL`: the script to source. `envcheck completion words -- WORD...`: what the script asks at each Tab; a line that says
 * whether paths may stand there too, then one candidate a line, with its summary behind a tab. Names come from schemas only; no document is read.
 */
export function runFor(commands: readonly [Command, ...Command[]]): Run {
  return (request, host) => {
    if (request.name === "words") {
      const services = () => loadInputs({ ...request, services: [], stages: [] }, new Files(host)).services;
      return printed(linesOf(candidatesFor(request.targets, { commands, rules, services })));
    }
    const script = scripts.get(request.name ?? "");
    if (script === undefined || request.targets.length > 0) return refused([`completion takes ${[...scripts.keys()].join(", ")}`]);
    return printed(script);
  };
}

function linesOf({ words, files }: Candidates): string {
  const lines = words.map(({ word, summary = "" }) => (summary === "" ? word : `${word}\t${summary}`));
  return [files ? "files" : "words", ...lines].map((line) => `${line}\n`).join("");
}

function printed(stdout: string): Outcome {
  return { exitCode: 0, stdout, stderr: "", files: [] };
}
