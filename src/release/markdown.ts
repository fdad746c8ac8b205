import { count, marks } from "../text/counts.ts";
import { codeSpan, escapeMarkdown } from "../text/markdown.ts";
import { placeOf } from "../text/place.ts";
import { withhold } from "../text/withhold.ts";
import type { Ends } from "./json.ts";
import type { Change, Lack, ServiceRelease, StageRelease } from "./release.ts";
import { changeWords } from "./words.ts";

/** `envcheck release` as the comment of a pull request: the answer first, detail folded. */
export function asMarkdown({ from, to }: Ends, services: readonly ServiceRelease[]): string {
  const failed = services.flatMap(({ service, stages }) =>
    stages.filter(({ lacks }) => lacks.length > 0).map(({ stage }) => `${codeSpan(service)} in ${codeSpan(stage)}`),
  );
  const what = `the release from ${codeSpan(from)} to ${to === null ? "the working tree" : codeSpan(to)}`;
  const title =
    failed.length > 0
      ? `${marks.failed} ${failed.join(", ")} cannot carry ${what}`
      : `${marks.fine} Every stage carries ${what}, as far as these files tell`;
  const lines = services
    .filter(({ changes, stages }) => changes.length > 0 || stages.some(({ lacks }) => lacks.length > 0))
    .flatMap(serviceLines);
  return `### ${title}\n\n${lines.map((line) => `${line}\n`).join("")}`;
}

function serviceLines({ service, changes, stages }: ServiceRelease): readonly string[] {
  return [
    `**${escapeMarkdown(service)}**`,
    "",
    ...stages.flatMap(stageLines),
    "",
    ...(changes.length === 0
      ? []
      : [
          "<details>",
          `<summary>${count(changes.length, "change")} in what is read</summary>`,
          "",
          ...changes.map(changeLine),
          "",
          "</details>",
          "",
        ]),
  ];
}

function stageLines({ stage, lacks, doubts, rollback }: StageRelease): readonly string[] {
  const mark = lacks.length > 0 ? marks.failed : doubts.length > 0 ? marks.doubtful : marks.fine;
  return [
    `- ${mark} ${escapeMarkdown(stage)}`,
    ...lacks.map((lack) => `  - ${lackWords(lack)}`),
    ...doubts.map(({ variable, because }) => `  - ${codeSpan(withhold(variable))} cannot be seen: ${escapeMarkdown(because)}`),
    ...rollback.map(({ variable }) => `  - a rollback would miss ${codeSpan(withhold(variable))}`),
  ];
}

function lackWords({ variable, need, declaration, isNew }: Lack): string {
  const place = need?.required?.at ?? declaration?.at;
  const where =
    place === undefined ? "" : `, ${need?.required === undefined ? "declared required" : "read"} at ${codeSpan(placeOf(place))}`;
  return `${codeSpan(withhold(variable))} is not set${where}${isNew ? "" : ", as before"}`;
}

function changeLine(change: Change): string {
  const place = (change.after ?? change.before)?.reads[0];
  return `- ${codeSpan(withhold(change.variable))} ${escapeMarkdown(changeWords(change))}${place === undefined ? "" : ` (${codeSpan(placeOf(place.at))})`}`;
}
