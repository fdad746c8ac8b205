import { isSource, type Source, type Span } from "../../model/source.ts";
import { get, itemsOf, type Mapping, type Node, spanOf, textOf } from "../../text/yaml.ts";
import { dirname, joinPath } from "../format.ts";
import { type Configured, readConfigurations } from "./configurations.ts";
import { checkedFields } from "./fields.ts";
import { generate } from "./generate.ts";
import { folderAt, isRemote, type Session } from "./loader.ts";
import { affix, label, setNamespace } from "./naming.ts";
import { resourcesIn } from "./objects.ts";
import { applyMergePatches, applyPatches, type Layer, settle } from "./patches.ts";
import { addHashes, fixReferences } from "./references.ts";
import { applyReplacements } from "./replace.ts";
import type { Resource } from "./resource.ts";
import { Resources } from "./resources.ts";
import { isSet } from "./tree.ts";
import { noteVars, resolveVars, type Var } from "./vars.ts";

/** Layers that each name the next one twice would otherwise be built without end. */
const mostVisits = 2000;

/** What a build has besides its objects. */
interface Accumulated {
  readonly vars: Map<string, Var>;
  readonly configured: Configured;
}

/** One kustomization that is being built: those that lead to it are its trail. */
interface Visit {
  readonly source: Source;
  readonly trail: readonly string[];
}

/** Builds kustomizations as `kustomize build` does (api/internal/target/kusttarget.go), as far as environments hang on it. */
export class Build {
  readonly #session: Session;
  readonly #accumulated: Accumulated = { vars: new Map(), configured: { references: new Map(), vars: [] } };
  #visits = 0;
  /** Why something is not seen. */
  #unseen: string | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Every object that the kustomization comes to. */
  run(source: Source): readonly Resource[] {
    const resources = new Resources();
    const folder = dirname(source.path);
    this.#accumulate({ source, trail: [folder] }, resources, false);
    const layer = this.#layer(source, folder, resources);
    addHashes(layer);
    fixReferences(layer, this.#accumulated.configured.references);
    resolveVars(layer, this.#accumulated.vars, this.#accumulated.configured.vars);
    for (const resource of resources.list) settle(this.#session, resource, false);
    return resources.list.filter(({ node }) => !isLocal(node));
  }

  #layer(source: Source, folder: string, resources: Resources): Layer {
    return { session: this.#session, source, folder, resources, unseen: this.#unseen };
  }

  #accumulate({ source, trail }: Visit, resources: Resources, isComponent: boolean): void {
    const session = this.#session;
    const folder = dirname(source.path);
    const [document] = session.documents(source);
    const root = checkedFields(session, source, document);
    const isOne = textOf(get(root, "kind")) === "Component";
    if (isOne !== isComponent && trail.length > 1) {
      session.problem(
        { source, start: 0, end: 0 },
        isOne ? "a component belongs under components" : "what stands under components must be of kind Component",
      );
    }
    for (const field of ["resources", "bases"])
      for (const item of itemsOf(get(root, field))) this.#resource(item, { source, trail }, resources);
    readConfigurations(this.#layer(source, folder, resources), get(root, "configurations"), this.#accumulated.configured);
    const layer = this.#layer(source, folder, resources);
    generate(layer, "ConfigMap", root);
    generate(layer, "Secret", root);
    this.#generators(root);
    for (const item of itemsOf(get(root, "components"))) this.#component(item, { source, trail }, resources);
    this.#transform(root, this.#layer(source, folder, resources));
    noteVars(this.#layer(source, folder, resources), get(root, "vars"), this.#accumulated.vars);
  }

  #resource(item: Node, { source, trail }: Visit, resources: Resources): void {
    const session = this.#session;
    const at = spanOf(source, item);
    const path = textOf(item);
    if (path === undefined || path === "") {
      session.problem(at, "a resource must be a path");
      return;
    }
    if (isRemote(path)) {
      this.#unseen ??= "a base of this kustomization is remote, and envcheck fetches nothing";
      return;
    }
    const file = session.file(joinPath(dirname(source.path), path));
    if (isSource(file)) {
      for (const resource of resourcesIn(session, session.objects(file), file)) this.#add(resource, resources);
      return;
    }
    const base = session.kustomization(folderAt(dirname(source.path), path));
    if (base !== undefined) this.#base(base, { at, trail }, resources);
    else this.#notThere(file, at);
  }

  #base(base: { source: Source; isOnly: boolean }, { at, trail }: { at: Span; trail: readonly string[] }, resources: Resources): void {
    if (!this.#mayVisit(base, at, trail)) return;
    const own = new Resources();
    this.#accumulate({ source: base.source, trail: [...trail, dirname(base.source.path)] }, own, false);
    for (const resource of own.list) this.#add(resource, resources);
  }

  #component(item: Node, { source, trail }: Visit, resources: Resources): void {
    const at = spanOf(source, item);
    const path = textOf(item) ?? "";
    if (isRemote(path)) {
      this.#cover(resources, "a component of this kustomization is remote, and envcheck fetches nothing");
      return;
    }
    const component = this.#session.kustomization(folderAt(dirname(source.path), path));
    if (component === undefined) this.#session.problem(at, `${path} holds no kustomization`);
    else if (this.#mayVisit(component, at, trail)) {
      this.#accumulate({ source: component.source, trail: [...trail, dirname(component.source.path)] }, resources, true);
    }
  }

  /** Neither a folder that leads here nor one around it may be a base. */
  #mayVisit({ source, isOnly }: { source: Source; isOnly: boolean }, at: Span, trail: readonly string[]): boolean {
    const folder = dirname(source.path);
    if (!isOnly) this.#session.problem(at, "this folder holds several kustomizations");
    this.#visits += 1;
    if (this.#visits === mostVisits) this.#session.problem(at, "bases repeat each other too often in this build");
    if (this.#visits >= mostVisits) return false;
    if (!trail.some((visited) => visited.startsWith(folder))) return true;
    this.#session.problem(at, "this base leads back to a folder that it is built for");
    return false;
  }

  #notThere({ path, reason, because }: Exclude<ReturnType<Session["file"]>, Source>, at: Span): void {
    if (reason === "outside" || reason === "ignored") this.#unseen ??= `${path} ${because}`;
    else this.#session.problem(at, reason === "not-a-file" ? `${path} holds no kustomization` : `the resource ${path} ${because}`);
  }

  #add(resource: Resource, resources: Resources): void {
    if (resource.opening !== undefined) resources.force(resource);
    else if (!resources.add(resource))
      this.#session.problem(resource.at, `there is a ${resource.id.kind} of this name in the build already`);
  }

  /** What makes objects by running something. */
  #generators(root: Mapping): void {
    const isHelm = ["helmCharts", "helmChartInflationGenerator"].some((field) => itemsOf(get(root, field)).length > 0);
    if (isHelm) this.#unseen ??= "Helm charts of this kustomization would have to be rendered";
    if (itemsOf(get(root, "generators")).length > 0) this.#unseen ??= "generators of this kustomization would have to be run";
  }

  /** The objects may change in ways that are not seen. */
  #cover(resources: Resources, because: string): void {
    this.#unseen ??= because;
    for (const resource of resources.list) resource.opening ??= because;
  }

  #transform(root: Mapping, layer: Layer): void {
    const { source, resources } = layer;
    applyMergePatches(layer, get(root, "patchesStrategicMerge"));
    applyPatches(layer, get(root, "patches"));
    const namespace = get(root, "namespace");
    if (isSet(namespace)) setNamespace(layer, textOf(namespace) ?? "", spanOf(source, namespace));
    affix(layer, root);
    label(layer, root);
    applyPatches(layer, get(root, "patchesJson6902"));
    applyReplacements(layer, get(root, "replacements"));
    if (itemsOf(get(root, "transformers")).some((item) => !isHarmless(layer, item))) {
      this.#cover(resources, "transformers of this kustomization would have to be run");
    }
  }
}

/** Kinds of built-in transformers that no environment hangs on. */
const harmless = new Set(["AnnotationsTransformer", "ImageTagTransformer", "LabelTransformer", "ReplicaCountTransformer"]);

function isHarmless({ session, folder }: Layer, item: Node): boolean {
  const file = session.file(joinPath(folder, textOf(item) ?? ""));
  if (!isSource(file)) return false;
  return session
    .documents(file)
    .every((root) => textOf(get(root, "apiVersion")) === "builtin" && harmless.has(textOf(get(root, "kind")) ?? ""));
}

/** Resources that are only there for kustomize itself. */
function isLocal(node: Mapping): boolean {
  const local = get(node, "metadata", "annotations", "config.kubernetes.io/local-config");
  return local !== undefined && textOf(local) !== "false";
}
