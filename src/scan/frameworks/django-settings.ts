import { literalOf } from "../found.ts";
import type { Framework } from "./framework.ts";

/** django.conf.Settings: an empty SECRET_KEY raises ImproperlyConfigured, so that one taken from the environment without a default must be there. */
export const djangoSettings: Framework = {
  id: "django-settings",
  languages: ["python"],
  needs: /\bINSTALLED_APPS\b/,
  declared: ({ module, meanings }) => {
    const reads = (module.definitions.get("SECRET_KEY") ?? []).flatMap(({ value, node }) => {
      const expression = value === undefined || module.functionAround(node) !== undefined ? undefined : module.lower(value);
      if (expression?.kind !== "call" || expression.arguments.length !== 1) return [];
      const { path } = meanings.of(expression.callee, module);
      const name = literalOf(expression.arguments[0]?.value ?? null);
      if ((path !== "os.environ.get" && path !== "os.getenv") || name?.of !== "string") return [];
      const at = expression.arguments[0]?.value.node ?? expression.node;
      return [
        {
          variable: name.text,
          at: { start: at.start + 1, end: at.end - 1 },
          mode: "required" as const,
          confidence: "guarded" as const,
          default: null,
          type: null,
        },
      ];
    });
    return { reads, open: [] };
  },
};
