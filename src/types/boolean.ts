import type { Complaint, ReaderId, ValueType } from "../model/schema.ts";
import { dialects, readBoolean } from "../text/booleans.ts";
import { either, invalid } from "../text/complaint.ts";

/** A word that the service's reader takes for what it says. */
export const boolean: ValueType = {
  id: "boolean",
  summary: "true or false in a spelling that the service's reader understands",
  examples: { good: ["true", "false", "1", "0"], bad: ["", "ture", "enabled", "2", "yes"] },
  constraints: [],
  sensitive: false,
  check(text, { reader }) {
    const { taken, meant } = readBoolean(text, reader);
    if (taken === undefined) return refused(reader);
    return taken === meant ? undefined : mistaken(reader, taken, meant);
  },
  meaning: (text, reader) => readBoolean(text, reader).taken,
};

/** The spellings to choose from: lower case stands for every case where case does not count. */
function spellings(reader: ReaderId): string {
  const words = [...dialects[reader].true, ...dialects[reader].false].filter((word) => word !== "" && word === word.toLowerCase());
  return either(words);
}

function refused(reader: ReaderId): Complaint {
  const help = reader === "strict" ? "name the schema's reader to allow the spellings it takes" : undefined;
  return invalid(`must be ${spellings(reader)}${reader === "strict" ? "" : ` for ${dialects[reader].name}`}`, help);
}

function mistaken(reader: ReaderId, taken: boolean, meant: boolean | undefined): Complaint {
  const what = meant === undefined ? "is no word for true or false" : `is a word for ${String(meant)}`;
  return silently(`${what}, and ${dialects[reader].name} takes it for ${String(taken)} without an error`, reader);
}

function silently(message: string, reader: ReaderId): Complaint {
  return {
    rule: "silently-false",
    message,
    help: reader === "python-bool" ? "unset it, or leave it empty, for false" : `write ${spellings(reader)}`,
  };
}
