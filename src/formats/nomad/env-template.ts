import type { Binding, Layer } from "../../model/binding.ts";
import type { Span } from "../../model/source.ts";
import { absent, opaque, unknown, type Value } from "../../model/value.ts";
import { readNomadEnvFile } from "../../text/env-file/nomad.ts";
import { knownText, reasonOf } from "../../text/hcl/unresolved.ts";
import type { Argument, View } from "../../text/hcl/view.ts";
import type { Gathered } from "../../text/platform/variables.ts";
import type { Node } from "../../text/yaml-node.ts";
import { type Rendered, render, type Run } from "./go-template.ts";

/** The layers of `template { env = true }`: what its data sets, as far as it can be told before it is rendered. */
export function layersOfTemplate(view: View, gathered: Gathered): readonly Layer[] {
  const [env, data] = [view.argument("env"), view.argument("data")];
  if (env === undefined || knownText(env.node) === "false") return [];
  if (knownText(env.node) !== "true") {
    const because = reasonOf(env.node)?.because ?? "whether its template is an env file is not known";
    return [{ kind: "opening", at: env.at, because }];
  }
  if (data === undefined) return [{ kind: "opening", at: env.at, because: "its env template is out of sight" }];
  return layersOfData(data, view, gathered);
}

function layersOfData({ at, node }: Argument, view: View, gathered: Gathered): readonly Layer[] {
  const runs = runsOf(node, view);
  if (runs === undefined) return [{ kind: "opening", at, because: reasonOf(node)?.because ?? "its env template is out of sight" }];
  const rendered = render(runs, { left: view.text("left_delimiter") ?? "{{", right: view.text("right_delimiter") ?? "}}" });
  return layersOf(rendered, { source: runs[0]?.source ?? at.source, at, gathered });
}

/** The text of the data, run by run; undefined where it cannot be seen. */
function runsOf(node: Node, { evaluator }: View): readonly (Run & { readonly source: Span["source"] })[] | undefined {
  const written = evaluator.templates.get(node);
  if (written === undefined || written.template.directs) return undefined;
  const { template, frame } = written;
  return template.parts.map((part) => {
    const { start, end } = part;
    const made = evaluator.part(part, frame);
    const text = typeof made === "string" ? made : knownText(made);
    const isExact = part.kind === "text" && part.text.length === end - start;
    if (text !== undefined) return { text, start, isExact, source: frame.source };
    // What Nomad knows only when the task runs stays in the data as it is written.
    const isLeft = part.kind === "interpolation" && part.expression.kind === "reference" && !/^(?:var|local)$/.test(part.expression.root);
    return { text: isLeft ? frame.source.text.slice(start, end) : undefined, start, isExact: isLeft, source: frame.source };
  });
}

interface Around {
  readonly source: Span["source"];
  /** Where the data is set. */
  readonly at: Span;
  readonly gathered: Gathered;
}

function layersOf(rendered: Rendered, { source, at, gathered }: Around): Layer[] {
  const place = ({ start, end }: Span): Span => ({
    source,
    start: rendered.placeOf(start),
    end: Math.max(rendered.placeOf(start), rendered.placeOf(end - 1) + 1),
  });
  const read = readNomadEnvFile({ path: source.path, text: rendered.text }, () => absent);
  // Of the branches of a condition, each may set the name.
  const isCertain = ({ start }: Span): boolean => rendered.lineAt(start).isCertain;
  for (const fact of read.facts) {
    if (fact.kind !== "duplicate" || !isCertain(fact.at) || !isCertain(fact.earlier)) continue;
    gathered.facts.push({ ...fact, at: place(fact.at), earlier: place(fact.earlier) });
  }
  for (const problem of read.problems) {
    const start = rendered.placeOf(problem.at?.start ?? 0);
    gathered.problems.push({ ...problem, at: { source, start, end: start } });
  }
  const bindings = read.bindings.map((binding): Binding => ({ ...binding, at: place(binding.at), value: valueOf(binding, rendered) }));
  for (const { name, at: own, value } of bindings)
    if (value.state === "known") gathered.facts.push({ kind: "plaintext", name, at: own, where: "the job file", value });
  const openings = rendered.opens.map((because): Layer => ({ kind: "opening", at, because }));
  return [...openings, { kind: "bindings", bindings }];
}

/** A line in a condition or a loop may come out once, often or never. */
function valueOf({ at, value }: Binding, rendered: Rendered): Binding["value"] {
  const line = rendered.lineAt(at.start);
  const hidden: Value | undefined = line.isFilled ? opaque("its template is rendered when the task starts") : undefined;
  return line.isCertain ? (hidden ?? value) : unknown("a condition or loop of its template decides whether it is set");
}
