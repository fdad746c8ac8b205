import { commands } from "../commands/index.ts";
import { deliver } from "./deliver.ts";
import { begin } from "./program.ts";

export { state } from "./state.ts";

begin({ argv: process.argv.slice(2), commands, end: deliver });
