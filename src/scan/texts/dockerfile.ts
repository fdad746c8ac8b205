import type { FoundAll } from "../found.ts";
import { dockerCommands, type DockerCommand } from "./dockerfile/commands.ts";
import { interpret } from "./shell/interpreter.ts";
import type { Parse, TextPack } from "./text-pack.ts";

/** What the commands that a container starts with, and its health check, expand when they run; RUN is over by then. */
export const dockerfile: TextPack = {
  id: "dockerfile",
  prefilter: /\$/,
  grammar: "bash",
  read(text, parse) {
    const found = dockerCommands(text).map((command) => read(command, parse));
    return { reads: found.flatMap(({ reads }) => reads), open: found.flatMap(({ open }) => open) };
  },
};

function read({ script, place, given, options }: DockerCommand, parse: Parse): FoundAll {
  const tree = parse(script);
  return interpret({ tree, place }, { parse, given, nounset: options.includes("u"), errexit: options.includes("e") });
}
