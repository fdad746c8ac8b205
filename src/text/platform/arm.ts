import { known, unknown, type Value } from "../../model/value.ts";
import { get, itemsOf, type Node, pairsOf, textOf } from "../yaml.ts";

/** Whether Azure Resource Manager works a text out: `[parameters('x')]`. A second bracket in front makes it a plain text. */
export function isExpression(text: string): boolean {
  return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
}

/** A value of a template; its API takes nothing but text there. */
export function armText(node: Node): Value {
  if (node.kind !== "scalar" || node.style === "plain") return unknown("it is no text");
  const { text } = node;
  if (isExpression(text)) return unknown("its expression is worked out when the template is deployed");
  return known(text.startsWith("[[") && text.endsWith("]") ? text.slice(1) : text);
}

/** Every resource of a template, those in others and in nested deployments included; a template may list them, or give each a name. */
export function resourcesOf(template: Node | undefined): readonly Node[] {
  const found: Node[] = [];
  const left = [template];
  for (const node of left) {
    const resources = get(node, "resources");
    const here = resources?.kind === "mapping" ? pairsOf(resources).map(({ value }) => value) : itemsOf(resources);
    for (const resource of here) {
      found.push(resource);
      left.push(resource);
      if (textOf(get(resource, "type")) === "Microsoft.Resources/deployments") left.push(get(resource, "properties", "template"));
    }
  }
  return found;
}
