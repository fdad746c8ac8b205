import { append } from "../../text/append.ts";
import { isSource } from "../../model/source.ts";
import { get, itemsOf, type Node, spanOf, textOf } from "../../text/yaml.ts";
import { joinPath } from "../format.ts";
import type { Layer } from "./patches.ts";
import type { FieldSpec } from "./references.ts";

/** What `configurations` add to where kustomize looks for names and vars. */
export interface Configured {
  readonly references: Map<string, FieldSpec[]>;
  readonly vars: FieldSpec[];
}

/** Reads the files that `configurations` names. */
export function readConfigurations({ session, source, folder }: Layer, list: Node | undefined, into: Configured): void {
  for (const item of itemsOf(list)) {
    const found = session.file(joinPath(folder, textOf(item) ?? ""));
    if (!isSource(found)) {
      session.problem(spanOf(source, item), `the configuration ${found.path} ${found.because}`);
      continue;
    }
    for (const root of session.documents(found)) {
      for (const reference of itemsOf(get(root, "nameReference"))) {
        const kind = textOf(get(reference, "kind")) ?? "";
        into.references.set(kind, [...(into.references.get(kind) ?? []), ...specsIn(get(reference, "fieldSpecs"))]);
      }
      append(into.vars, specsIn(get(root, "varReference")));
    }
  }
}

function specsIn(list: Node | undefined): FieldSpec[] {
  return itemsOf(list).map((item) => ({
    kind: textOf(get(item, "kind")) ?? "",
    path: (textOf(get(item, "path")) ?? "").split("/").map((part) => part.replace(/\[\]$/, "")),
  }));
}
