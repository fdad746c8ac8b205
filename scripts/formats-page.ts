import { formats } from "../src/formats/index.ts";

/** docs/formats/README.md: every format in the order in which documents are recognised, with its page. */
export function formatsPage(): string {
  return [
    "# The formats",
    "",
    "Each has a page: who reads such a document, who wins in it, what cannot be seen, and an example that a test runs. `envcheck formats` prints this list; [targets](../targets.md) says how",
    "a target names one.",
    "",
    "| format | reads | without being named |",
    "|---|---|---|",
    ...formats.map(
      ({ id, summary, globs }) => `| [${id}](${id}.md) | ${summary.replaceAll("|", "\\|")} | ${globs.length > 0 ? "found" : ""} |`,
    ),
    "",
  ].join("\n");
}
