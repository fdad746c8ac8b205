import type { ExpressionOf } from "../expression.ts";
import { literalOf, type Found } from "../found.ts";
import type { Definition } from "../languages/language.ts";
import { extentOf } from "./calls.ts";
import type { Framework, View } from "./framework.ts";

/** django.conf.Settings: an empty SECRET_KEY raises ImproperlyConfigured, so that one taken from the environment without a default must be there. */
export const djangoSettings: Framework = {
  id: "django-settings",
  languages: ["python"],
  needs: /\bINSTALLED_APPS\b/,
  declared: (view) => ({ reads: (view.module.definitions.get("SECRET_KEY") ?? []).flatMap((setting) => readBy(setting, view)), open: [] }),
};

const READERS: ReadonlySet<string> = new Set(["os.environ.get", "os.getenv"]);

function readBy(setting: Definition, view: View): readonly Found[] {
  const call = callIn(setting, view);
  const [given, ...others] = call?.arguments ?? [];
  const name = literalOf(given?.value ?? null);
  if (call === undefined || given === undefined || others.length > 0 || name?.of !== "string") return [];
  if (!READERS.has(view.meanings.of(call.callee, view.module).path ?? "")) return [];
  return [{ variable: name.text, at: extentOf(given.value.node), mode: "required", confidence: "guarded", default: null, type: null }];
}

/** What a setting of the whole module is made by. */
function callIn({ value, node }: Definition, { module }: View): ExpressionOf<"call"> | undefined {
  if (value === undefined || module.functionAround(node) !== undefined) return undefined;
  const expression = module.lower(value);
  return expression.kind === "call" ? expression : undefined;
}
