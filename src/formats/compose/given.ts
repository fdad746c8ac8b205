import type { Binding } from "../../model/binding.ts";
import { opaque, type Value } from "../../model/value.ts";
import { type Gap, get, isText, itemsOf, type Mapping, placeOf, textOf, type Tree } from "./tree.ts";

/** What a key of a service names, as a list or as a mapping with settings. */
interface Named {
  readonly name: string | undefined;
  readonly at: Gap["at"];
  readonly settings?: Tree;
}

function namedIn(tree: Tree | undefined): readonly Named[] {
  if (tree?.kind === "mapping") return [...tree.entries].map(([name, { key, value }]) => ({ name, at: key, settings: value }));
  return itemsOf(tree).map((item) => ({ name: textOf(item), at: placeOf(item) }));
}

/** What docker compose tells a service of the models that it names, over all that the files set (docker compose pkg/compose/model.go). */
export function modelVariables(service: Mapping, models: Tree | undefined): Binding[] {
  return namedIn(get(service, "models")).flatMap(({ name, at, settings }): Binding[] => {
    if (name === undefined) return [];
    const prefix = name.toUpperCase().replaceAll("-", "_");
    return [
      { name: textOf(get(settings, "model_var")) || `${prefix}_MODEL`, value: modelCalled(get(models, name, "model")), at },
      { name: textOf(get(settings, "endpoint_var")) || `${prefix}_URL`, value: opaque("docker compose asks its model runner for it"), at },
    ];
  });
}

function modelCalled(model: Tree | undefined): Value {
  return isText(model) && model.value.state !== "absent" ? model.value : opaque("docker compose names the model");
}

/** A provider is a program, which sets variables of the services that depend on it (docker compose pkg/compose/plugins.go). */
export function providersOf(service: Mapping, services: Tree | undefined): Gap[] {
  return namedIn(get(service, "depends_on")).flatMap(({ name = "", at }) =>
    get(services, name, "provider") === undefined ? [] : [{ at, because: `the provider ${name} sets variables of its own` }],
  );
}
