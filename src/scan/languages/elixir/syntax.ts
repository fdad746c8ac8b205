import { childOf, namedChildren, type Node } from "../../tree.ts";
import type { Lowering } from "../language.ts";
import { parts } from "../lowering.ts";

/** What a call without a module is called: "if", "def", "get_env!". */
export function calledName(node: Node, lowering: Lowering): string {
  const target = node.type === "call" ? childOf(node, "target") : undefined;
  return target?.type === "identifier" ? lowering.textOf(target) : "";
}

export const DEFINES: ReadonlySet<string> = new Set(["def", "defp", "defmacro", "defmacrop"]);

/** The arguments of a call, without the keywords at the end. */
export function argumentsOf(node: Node): readonly Node[] {
  const given = namedChildren(node).find(({ type }) => type === "arguments");
  return given === undefined ? [] : parts(given);
}

export const positional = (node: Node): readonly Node[] => argumentsOf(node).filter(({ type }) => type !== "keywords");

export const blockOf = (node: Node): Node | undefined => node.children.find(({ type }) => type === "do_block");

export interface Pair {
  readonly key: string;
  readonly value: Node;
}

/** `a: 1, "b": 2`. */
export function pairsOf(keywords: Node, lowering: Lowering): readonly Pair[] {
  return parts(keywords).flatMap((pair): readonly Pair[] => {
    const [key, value] = [childOf(pair, "key"), childOf(pair, "value")];
    if (pair.type !== "pair" || key === undefined || value === undefined) return [];
    return [{ key: lowering.textOf(key).trim().replace(/:$/, "").replaceAll('"', ""), value }];
  });
}

/** The value of a keyword argument: `do: …`. */
export function keywordOf(node: Node, name: string, lowering: Lowering): Node | undefined {
  const keywords = argumentsOf(node).find(({ type }) => type === "keywords");
  return keywords === undefined ? undefined : pairsOf(keywords, lowering).find(({ key }) => key === name)?.value;
}

/** The two bodies of `if` and `unless`, however they are written. */
export function bodiesOf(node: Node, lowering: Lowering): readonly [yes: Node | undefined, no: Node | undefined] {
  const block = blockOf(node);
  if (block === undefined) return [keywordOf(node, "do", lowering), keywordOf(node, "else", lowering)];
  return [block, block.children.find(({ type }) => type === "else_block")];
}

/** The operator of two sides. */
export function signOf(node: Node): string {
  return node.type === "binary_operator" ? (childOf(node, "operator")?.type ?? "") : "";
}

/** The call that the value before `|>` is passed to, and the pipe, by the call. */
export function pipeInto(node: Node): Node | undefined {
  const { parent } = node;
  return parent !== null && signOf(parent) === "|>" && childOf(parent, "right") === node ? parent : undefined;
}

/** The head of a function: `name(a, b \\ 1)` of `def name(a, b \\ 1) when is_binary(a)`. */
export function headOf(definition: Node): Node | undefined {
  const [first] = argumentsOf(definition);
  return first !== undefined && signOf(first) === "when" ? childOf(first, "left") : first;
}

/** Whether a call is only written so: what a definition defines. */
export function isHead(node: Node, lowering: Lowering): boolean {
  const list = node.parent !== null && signOf(node.parent) === "when" ? node.parent.parent : node.parent;
  const definition = list?.type === "arguments" ? list.parent : null;
  return definition !== null && DEFINES.has(calledName(definition, lowering)) && headOf(definition) === node;
}

/** The definition whose body a block, or a list of keywords, is. */
export function definitionOf(body: Node, lowering: Lowering): Node | undefined {
  const around = body.type === "keywords" ? (body.parent?.parent ?? null) : body.parent;
  return around !== null &&
    DEFINES.has(calledName(around, lowering)) &&
    (body.type === "do_block" || keywordOf(around, "do", lowering) !== undefined)
    ? around
    : undefined;
}

/** What a function in place is given each element of: the list of `Enum.map(list, fn x -> … end)`, also where that is piped. */
export function listFor(closure: Node, lowering: Lowering): Node | undefined {
  const call = closure.parent?.type === "arguments" ? closure.parent.parent : null;
  const target = call === null ? undefined : childOf(call, "target");
  if (call === null || target?.type !== "dot" || !EACH.test(lowering.textOf(target))) return undefined;
  const pipe = pipeInto(call);
  return pipe === undefined ? argumentsOf(call)[0] : childOf(pipe, "left");
}

const EACH = /^(?:Enum|Stream|Map|Task)\.(?:map\w*|flat_map\w*|each|filter|reject|find\w*|reduce\w*|into|new|all\?|any\?|async_stream)$/;
