import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Manifest } from "./action.ts";

/** What is judged, each with a path of its own: the language service knows by it what it is, and keeps what it has once read. */
export type Documents = Readonly<Record<string, string>>;

const program = `
import { validate } from "@actions/languageservice";
import { readFileSync } from "node:fs";
const { documents, actions } = JSON.parse(readFileSync(0, "utf8"));
const actionsMetadataProvider = { fetchActionMetadata: async ({ name, path }) => actions[path ?? name] };
const judged = Object.entries(documents).map(async ([path, text]) => {
  const found = await validate({ uri: "file:///" + path, getText: () => text }, { actionsMetadataProvider });
  return found.map(({ message, range }) => path + ":" + (range.start.line + 1) + " " + message);
});
Promise.all(judged).then((complaints) => console.log(JSON.stringify(complaints.flat())));
`;

/** The inputs of other actions that our workflows give; the service asks GitHub for them otherwise. */
const others = {
  checkout: { inputs: { "fetch-depth": {}, "persist-credentials": {} } },
  "upload-sarif": { inputs: { sarif_file: {} } },
};

/** What GitHub's own language service has to say, which also knows the inputs of our action; bundled, since it imports JSON in a way that Node does not. */
export function judge(documents: Documents, action: Manifest): unknown {
  const folder = mkdtempSync(join(tmpdir(), "envcheck-judge-"));
  const outfile = join(folder, "judge.cjs");
  const stdin = { contents: program, resolveDir: import.meta.dirname };
  buildSync({ stdin, outfile, bundle: true, platform: "node", format: "cjs", logLevel: "error" });
  const input = JSON.stringify({ documents, actions: { ...others, envcheck: action } });
  const { stdout, stderr } = spawnSync(process.execPath, [outfile], { input, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout);
}
