import type { Found } from "../found.ts";
import { literalOf } from "../found.ts";
import type { Module } from "../core/module.ts";
import { childOf, descendants, type Node } from "../tree.ts";
import type { Expression } from "../expression.ts";
import { callsIn, extentOf, type Call } from "./calls.ts";
import type { Framework } from "./framework.ts";

/** `Figaro.env.stripe_key` asks for the variable in any case; with `!` it fails. */
function ofFigaro(call: Call): readonly Found[] {
  const { callee } = call;
  const table = callee.kind === "member" && callee.object.kind === "call" ? callee.object.callee : undefined;
  if (
    callee.kind !== "member" ||
    table?.kind !== "member" ||
    table.name !== "env" ||
    table.object.kind !== "name" ||
    table.object.name !== "Figaro"
  )
    return [];
  const method = childOf(call.node, "method") ?? call.node;
  const about = { at: extentOf(method), confidence: null, default: null, type: null };
  const variable = callee.name.replace(/[!?]$/, "").toUpperCase();
  return [{ variable, mode: callee.name.endsWith("!") ? "required" : callee.name.endsWith("?") ? "presence" : "optional", ...about }];
}

/** Figaro's gem. */
export const figaro: Framework = {
  id: "figaro",
  languages: ["ruby"],
  needs: /\bFigaro\.env\b/,
  declared: ({ module }) => ({ reads: callsIn(module).flatMap(ofFigaro), open: [] }),
};

interface Declared {
  readonly name: string;
  readonly at: Node;
  readonly default: Expression | null;
}

/** `attr_config :host, port: 3000`. */
function attributes(calls: readonly Call[]): readonly Declared[] {
  return named(calls, "attr_config").flatMap(({ arguments: given }) =>
    given.flatMap(({ name, value }): readonly Declared[] => {
      if (name !== null) return [{ name, at: value.node.parent ?? value.node, default: value }];
      return value.kind === "text" ? [{ name: value.text, at: value.node, default: null }] : [];
    }),
  );
}

function named(calls: readonly Call[], method: string): readonly Call[] {
  return calls.filter(({ callee }) => callee.kind === "name" && callee.name === method);
}

function firstText(calls: readonly Call[]): string | undefined {
  const value = calls[0]?.arguments[0]?.value;
  return value?.kind === "text" ? value.text : undefined;
}

/** What a class is configured as, if it does not say: `HerokuConfig` as "heroku". */
function ownName(node: Node, module: Module): string {
  const className = childOf(node, "name");
  const last = (className === undefined ? "" : module.textOf(className)).split("::").at(-1) ?? "";
  return last.replace(/Config$/, "").replaceAll(/([a-z\d])([A-Z])/g, "$1_$2");
}

/** A class of anyway_config reads HOST of `attr_config :host` as NAME_HOST. lib/anyway/config.rb */
function ofAnyway(node: Node, module: Module): readonly Found[] {
  const calls = callsIn(module, node);
  const prefix = firstText(named(calls, "env_prefix")) ?? firstText(named(calls, "config_name")) ?? ownName(node, module);
  const required = new Set(
    named(calls, "required").flatMap(({ arguments: given }) => given.flatMap(({ value }) => (value.kind === "text" ? [value.text] : []))),
  );
  return attributes(calls).map(({ name, at, default: instead }) => ({
    variable: `${prefix}_${name}`.toUpperCase(),
    at: extentOf(at),
    mode: instead !== null && instead.kind !== "null" ? "default" : required.has(name) ? "required" : "optional",
    confidence: null,
    default: literalOf(instead),
    type: null,
  }));
}

export const anywayConfig: Framework = {
  id: "anyway-config",
  languages: ["ruby"],
  needs: /\battr_config\b/,
  declared: ({ module }) => {
    const classes = [...descendants(module.tree.root)].filter(({ type, named: isNamed }) => type === "class" && isNamed);
    return {
      reads: classes
        .filter((node) => /<\s*(?:Anyway::Config|ApplicationConfig)\b/.test(module.textOf(node).slice(0, 200)))
        .flatMap((node) => ofAnyway(node, module)),
      open: [],
    };
  },
};
