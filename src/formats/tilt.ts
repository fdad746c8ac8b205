import type { Source } from "../model/source.ts";
import { append } from "../text/append.ts";
import { type Lead, leadsOnly, leadTo } from "../text/platform/leads.ts";
import { gatheredFrom, type Gathered } from "../text/platform/variables.ts";
import { basename, type Format } from "./format.ts";

/**
 * A Tiltfile is a program in Starlark, which is not run. What it deploys by a path that is written out is named (Tilt docs, "Tiltfile API
 * Reference"). It is never looked for.
 */
export const tilt: Format = {
  id: "tilt",
  summary: "a Tiltfile, which only names what else is to be checked",
  unseen: "what it deploys: name the manifests, kustomizations and compose files in its place",
  globs: [],
  options: [],
  accepts: ({ path }) => /^Tiltfile(?:\.[^/]*)?$|\.tiltfile$/i.test(basename(path)),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

const deployed = new Map([
  ["k8s_yaml", "Tilt deploys this manifest"],
  ["kustomize", "Tilt deploys this kustomization"],
  ["docker_compose", "Tilt starts this compose project"],
]);

const chart = "Tilt deploys this chart; render it with its values and check what comes out: helm template … | envcheck check kubernetes:-";

function readSource(source: Source, { problems }: Gathered): void {
  const otherwise = "a Tiltfile is a program, which is not run; name the manifests or the compose file that it deploys as the target";
  append(problems, leadsOnly(source, leadsIn(source), otherwise).problems);
}

const call = /\b(k8s_yaml|kustomize|helm|docker_compose)[ \t]*\(\s{0,100}/g;
const literal = /\s{0,1000}(["'])([^"'\\\n]{1,500})\1\s{0,1000}([,\])])/y;

function leadsIn(source: Source): Lead[] {
  const leads: Lead[] = [];
  for (const match of source.text.matchAll(call)) {
    if (isComment(source.text, match.index)) continue;
    const what = deployed.get(match[1] ?? "");
    for (const { path, start } of literalsAt(source.text, match.index + match[0].length)) {
      const at = { source, start, end: start + path.length };
      leads.push(what === undefined ? { at, what: chart } : leadTo(at, path, what));
    }
  }
  return leads;
}

/** A path, or a list of them; anything else has to be run to be known. */
function* literalsAt(text: string, from: number): Generator<{ readonly path: string; readonly start: number }> {
  const isList = text[from] === "[";
  literal.lastIndex = isList ? from + 1 : from;
  for (let found = literal.exec(text); found !== null; found = literal.exec(text)) {
    const [whole, quote = "", path = "", behind] = found;
    yield { path, start: found.index + whole.indexOf(quote) + 1 };
    if (!isList || behind !== ",") return;
  }
}

function isComment(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf("\n", at) + 1, at).includes("#");
}
