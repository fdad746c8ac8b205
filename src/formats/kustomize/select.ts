import { compileRe2 } from "../../text/re2.ts";
import { get, type Node, textOf } from "../../text/yaml.ts";
import { effectiveNamespace, type Id, type Resource } from "./resource.ts";

/** A `target` or `select` of a kustomization (types.Selector): regular expressions for the parts of an identity, and selectors of labels and annotations. */
export interface Selector {
  /** Whether any identity fits that the resource has or had. */
  fits(resource: Resource): boolean;
  /** Whether a resource fits, by the identity it came with or the one it has. */
  selects(resource: Resource): boolean;
  /** Whether labels and annotations fit. */
  fitsLabels(resource: Resource): boolean;
  /** Whether it means a resource, by any identity that it has or had; labels alone mean one too. */
  rejects(resource: Resource): boolean;
}

type Test = (text: string) => boolean;

const always: Test = () => true;

/** Undefined where a part is no regular expression. */
export function selectorOf(node: Node | undefined): Selector | undefined {
  const texts = ["group", "version", "kind", "name", "namespace"].map((field) => textOf(get(node, field)) ?? "");
  const [group, version, kind, name, namespace] = texts.map(testOf);
  if (group === undefined || version === undefined || kind === undefined || name === undefined || namespace === undefined) return undefined;
  const isOpen = texts.every((text) => text === "");
  const hasLabels = ["labelSelector", "annotationSelector"].some((field) => textOf(get(node, field)) !== undefined);
  const labels = requirementsOf(textOf(get(node, "labelSelector")) ?? "");
  const annotations = requirementsOf(textOf(get(node, "annotationSelector")) ?? "");
  const isOfKind = (id: Id): boolean => group(id.group) && version(id.version) && kind(id.kind);
  const fitsLabels = ({ node: found }: Resource): boolean =>
    labels(get(found, "metadata", "labels")) && annotations(get(found, "metadata", "annotations"));
  const fits = (id: Id): boolean => isOfKind(id) && name(id.name) && namespace(id.namespace);
  return {
    fits: ({ ids }) => ids.some(fits),
    rejects: (resource) => (!isOpen && resource.ids.some(fits)) || (hasLabels && fitsLabels(resource)),
    fitsLabels,
    selects: (resource) => {
      const { id, original } = resource;
      return (
        isOfKind(id) &&
        (name(original.name) || name(id.name)) &&
        (namespace(original.namespace) || namespace(id.namespace)) &&
        fitsLabels(resource)
      );
    },
  };
}

function testOf(pattern: string): Test | undefined {
  if (pattern === "") return always;
  if (/^[A-Za-z0-9_-]+$/.test(pattern)) return (text) => text === pattern;
  return compileRe2(`^(?:${pattern})$`);
}

/** An identity that is given by exact names, as the source of a replacement and the object of a var are. */
export function exactly(node: Node | undefined): (id: Id) => boolean {
  const [kind, name] = ["kind", "name"].map((field) => textOf(get(node, field)) ?? "");
  const apiVersion = textOf(get(node, "apiVersion"))?.split("/") ?? [];
  const group = (apiVersion.length === 2 ? apiVersion[0] : textOf(get(node, "group"))) ?? "";
  const version = apiVersion.at(-1) ?? textOf(get(node, "version")) ?? "";
  const namespace = textOf(get(node, "namespace")) ?? "";
  return (id) =>
    (group === "" || group === id.group) &&
    (version === "" || version === id.version) &&
    (kind === "" || kind === id.kind) &&
    (name === "" || name === id.name) &&
    (namespace === "" || effectiveNamespace(id.group, id.kind, namespace) === id.namespace);
}

type Requirement = (labels: Node | undefined) => boolean;

/** A selector as `kubectl -l` takes it: `app=auth,tier!=web,env in (a, b),!debug`. */
function requirementsOf(text: string): Requirement {
  if (text.trim() === "") return unselective;
  const all = text.split(/,(?![^(]*\))/).map(requirementOf);
  return (labels) => all.every((requirement) => requirement(labels));
}

const unselective: Requirement = () => true;

function requirementOf(text: string): Requirement {
  const [, key = "", not, list] = /^\s*([^\s=!,]+)\s+(not)?in\s*\(([^)]*)\)\s*$/.exec(text) ?? [];
  if (list !== undefined) {
    const values = new Set(list.split(",").map((value) => value.trim()));
    return (labels) => values.has(textIn(labels, key) ?? "\0") !== (not !== undefined);
  }
  const [, name = "", operator, value = ""] = /^([^\s=!]+)\s*(==?|!=)\s*(.*)$/.exec(text.trim()) ?? [];
  if (operator !== undefined) return (labels) => (textIn(labels, name) === value) !== (operator === "!=");
  const bare = text.trim();
  if (bare.startsWith("!")) return (labels) => get(labels, bare.slice(1)) === undefined;
  return (labels) => get(labels, bare) !== undefined;
}

function textIn(labels: Node | undefined, key: string): string | undefined {
  const node = get(labels, key);
  return node?.kind === "scalar" ? node.text : undefined;
}
