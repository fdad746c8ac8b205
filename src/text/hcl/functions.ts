import { isSource, type Source } from "../../model/source.ts";
import { dirname, joinPath } from "../path.ts";
import type { Node, Pair } from "../yaml-node.ts";
import type { Evaluation, Frame } from "./scope.ts";
import { jsonOf } from "./json-text.ts";
import type { Call, Expression } from "./node.ts";
import { fileTemplate } from "./template-file.ts";
import { isNothing, knownText, type Origin, reasonOf, textScalar, unresolved } from "./unresolved.ts";

/** What a call is worked out with. */
export interface Calling {
  readonly evaluator: Evaluation;
  readonly frame: Frame;
  readonly origin: Origin;
}

type Apply = (operands: readonly Node[], calling: Calling, call: Call) => Node | undefined;

const first: Apply = ([operand]) => operand;

const functions = new Map<string, Apply>([
  ["merge", merge],
  ["concat", concat],
  ["tomap", first],
  ["tolist", first],
  ["sensitive", first],
  ["nonsensitive", first],
  ["tostring", asText],
  ["jsonencode", encode],
  ["jsondecode", ([operand], { evaluator }) => operand && jsonOf(operand, evaluator, [])],
  ["file", readFile],
  ["templatefile", fillFile],
]);

/** Functions whose result is surely a text, which may be empty. */
const certain = new Set(
  (
    "abspath base64encode base64gzip base64sha256 base64sha512 basename bcrypt chomp dirname filebase64 format formatdate indent join jsonencode lower " +
    "md5 pathexpand replace sha1 sha256 sha512 strrev substr timestamp title trim trimprefix trimspace trimsuffix upper urlencode uuid " +
    "uuidv5 yamlencode"
  ).split(" "),
);

/** Functions are not worked out, but for those that put literals together. */
export function callFunction(call: Call, calling: Calling): Node {
  const { evaluator, frame, origin } = calling;
  const apply = functions.get(call.name);
  const operands =
    apply === undefined
      ? []
      : spread(
          call.operands.map((operand) => evaluator.evaluate(operand, frame)),
          call.spreads,
        );
  return (
    apply?.(operands, calling, call) ??
    unresolved(origin, {
      state: certain.has(call.name) ? "opaque" : "unknown",
      because: `${call.name}() is worked out ${evaluator.scope.whenever}`,
    })
  );
}

function spread(operands: readonly Node[], spreads: boolean): readonly Node[] {
  const last = operands.at(-1);
  return spreads && last?.kind === "sequence" ? [...operands.slice(0, -1), ...last.items] : operands;
}

/** The later map wins; where one is out of sight, it may have any name, those of the maps before it too. */
function merge(operands: readonly Node[], { evaluator, origin }: Calling): Node | undefined {
  const pairs: Pair[] = [];
  for (const operand of operands) {
    const found = isNothing(operand) ? [] : pairsOrHidden(operand);
    if (found === undefined || !evaluator.spend(found.length)) return undefined;
    for (const pair of found) pairs.push(pair);
  }
  return { kind: "mapping", ...origin, tag: undefined, pairs: [...laidOver(pairs, origin)] };
}

function laidOver(pairs: readonly Pair[], origin: Origin): Iterable<Pair> {
  const hidden = pairs.findLastIndex(({ key }) => reasonOf(key) !== undefined);
  const over = unresolved(origin, {
    state: "unknown",
    because: `another map is laid over it: ${reasonOf(pairs[hidden]?.key)?.because ?? ""}`,
  });
  const found = new Map<string | Pair, Pair>();
  for (const [index, pair] of pairs.entries()) {
    const name = knownText(pair.key) ?? pair;
    found.delete(name);
    found.set(name, index < hidden && name !== pair ? { key: pair.key, value: over } : pair);
  }
  return found.values();
}

/** What is out of sight is one pair whose name is not known. */
function pairsOrHidden(operand: Node): readonly Pair[] | undefined {
  if (operand.kind === "mapping") return operand.pairs;
  return reasonOf(operand) === undefined ? undefined : [{ key: operand, value: operand }];
}

function concat(operands: readonly Node[], { evaluator, origin }: Calling): Node | undefined {
  const items = operands.flatMap((operand) => (operand.kind === "sequence" ? operand.items : [operand]));
  return evaluator.spend(items.length) ? { kind: "sequence", ...origin, tag: undefined, items } : undefined;
}

function asText([operand]: readonly Node[], { origin }: Calling): Node | undefined {
  const text = knownText(operand);
  return text === undefined ? operand : textScalar(origin, text);
}

function encode([operand]: readonly Node[], { evaluator, origin }: Calling): Node | undefined {
  if (operand === undefined) return undefined;
  const text = unresolved(origin, { state: "opaque", because: `jsonencode() is worked out ${evaluator.scope.whenever}` });
  evaluator.encoded.set(text, operand);
  return text;
}

function readFile(_: readonly Node[], calling: Calling, call: Call): Node | undefined {
  const source = fileOf(call.operands[0], calling);
  if (source === undefined) return undefined;
  const { text } = source;
  if (!calling.evaluator.spend(text.length)) return undefined;
  const end = text.length;
  const node = textScalar({ source, start: 0, end }, text);
  const parts = [{ kind: "text" as const, text, start: 0, end }];
  calling.evaluator.templates.set(node, { template: { kind: "template", start: 0, end, parts, directs: false }, frame: { source } });
  return node;
}

function fillFile([, given]: readonly Node[], calling: Calling, call: Call): Node | undefined {
  const source = fileOf(call.operands[0], calling);
  const template = source && fileTemplate(source);
  if (source === undefined || template === undefined || !calling.evaluator.spend(source.text.length)) return undefined;
  const variables: Node = given?.kind === "mapping" ? given : { kind: "mapping", ...calling.origin, tag: undefined, pairs: [] };
  return calling.evaluator.evaluate(template, { source, given: variables });
}

/** A file below the folder of the module, if its path is literal. */
function fileOf(path: Expression | undefined, { evaluator, frame }: Calling): Source | undefined {
  if (path?.kind !== "template") return undefined;
  const [head, ...rest] = path.parts;
  const isOwn = head?.kind === "interpolation" && head.expression.kind === "reference" && isModule(head.expression);
  const text = knownText(evaluator.evaluate(isOwn ? { ...path, parts: rest } : path, frame));
  if (text === undefined || (!isOwn && text.startsWith("/"))) return undefined;
  const found = evaluator.scope.read(joinPath(dirname(frame.source.path), text.replace(/^\/+/, "")));
  return isSource(found) ? found : undefined;
}

function isModule({ root, steps }: { readonly root: string; readonly steps: readonly string[] }): boolean {
  return root === "path" && steps.length === 1 && steps[0] === "module";
}
