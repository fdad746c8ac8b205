import type { ConfiguredSuppression } from "../model/config.ts";
import { isDay } from "../text/day.ts";
import { itemsOf } from "../text/yaml.ts";
import { type Field, fieldsOf, keySpan, textIn, textsIn } from "./fields.ts";

/** The list of `suppressions`; an item that lacks what it needs is left out, and told by the shape. */
export function suppressionsIn(field: Field | undefined): readonly ConfiguredSuppression[] {
  return itemsOf(field?.value).flatMap((node) => {
    const fields = field === undefined ? new Map<string, Field>() : fieldsOf(field.source, node);
    const [rule, reason, until] = [fields.get("rule"), textIn(fields.get("reason")), textIn(fields.get("until"))];
    if (rule === undefined || reason === undefined || (until !== undefined && !isDay(until))) return [];
    return [
      {
        rules: textsIn(rule) ?? [],
        variables: textsIn(fields.get("variable")) ?? [],
        globs: textsIn(fields.get("path")),
        service: textIn(fields.get("service")),
        stage: textIn(fields.get("stage")),
        reason,
        until,
        at: keySpan(rule),
      },
    ];
  });
}
