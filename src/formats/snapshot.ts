import type { Binding, Layer, Workload } from "../model/binding.ts";
import { keptAs, type Recorded, type RecordedVariable } from "../model/record.ts";
import type { Problem, Source, Span } from "../model/source.ts";
import { absent, known, opaque, unknown, type Value } from "../model/value.ts";
import { get, itemsOf, type Node, type Pair, pairOf, pairsOf, spanOf, textOf, yamlDocument } from "../text/yaml.ts";
import type { Format } from "./format.ts";

/** The version of snapshots that this program writes, and the latest that it reads. */
const version = 1;

/** A recorded environment, as `envcheck snapshot` writes it. */
export const snapshot: Format = {
  id: "snapshot",
  summary: "a recorded environment, as envcheck snapshot writes it",
  unseen: "values, of which it has fingerprints unless it was written with --plain, and what has changed since",
  globs: [],
  options: [],
  accepts: ({ text }) => /^\s*\{\s*"version"\s*:\s*\d+\s*,\s*"service"\s*:/.test(text) && /"taken"\s*:/.test(text),
  read: ({ sources }) => {
    const read = sources.map(readSnapshot);
    return {
      sources,
      bundles: new Map(),
      workloads: read.flatMap((result) => ("workload" in result ? [result.workload] : [])),
      facts: [],
      problems: read.flatMap((result) => ("problem" in result ? [result.problem] : [])),
    };
  },
};

function readSnapshot(source: Source): { readonly workload: Workload } | { readonly problem: Problem } {
  const start = { source, start: 0, end: 0 };
  if (!isJson(source.text)) return { problem: { at: start, message: "the snapshot is damaged: it is not JSON" } };
  const { root } = yamlDocument(source);
  const written = Number(textOf(get(root, "version")) ?? "0");
  if (written > version) return { problem: { at: start, message: newer(written) } };
  const variables = pairOf(root, "variables")?.value;
  const taken = textOf(get(root, "taken")) ?? "";
  if (written !== version || variables?.kind !== "mapping" || !isDate(taken))
    return { problem: { at: start, message: "the snapshot is damaged: it lacks what every snapshot has" } };
  const wrong = pairsOf(variables).find(({ value }) => !isSound(value));
  if (wrong !== undefined) return { problem: { at: spanOf(source, wrong.key), message: "the snapshot is damaged here" } };
  return { workload: workloadOf(source, root, variables) };
}

function newer(written: number): string {
  return `the snapshot is of version ${String(written)}, and this envcheck reads version ${String(version)}: it takes a newer one`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

const states: ReadonlySet<string | undefined> = new Set(["known", "opaque", "absent", "unknown"]);

function isSound(node: Node): boolean {
  const digest = textOf(get(node, "fingerprint"));
  const since = textOf(get(node, "since"));
  return (
    states.has(textOf(get(node, "state"))) &&
    (digest === undefined || /^[0-9a-f]{32}$/.test(digest)) &&
    (since === undefined || isDate(since))
  );
}

function workloadOf(source: Source, root: Node | undefined, variables: Node): Workload {
  const recorded = recordedIn(root, variables);
  const { service, keyId } = recorded;
  const list = spanOf(source, pairOf(root, "variables")?.key ?? { start: 0, end: 0 });
  const bindings = pairsOf(variables).map((pair) => bindingOf(source, pair, service, keyId));
  const openings = itemsOf(get(root, "openings")).map((node): Layer => ({
    kind: "opening",
    at: list,
    because: textOf(get(node, "because")) ?? "something was not seen",
  }));
  return {
    address: "",
    names: service === "" ? [] : [service],
    at: { source, start: 0, end: 0 },
    list,
    layers: [{ kind: "bindings", bindings }, ...openings],
    main: true,
    recorded,
  };
}

function recordedIn(root: Node | undefined, variables: Node): Recorded {
  const text = (name: string): string | undefined => textOf(get(root, name));
  return {
    service: text("service") ?? "",
    stage: text("stage") ?? "",
    target: text("target") ?? "",
    taken: text("taken") ?? "",
    keyId: text("keyId"),
    seen: itemsOf(get(root, "seen")).flatMap((node) => textOf(node) ?? []),
    variables: new Map(pairsOf(variables).map(({ key, value }) => [textOf(key) ?? "", recordedVariable(value)])),
  };
}

function recordedVariable(node: Node): RecordedVariable {
  return {
    secret: textOf(get(node, "secret")) === "true",
    since: textOf(get(node, "since")),
    from: textOf(get(node, "from")),
  };
}

function bindingOf(source: Source, { key, value: node }: Pair, service: string, keyId: string | undefined): Binding {
  const at: Span = spanOf(source, key);
  return { name: textOf(key) ?? "", value: valueOf(node, service, keyId), at };
}

function valueOf(node: Node, service: string, keyId: string | undefined): Value {
  const state = textOf(get(node, "state"));
  const because = textOf(get(node, "because")) ?? "the snapshot does not say why";
  if (state === "absent") return absent;
  if (state === "unknown") return unknown(because);
  if (state === "opaque") return opaque(because);
  const text = textOf(get(node, "value"));
  if (text !== undefined) return known(text);
  const digest = textOf(get(node, "fingerprint"));
  if (digest === undefined || keyId === undefined) return opaque(keptAs.presence);
  return { state: "opaque", because: keptAs.fingerprint, fingerprint: { keyId, service, digest } };
}
