import { isSource, type Source } from "../../model/source.ts";
import { hclDocument } from "../../text/hcl/document.ts";
import { Evaluator } from "../../text/hcl/evaluate.ts";
import type { Placed, Scope } from "../../text/hcl/scope.ts";
import type { Block, Reference, Template } from "../../text/hcl/node.ts";
import { type Reason, textScalar } from "../../text/hcl/unresolved.ts";
import { type PlacedBlock, View } from "../../text/hcl/view.ts";
import { basename, dirname } from "../../text/path.ts";
import type { Node } from "../../text/yaml-node.ts";
import type { World } from "../format.ts";
import { valuesIn } from "./tfvars.ts";

const whenever = "when Terraform is applied";

/** A block as all files of its folder make it; `isOwn` tells those of the file that is read. */
export interface ModuleBlock {
  readonly type: string;
  readonly view: View;
  readonly isOwn: boolean;
}

/**
 * The blocks of a file and of those beside it: Terraform reads them as one, override files last (internal/configs/parser_config_dir.go). The files of
 * values are those that it does not find by itself.
 */
export function blocksAround(source: Source, world: World, values: readonly string[]): readonly ModuleBlock[] {
  const files = [source, ...filesBeside(source, world)];
  const overrides = files.filter(({ path }) => path !== source.path && isOverride(path)).flatMap(blocksIn);
  const blocks = files.filter(({ path }) => path === source.path || !isOverride(path)).flatMap(blocksIn);
  const whole = [...blocks, ...overrides];
  const declared = new Set(whole.flatMap(({ block }) => (block.type === "variable" ? (block.labels[0]?.text ?? []) : [])));
  const resources = new Map(whole.map((one) => [addressOf(one.block), one]));
  const scope: Scope = {
    locals: localsOf(whole),
    variables: new Map([...valuesIn(source, world, values)].filter(([name]) => declared.has(name))),
    outside: (reference) => nameOf(reference, resources) ?? outside(reference),
    read: (path) => world.read(path),
    whenever,
  };
  const evaluator = new Evaluator(scope);
  return blocks.map((placed) => {
    const over = overrides.filter(({ block }) => addressOf(block) === addressOf(placed.block));
    return { type: placed.block.type, view: new View([placed, ...over], evaluator), isOwn: placed.source === source };
  });
}

export function isOverride(path: string): boolean {
  return /(?:^|_)override\.tf$/.test(basename(path));
}

function filesBeside({ path: own }: Source, world: World): Source[] {
  const paths = world.list?.(dirname(own).slice(0, -1) || ".") ?? [];
  return paths.flatMap((path) => {
    const source = path.endsWith(".tf") && path !== own ? world.read(path) : undefined;
    return source !== undefined && isSource(source) ? [source] : [];
  });
}

function blocksIn(source: Source): PlacedBlock[] {
  return (hclDocument(source).body?.blocks ?? []).map((block) => ({ block, source }));
}

function addressOf({ type, labels }: Block): string {
  return [type, ...labels.map(({ text }) => text)].join(".");
}

function localsOf(blocks: readonly PlacedBlock[]): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const { block, source } of blocks) {
    if (block.type !== "locals") continue;
    for (const { name, value } of block.body.attributes) found.set(name, { expression: value, source });
  }
  return found;
}

/** `kubernetes_config_map.auth.metadata[0].name` is the name that is written there, if it is literal. */
function nameOf({ root, steps }: Reference, resources: ReadonlyMap<string, PlacedBlock>): Node | undefined {
  const [label = "", ...path] = steps;
  const placed = path.join(".") === "metadata.0.name" ? resources.get(`resource.${root}.${label}`) : undefined;
  const metadata = placed?.block.body.blocks.find(({ type }) => type === "metadata");
  const name = metadata?.body.attributes.find((attribute) => attribute.name === "name")?.value;
  return placed === undefined || name?.kind !== "template" ? undefined : literalText(name, placed.source);
}

function literalText({ parts, start, end }: Template, source: Source): Node | undefined {
  const [part, second] = parts;
  return part?.kind === "text" && second === undefined ? textScalar({ source, start, end }, part.text) : undefined;
}

/** What nobody can tell from the files of the folder. */
function outside({ root, steps }: Reference): Reason {
  const written = [root, ...steps].join(".");
  if (root === "var") return { state: "unknown", because: `var.${steps[0] ?? ""} can be given from outside` };
  if (root === "module") return { state: "unknown", because: `${written} is an output, which is not followed` };
  if (root === "each" || root === "self") return { state: "unknown", because: `${written} differs from instance to instance` };
  const isSet = root.includes("_") || ["path", "terraform", "count", "data"].includes(root);
  return { state: isSet ? "opaque" : "unknown", because: `${written} is known ${whenever}` };
}
