import type { Difference } from "../model/difference.ts";
import { changeWords } from "../release/words.ts";
import { count } from "../text/counts.ts";
import { codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { lineOf, placeOf } from "../text/place.ts";
import { withhold } from "../text/withhold.ts";
import type { Checklist, ServiceList } from "./checklist.ts";

/** The checklist of a release: what is ticked was seen by envcheck, what is open is left to a person. */
export function asMarkdown(checklist: Checklist): string {
  const { stage, time, from, digest, services } = checklist;
  const lines = [
    `# Release checklist: ${escapeMarkdown(stage)}, ${new Date(time).toISOString().slice(0, 10)}`,
    "",
    `Everything that was read: ${codeSpan(digest)}`,
    "",
    ...services.flatMap((service) => serviceLines(service, checklist)),
    "## After the deploy",
    "",
    `- [ ] ${codeSpan(`envcheck live --stage ${stage} --wait 5m --digest ${digest}`)} exits with 0`,
    `- [ ] ${codeSpan(`envcheck snapshot --stage ${stage}`)} keeps this state as the last good one`,
    ...(from === undefined ? [] : [`- rollback: deploy ${codeSpan(from)} again`]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function serviceLines(list: ServiceList, { from }: Checklist): readonly string[] {
  const { service, owner, runbooks } = list;
  return [
    `## ${escapeMarkdown(service)}${owner === undefined ? "" : ` (${escapeMarkdown(owner)})`}`,
    "",
    ...verifiedLines(list),
    ...openLines(list),
    ...changeLines(list, from),
    ...runbooks.map((runbook) => `- runbook: ${escapeMarkdown(runbook)}`),
    "",
  ];
}

function verifiedLines({ verified, defaults }: ServiceList): readonly string[] {
  return [
    ...verified.map(
      ({ path, names }) => `- [x] ${count(names.length, "variable")} as the schema asks, seen in ${codeSpan(path)}: ${spans(names)}`,
    ),
    ...(defaults.length === 0 ? [] : [`- [x] not set, and the default holds: ${spans(defaults)}`]),
  ];
}

function openLines({ findings, unconfirmed }: ServiceList): readonly string[] {
  return [
    ...findings.map(
      ({ severity, rule, message, at }) => `- [ ] **${severity}** ${codeSpan(rule)} ${escapeMarkdown(message)}, ${codeSpan(placeOf(at))}`,
    ),
    ...unconfirmed.map(({ names, because, at }) => {
      const place = at === undefined ? "" : `, ${codeSpan(lineOf(at))}`;
      return `- [ ] confirm ${spans(names)}: ${escapeMarkdown(withhold(because))}${place}`;
    }),
  ];
}

function changeLines({ reads, changes, rollback }: ServiceList, from: string | undefined): readonly string[] {
  if (from === undefined) return ["- what this release changes was not compared: say what runs now with `--from REF`"];
  const none = reads.length + changes.length === 0 ? [`- nothing that concerns variables has changed since ${codeSpan(from)}`] : [];
  return [
    ...none,
    ...reads.map((change) => `- the code: ${codeSpan(withhold(change.variable))} ${escapeMarkdown(changeWords(change))}`),
    ...changes.map((change) => `- the environment: ${codeSpan(withhold(change.name))} ${verbs[change.kind]}`),
    ...(rollback.length === 0
      ? [`- [x] a rollback to ${codeSpan(from)} misses no variable`]
      : [`- [ ] a rollback to ${codeSpan(from)} would miss ${spans(rollback)}`]),
  ];
}

const verbs: Readonly<Record<Difference["kind"], string>> = {
  added: "is set now",
  removed: "is not set any more",
  changed: "has another value",
  state: "is set in another way",
  doubtful: "cannot be compared",
};

function spans(names: readonly string[]): string {
  return names.map((name) => codeSpan(withhold(name))).join(", ");
}
