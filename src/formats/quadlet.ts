import type { Binding, Layer, Spec, Workload } from "../model/binding.ts";
import { Sealed, unseal } from "../model/sealed.ts";
import { known, type Lookup, opaque, type Reference, type Template, unknown, type Written } from "../model/value.ts";
import { readPodmanEnvFile } from "../text/env-file/podman.ts";
import { evaluate } from "../text/interpolate.ts";
import { systemdAssignments } from "../text/systemd/assignments.ts";
import { rootOf, unitAt } from "../text/systemd/drop-ins.ts";
import { duplicatesByFile } from "../text/systemd/duplicates.ts";
import { readFiles } from "../text/systemd/environment-files.ts";
import { loadUnit, type Unit } from "../text/systemd/load.ts";
import { quadletEnvironment, type QuadletEnvironment } from "../text/systemd/quadlet.ts";
import { lastOf, settingsOf } from "../text/systemd/settings.ts";
import { fillSpecifiers, type UnitName } from "../text/systemd/specifiers.ts";
import { basename, dirname, type Document, type Format, joinPath, type World } from "./format.ts";

/** Containers that Quadlet makes services of; `[Service] Environment=` is podman's own environment, and reaches the container only where it is passed on. */
export const quadlet: Format = {
  id: "quadlet",
  summary: "containers of Quadlet, podman's units for systemd",
  unseen: "the ENV of the image, what EnvironmentHost= passes on, and the pods of a .kube",
  globs: ["**/*.{container,kube}"],
  options: ["root"],
  accepts: ({ path, text }) =>
    (path.endsWith(".container") && /^[ \t]*\[Container\]/m.test(text)) ||
    (path.endsWith(".kube") && /^[ \t]*\[Kube\]/m.test(text)) ||
    (path.endsWith(".pod") && /^[ \t]*\[Pod\]/m.test(text)),
  read: readQuadlet,
};

function readQuadlet(document: Document, world: World): Spec {
  const [source] = document.sources;
  const list = (folder: string): readonly string[] => world.list?.(folder) ?? [];
  const unit = loadUnit(document.sources, { read: (path) => world.read(path), list, dialect: "quadlet" });
  const name = unitAt(source.path);
  const nothing: Spec = { sources: unit.sources, bundles: new Map(), workloads: [], facts: [], problems: unit.problems };
  if (name.suffix === ".pod") return nothing;
  if (name.suffix === ".kube") return { ...nothing, workloads: [played(unit, name)] };
  const environment = quadletEnvironment(unit.settings, "Container");
  const service = serviceOf(unit, name);
  const files = readFiles(requestsOf(environment, { folder: dirname(source.path), name }), {
    read: (path) => world.read(path),
    shell: service,
    syntax: readPodmanEnvFile,
    root: document.options.get("root")?.at(-1) ?? rootOf(source.path),
  });
  const bindings = bindingsOf(environment, { name, service });
  const supplied = suppliedTo(unit, name);
  const layers: Layer[] = [
    { kind: "bindings", bindings: supplied },
    ...(environment.passesHost ? [passed(unit)] : []),
    ...files.layers,
    { kind: "bindings", bindings },
  ];
  return {
    sources: [...unit.sources, ...files.sources],
    bundles: new Map(),
    workloads: [workloadOf(unit, name, layers)],
    facts: [...duplicatesByFile(bindings), ...plaintextIn(bindings), ...environment.facts, ...files.facts],
    problems: [...unit.problems, ...files.problems],
  };
}

function plaintextIn(bindings: readonly Binding[]): Spec["facts"] {
  return bindings.flatMap(({ name, at, value }) =>
    value.state === "known" && unseal(value.text) !== "" ? [{ kind: "plaintext", name, at, where: "the unit", value }] : [],
  );
}

function workloadOf({ settings, sources: [source] }: Unit, { whole, prefix }: UnitName, layers: readonly Layer[]): Workload {
  const called = lastOf(settings, "Container", "ContainerName");
  const image = settingsOf(settings, "Container", "Image").at(-1);
  const [first] = settingsOf(settings, "Container", "Environment");
  return {
    address: whole,
    names: [...new Set([prefix, whole, ...(called === undefined || called.includes("%") ? [] : [called])])],
    at: { source, start: 0, end: 0 },
    ...(first && { list: first.at }),
    ...(image && { image: { name: image.value.text, at: image.at } }),
    layers,
    main: true,
  };
}

/** The pods of a `.kube` unit are in the file that it names. */
function played({ settings, sources: [source] }: Unit, { whole, prefix }: UnitName): Workload {
  const yaml = settingsOf(settings, "Kube", "Yaml").at(-1);
  const at = yaml?.at ?? { source, start: 0, end: 0 };
  const because = `podman plays the pods of ${basename(yaml?.value.text ?? "a file")}, which the format kubernetes reads`;
  return { address: whole, names: [prefix, whole], at, layers: [{ kind: "opening", at, because }], main: true };
}

function passed({ settings, sources: [source] }: Unit): Layer {
  const at = settingsOf(settings, "Container", "EnvironmentHost").at(-1)?.at ?? { source, start: 0, end: 0 };
  return { kind: "opening", at, because: "podman passes on all that its service has" };
}

function suppliedTo({ settings, sources: [source] }: Unit, { prefix }: UnitName): Binding[] {
  const at = { source, start: 0, end: 0 };
  const host = lastOf(settings, "Container", "HostName") ?? "";
  return [
    { name: "PATH", value: opaque("podman or the image sets it"), at },
    { name: "HOME", value: opaque("the home of its user, which the runtime looks up"), at },
    { name: "HOSTNAME", value: host === "" || host.includes("%") ? opaque(`podman chooses it for ${prefix}`) : known(host), at },
    { name: "container", value: known("podman"), at },
  ];
}

/** What the service has of which Quadlet makes the container: only what the file itself says is certain. */
function serviceOf({ settings }: Unit, name: UnitName): Lookup {
  const own = systemdAssignments(settingsOf(settings, "Service", "Environment"), serviceName(name));
  const values = new Map(own.bindings.map(({ name: variable, value }) => [variable, evaluate(value, (other) => unknown(other))]));
  return (variable) => values.get(variable) ?? unknown("podman takes it from the environment of its service");
}

function serviceName({ whole, prefix, instance, suffix }: UnitName): UnitName {
  return { whole: `${whole.slice(0, whole.length - suffix.length)}.service`, prefix, instance, suffix: ".service" };
}

interface Generated {
  readonly name: UnitName;
  readonly service: Lookup;
}

function bindingsOf({ variables }: QuadletEnvironment, generated: Generated): Binding[] {
  return variables.map(({ name, value, at }) => ({
    name,
    at,
    value: value === undefined ? generated.service(name) : started(value, generated),
  }));
}

/** systemd fills in specifiers, then `${NAME}` from the environment of the service; a name that has an operator stays as it is written. */
function started(text: string, { name, service }: Generated): Written {
  const filled = fillSpecifiers(text, serviceName(name));
  if (filled.state !== "known" || !unseal(filled.text).includes("$")) return filled;
  return evaluate({ state: "template", template: execTemplate(unseal(filled.text)) }, service);
}

function execTemplate(text: string): Template {
  const parts: (Sealed | Reference)[] = [];
  let literal = 0;
  for (const { index, 0: match, 1: name } of text.matchAll(/\$\$|\$\{([A-Za-z_]\w*)\}/g)) {
    parts.push(new Sealed(text.slice(literal, index) + (name === undefined ? "$" : "")));
    if (name !== undefined) parts.push({ name });
    literal = index + match.length;
  }
  return [...parts, new Sealed(text.slice(literal))];
}

function requestsOf(
  { files }: QuadletEnvironment,
  { folder, name }: { readonly folder: string; readonly name: UnitName },
): Parameters<typeof readFiles>[0] {
  return files.map(({ path, at }) => {
    const filled = fillSpecifiers(path, serviceName(name));
    const text = filled.state === "known" ? unseal(filled.text) : undefined;
    return { path: text === undefined || text.startsWith("/") ? text : joinPath(folder, text), at, isOptional: false };
  });
}
