import { append } from "../text/append.ts";
import type { Layer, Scope } from "../model/binding.ts";
import { Sealed } from "../model/sealed.ts";
import type { Source } from "../model/source.ts";
import { type Lookup, type Reference, type Template, unknown, type Written } from "../model/value.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { jsonLike, settledText } from "../text/platform/settled.ts";
import { emptyGathered, type Gathered, layerOf, placeOf, type Variable, variablesOfMapping } from "../text/platform/variables.ts";
import { get, itemsOf, type Node, pairOf, spanOf, textOf } from "../text/yaml.ts";
import { basename, type Format } from "./format.ts";

/**
 * Development containers: `containerEnv`, and over it `remoteEnv`, which only what the editor starts has. It is never looked for, since nothing is
 * deployed from it.
 */
export const devcontainer: Format = {
  id: "devcontainer",
  summary: "devcontainer.json",
  unseen: "what features, the compose file and the image set",
  globs: [],
  options: [],
  accepts: ({ path }) => /^\.?devcontainer\.json$/.test(basename(path)),
  read: ({ sources }, { shell }) => {
    const gathered = emptyGathered();
    for (const source of sources) readSource(source, shell, gathered);
    return { sources, bundles: new Map(), ...gathered };
  },
};

function readSource(source: Source, shell: Lookup, gathered: Gathered): void {
  const { root, problems } = jsonDocument(source, { comments: true });
  append(gathered.problems, problems);
  if (root === undefined) return;
  const named = get(root, "name");
  const name = textOf(named);
  const list = pairOf(root, "containerEnv") ?? pairOf(root, "remoteEnv");
  const image = get(root, "image");
  const imageName = textOf(image);
  gathered.workloads.push({
    address: "devcontainer",
    names: name === undefined ? ["devcontainer"] : ["devcontainer", name],
    at: named === undefined ? placeOf(source, root) : spanOf(source, named),
    main: true,
    layers: [
      ...openingsOf(source, root),
      ...["containerEnv", "remoteEnv"].map((key) => variablesOf(source, get(root, key), { shell, gathered })),
    ],
    ...(list && { list: spanOf(source, list.key) }),
    ...(image && imageName !== undefined && { image: { name: imageName, at: spanOf(source, image) } }),
  });
}

function openingsOf(source: Source, root: Node): Layer[] {
  const hasFlags = itemsOf(get(root, "runArgs")).some((item) => /^(?:-e|--env(?:-file)?)(?:=|$)|^-e./.test(textOf(item) ?? ""));
  const reasons: readonly (readonly [string, string])[] = [
    ["dockerComposeFile", "the service of its compose project sets more; name that file as a target"],
    ["build", "the image that it builds may set more"],
    ["dockerFile", "the image that it builds may set more"],
    ["features", "its features may set more"],
    ...(hasFlags ? [["runArgs", "its arguments for docker run set more"] as const] : []),
  ];
  return reasons.flatMap(([key, because]): Layer[] => {
    const pair = pairOf(root, key);
    return pair === undefined ? [] : [{ kind: "opening", at: spanOf(source, pair.key), because }];
  });
}

function variablesOf(source: Source, node: Node | undefined, { shell, gathered }: { shell: Lookup; gathered: Gathered }): Layer {
  return { ...layerOf(variablesOfMapping(source, node, gathered.problems), valueOf, gathered.facts), scope: scopeOf(shell) };
}

const variable = /\$\{([^{}]*)\}/g;

/** Null in `remoteEnv` unsets; anything in `${…}` is put in by the tool. */
function valueOf({ value }: Variable): Written {
  const settled = settledText(value, jsonLike);
  if (settled.state !== "known" || value.kind !== "scalar" || !value.text.includes("${")) return settled;
  const template: Template[number][] = [];
  let from = 0;
  for (const match of value.text.matchAll(variable)) {
    template.push(new Sealed(value.text.slice(from, match.index)), referenceOf(match[1] ?? ""));
    from = match.index + match[0].length;
  }
  return { state: "template", template: [...template, new Sealed(value.text.slice(from))] };
}

/** `localEnv:NAME:default`; the default counts only where NAME is not set at all (devcontainers/cli, variableSubstitution.ts). */
function referenceOf(inside: string): Reference {
  const [kind = "", name = "", fallback] = inside.split(":");
  const operand = fallback === undefined ? undefined : [new Sealed(fallback)];
  return { name: `${kind === "env" ? "localEnv" : kind}:${name}`, ...(operand && { operator: "-" as const, operand }) };
}

/** The names of references carry where they are looked up. */
function scopeOf(shell: Lookup): Scope {
  return (name, before) => {
    const colon = name.indexOf(":");
    const [kind, wanted] = [name.slice(0, colon), name.slice(colon + 1)];
    if (kind === "localEnv") return shell(wanted);
    if (kind !== "containerEnv") return unknown("the tool that starts the container fills it in");
    const value = before(wanted);
    return value.state === "absent" ? unknown("the image of the container may set what it refers to") : value;
  };
}
