import type { Span } from "../../model/source.ts";
import { reasonOf } from "../../text/hcl/unresolved.ts";
import type { View } from "../../text/hcl/view.ts";
import type { Gathered } from "../../text/platform/variables.ts";
import { instanceOf } from "./resource.ts";

/** Arguments of a module that can only be variables of a container or function. */
const certain =
  /(?:^|_)(?:env(?:ironment)?_(?:vars?|variables?)|container_(?:env(?:ironment)?|definitions?)|map_environment|app_settings)$/;
/** Arguments that are so where they hold a map or a list, and else mostly the name of a stage. */
const likely = /^(?:.+_)?(?:env|envs|environment|environments)$/;

/** What a module makes of the variables that it is called with is for the module to say. */
export function readCall(view: View, gathered: Gathered): void {
  const at = environmentOf(view);
  if (at === undefined) return;
  const name = view.labels[0] ?? "";
  gathered.workloads.push({
    ...instanceOf(view, { address: `module.${name}`, names: [name] }),
    list: at,
    layers: [{ kind: "opening", at, because: "what its module makes of this is not followed" }],
  });
}

function environmentOf(view: View): Span | undefined {
  const found = view.arguments().find(({ name, argument: { node } }) => {
    const isSeen = reasonOf(node) === undefined;
    if (certain.test(name)) return !isSeen || node.kind !== "scalar";
    return likely.test(name) && node.kind !== "scalar";
  });
  return found?.argument.at;
}

/** Whether a text calls a module with something that may be variables. */
export function callsWithVariables(text: string): boolean {
  return (
    /^[ \t]*module[ \t]+"/m.test(text) && /^[ \t]*\w*(?:env|environment|vars?|variables?|definitions?|app_settings)[ \t]*=/m.test(text)
  );
}
