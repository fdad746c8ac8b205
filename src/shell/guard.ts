import { runCommand } from "../guard/command.ts";
import { deliver, deliverToShell } from "./deliver.ts";
import { begin } from "./program.ts";

export { state } from "./state.ts";
/** For what is loaded later: what one part seals, another must be able to open. */
export * from "../model/sealed.ts";

/** `envcheck run` alone, which starts with every container. bin/envcheck-run leaves the last step to its shell. */
const [, , launcher, ...words] = process.argv;
/** Then the first word is the path of the script. */
const ofShell = launcher === "envcheck-run";
begin({
  argv: [runCommand.id, ...words.slice(ofShell ? 1 : 0)],
  commands: [runCommand],
  end: ofShell ? (outcome) => deliverToShell(outcome, words.length) : deliver,
});
