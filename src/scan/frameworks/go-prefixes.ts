import type { Expression, ExpressionOf } from "../expression.ts";
import type { Found, FoundAll, Open } from "../found.ts";
import type { Module } from "../core/module.ts";
import type { Framework, View } from "./framework.ts";
import { callsIn } from "./calls.ts";
import { textsOf } from "./go/target.ts";

type Call = ExpressionOf<"call">;

const EMPTY: FoundAll = { reads: [], open: [] };

/** What a call reads, by the path of its function. */
const CALLS: Readonly<Record<string, (call: Call, view: View) => FoundAll>> = {
  // koanf: `env.Provider("APP_", ".", f)` of v1; `env.Provider(".", env.Opt{Prefix: "APP_"})` of v2.
  "github.com/knadh/koanf/providers/env.Provider": (call, view) => {
    const option = call.arguments.map(({ value }) => entry(value, "Prefix")).find((value) => value !== undefined);
    return openWith(call, option ?? (call.arguments[1]?.value.kind === "record" ? undefined : call.arguments[0]?.value), view, "");
  },
  "github.com/knadh/koanf/providers/env.ProviderWithValue": (call, view) => openWith(call, call.arguments[0]?.value, view, ""),
  // peterbourgon/ff: flag names in upper case behind PREFIX_.
  ...Object.fromEntries(
    ["github.com/peterbourgon/ff.WithEnvVarPrefix", "github.com/peterbourgon/ff/ffcli.WithEnvVarPrefix"].map((path) => [
      path,
      (call: Call, view: View) => openWith(call, call.arguments[0]?.value, view, "_"),
    ]),
  ),
  "github.com/peterbourgon/ff.WithEnvVarNoPrefix": (call, view) => openWith(call, undefined, view, ""),
  "github.com/peterbourgon/ff.WithEnvVars": (call, view) => openWith(call, undefined, view, ""),
  // The standard library: `$NAME` and `${NAME}` in a text.
  "os.ExpandEnv": expanded,
};

const NAMES: ReadonlySet<string> = new Set(Object.keys(CALLS).map((path) => path.slice(path.lastIndexOf(".") + 1)));

function openWith(call: Call, prefix: Expression | undefined, view: View, end: string): FoundAll {
  const texts = prefix === undefined ? [""] : (textsOf(prefix, view.module, view) ?? [""]);
  return { reads: [], open: texts.map((text): Open => ({ at: call.node, prefix: text === "" ? "" : text + end, suffix: "" })) };
}

function entry(record: Expression, name: string): Expression | undefined {
  return record.kind === "record" ? record.entries.find(({ key }) => key.kind === "name" && key.name === name)?.value : undefined;
}

/** os.Expand: a text that is not known may hold any variable. */
function expanded(call: Call, view: View): FoundAll {
  const given = call.arguments[0]?.value;
  const texts = given === undefined ? null : textsOf(given, view.module, view);
  if (given === undefined) return EMPTY;
  if (texts === null) return { reads: [], open: [{ at: given.node, prefix: "", suffix: "" }] };
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)].map(([, braced, plain]) => braced ?? plain ?? ""),
  );
  return {
    reads: names.map((variable): Found => ({ variable, at: given.node, mode: "optional", confidence: null, default: null, type: null })),
    open: [],
  };
}

/** A loop over the whole environment that picks names by their beginning: `for _, e := range os.Environ() { strings.HasPrefix(e, "APP_") }`. */
function enumerated(module: Module, view: View): readonly Open[] {
  if (!module.tree.text.includes("os.Environ()")) return [];
  return callsIn(module).flatMap((call): readonly Open[] => {
    const [subject, prefix] = call.arguments.map(({ value }) => value);
    const isAsked = call.callee.kind === "member" && call.callee.name === "HasPrefix" && isOfAll(subject, module, view);
    return isAsked
      ? (textsOf(prefix, module, view) ?? [""]).map((text) => ({ at: call.node, prefix: text.replace(/=$/, ""), suffix: "" }))
      : [];
  });
}

function isOfAll(subject: Expression | undefined, module: Module, { meanings }: View): boolean {
  const [definition] = subject?.kind === "name" ? module.definitionsAt(subject.name, subject.node) : [];
  const isEach = definition?.each === true && definition.value !== undefined;
  return isEach && meanings.of(module.lower(definition.value), module).path === "os.Environ()";
}

/** Libraries that read whatever begins with a prefix, and code that goes through the whole environment. */
export const goPrefixes: Framework = {
  id: "go-prefixes",
  languages: ["go"],
  needs: /knadh\/koanf|peterbourgon\/ff|ExpandEnv|os\.Environ\(\)/,
  declared(view) {
    const all = callsIn(view.module).map((call): FoundAll => {
      const { callee } = call;
      if (callee.kind !== "member" || !NAMES.has(callee.name)) return EMPTY;
      return CALLS[view.meanings.of(callee, view.module).path ?? ""]?.(call, view) ?? EMPTY;
    });
    return { reads: all.flatMap(({ reads }) => reads), open: [...all.flatMap(({ open }) => open), ...enumerated(view.module, view)] };
  },
};
