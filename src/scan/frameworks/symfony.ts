import type { Module } from "../core/module.ts";
import type { Expression } from "../expression.ts";
import { literalOf, type Found, type Given } from "../found.ts";
import { environmentRead, environmentReads } from "../symfony.ts";
import type { Node } from "../tree.ts";
import { callsIn, type Call } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

/** symfony/dependency-injection in PHP: `%env(NAME)%` in texts, `env("NAME")` of the configurators, and the attribute Autowire; symfony/runtime gives the front controller its `$context`. */
export const symfony: Framework = {
  id: "symfony",
  languages: ["php"],
  needs: /%env\(|env\(\w+\)|Autowire\b|Loader\\Configurator\\|autoload_runtime/,
  declared(view) {
    const { module } = view;
    const reads = module.candidates.flatMap((node) => [...inText(node, module), ...inContext(node, module)]);
    const calls = callsIn(module);
    return {
      reads: [...reads, ...calls.flatMap((call) => [...configured(call, view), ...attribute(call)])],
      open: [],
      gives: calls.flatMap((call) => parameterOf(call, module)),
    };
  },
};

const TEXTS: ReadonlySet<string> = new Set(["string", "encapsed_string", "heredoc_body", "nowdoc_body"]);

function inText(node: Node, module: Module): readonly Found[] {
  return TEXTS.has(node.type) ? environmentReads(module.textOf(node), node.start) : [];
}

/** `return fn (array $context) => new Kernel($context["APP_ENV"], …)`: the runtime has a value of its own for both of its variables. */
function inContext(node: Node, module: Module): readonly Found[] {
  const expression = module.lower(node);
  if (
    expression.kind !== "index" ||
    expression.object.kind !== "name" ||
    expression.object.name !== "$context" ||
    expression.key.kind !== "text"
  )
    return [];
  if (!module.tree.text.includes("autoload_runtime")) return [];
  const { node: key, text: variable } = expression.key;
  const at = { start: key.start + 1, end: key.end - 1 };
  return [{ variable, at, mode: "optional", confidence: null, default: null, type: null, takes: { parameter: null } }];
}

const CONFIGURATOR = "Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\env";

/** `env("NAME")->int()->default("parameter")`: every method is a processor. */
function configured(call: Call, { module, meanings }: View): readonly Found[] {
  const [given] = call.arguments;
  const { path } = meanings.of(call.callee, module);
  if (given?.value.kind !== "text" || (path !== `${CONFIGURATOR}.env` && path !== CONFIGURATOR)) return [];
  const processors = processorsOn(call, module);
  const { node: key, text } = given.value;
  const read = environmentRead([...processors, text].join(":"), 0);
  if (read === undefined) return [];
  return [{ ...read, at: { start: key.end - 1 - read.variable.length, end: key.end - 1 } }];
}

function processorsOn(call: Call, module: Module): readonly string[] {
  const found: string[] = [];
  for (let { parent } = call.node; parent?.type === "member_call_expression"; { parent } = parent) {
    const method = module.lower(parent);
    if (method.kind !== "call" || method.callee.kind !== "member") break;
    const given = method.arguments.map(({ value }) => (value.kind === "text" ? value.text : ""));
    found.unshift(method.callee.name, ...(method.callee.name === "default" || method.callee.name === "key" ? [given[0] ?? ""] : []));
  }
  return found;
}

/** `#[Autowire(env: "int:NAME")]`. */
function attribute({ callee, arguments: given, node }: Call): readonly Found[] {
  if (node.type !== "attribute" || callee.kind !== "name" || callee.name !== "Autowire") return [];
  return given.flatMap(({ name, value }) => {
    const read = name === "$env" && value.kind === "text" ? environmentRead(value.text, value.node.start + 1) : undefined;
    return read === undefined ? [] : [read];
  });
}

/** `$parameters->set("env(NAME)", "default")`, `$container->setParameter(…)`. */
function parameterOf({ callee, arguments: given }: Call, module: Module): readonly Given[] {
  const [name, value] = given.map((one) => one.value);
  if (callee.kind !== "member" || name?.kind !== "text" || value === undefined) return [];
  const isParameters = callee.name === "setParameter" || (callee.name === "set" && /parameters/i.test(module.textOf(callee.object.node)));
  return isParameters ? [{ kind: "parameter", name: name.text, value: literalWithout(value) }] : [];
}

const literalWithout = (value: Expression): Given["value"] => {
  const literal = literalOf(value);
  return literal?.text.includes("%") === true ? null : literal;
};
