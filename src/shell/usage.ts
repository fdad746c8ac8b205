import type { Command, Operand } from "../commands/command.ts";
import { type Flag, type FlagName, flags } from "../commands/flags.ts";

/** `envcheck explain <name> [target...]`. */
export function usageOf({ id, operands }: Command): string {
  return ["envcheck", id, ...operands.filter(({ hidden }) => hidden !== true).map(operandOf)].join(" ");
}

function operandOf({ key, required, choices }: Operand): string {
  if (key === "argv") return "-- <command...>";
  const word = choices?.join("|") ?? (key === "targets" ? "target..." : key);
  return required ? `<${word}>` : `[${word}]`;
}

/** What stands behind a flag: ` FILE`, `[=yes-in-ci]`. */
export function valueOf({ kind, value, choices }: Flag): string {
  const shown = choices?.join("|") ?? value;
  if (kind === "switch-or-text") return `[=${shown ?? ""}]`;
  return shown === undefined ? "" : ` ${shown}`;
}

/** What a flag does, and what `--format` may be. */
export function summaryOf(name: FlagName, formats: readonly string[]): string {
  const { summary } = flags[name];
  return name === "format" && formats.length > 0 ? `${summary}: ${formats.join(", ")}` : summary;
}
