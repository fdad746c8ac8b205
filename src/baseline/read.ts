import type { Baseline, BaselineEntry } from "../model/baseline.ts";
import type { Problem, Source } from "../model/source.ts";
import { isDay } from "../text/day.ts";
import { get, itemsOf, type Node, spanOf, textOf, yamlDocument } from "../text/yaml.ts";

/** The version of baselines that this program writes, and the latest that it reads. */
export const version = 1;

/** Reads a baseline; one that is damaged, or newer than this program, hides nothing. */
export function readBaseline(source: Source): Baseline | Problem {
  const at = { source, start: 0, end: 0 };
  const { root, problems } = yamlDocument(source);
  if (problems.length > 0 || root?.kind !== "mapping") return { at, message: "the baseline is damaged: it is not JSON" };
  const written = Number(textOf(get(root, "version")) ?? "0");
  if (written > version)
    return {
      at,
      message: `the baseline is of version ${String(written)}, and this envcheck reads up to ${String(version)}; update envcheck`,
    };
  const findings = get(root, "findings");
  const entries = itemsOf(findings).map((node) => entryIn(node, source));
  const wrong = itemsOf(findings)[entries.indexOf(undefined)];
  if (wrong !== undefined)
    return { at: spanOf(source, { start: wrong.start, end: wrong.start }), message: "the baseline is damaged: this is no finding" };
  if (written !== version || findings?.kind !== "sequence") return { at, message: "the baseline is damaged: it has no list of findings" };
  return { path: source.path, entries: entries.filter((entry) => entry !== undefined) };
}

function entryIn(node: Node, source: Source): BaselineEntry | undefined {
  const text = (key: string): string | undefined => textOf(get(node, key));
  const [rule, path, message, since] = [text("rule"), text("path"), text("message"), text("since")];
  const count = Number(text("count") ?? "1");
  if (rule === undefined || path === undefined || message === undefined || !isDay(since ?? "") || !Number.isInteger(count) || count < 1)
    return undefined;
  return {
    rule,
    service: text("service"),
    stage: text("stage"),
    variable: text("variable"),
    path,
    message,
    count,
    since: since ?? "",
    named: text("named") === "true",
    at: spanOf(source, { start: node.start, end: node.start }),
  };
}
