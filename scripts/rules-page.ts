import { rules } from "../src/rules/index.ts";

/** docs/rules/README.md: every rule in the order of `envcheck rules`, with its page. */
export function rulesPage(): string {
  return [
    "# The rules",
    "",
    "Each has a page, with examples that a test runs. `envcheck rules` prints this list, `envcheck rules missing` one of them; `envcheck.yaml` changes how much one counts",
    "(`rules: { weak-secret: error, shadowed: off }`), and a finding that is known is [suppressed with a reason](../suppressions.md).",
    "",
    "| rule | counts as | says |",
    "|---|---|---|",
    ...rules.map(
      ({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll("|", "\\|").replaceAll("*", "\\*")} |`,
    ),
    "",
  ].join("\n");
}
