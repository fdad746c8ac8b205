import type { Binding, Layer, Spec } from "../model/binding.ts";
import { sameText, unseal } from "../model/sealed.ts";
import type { Fact } from "../model/fact.ts";
import type { Span } from "../model/source.ts";
import { absent, known, opaque, unknown, type Value } from "../model/value.ts";
import { readSystemdEnvFile } from "../text/env-file/systemd.ts";
import { namesIn, systemdAssignments } from "../text/systemd/assignments.ts";
import { rootOf, unitAt } from "../text/systemd/drop-ins.ts";
import { duplicatesByFile } from "../text/systemd/duplicates.ts";
import { type FileRequest, readFiles } from "../text/systemd/environment-files.ts";
import { loadUnit, type Unit } from "../text/systemd/load.ts";
import { lastOf, settingsOf } from "../text/systemd/settings.ts";
import { fillSpecifiers, type UnitName } from "../text/systemd/specifiers.ts";
import type { Setting } from "../text/systemd/unit-file.ts";
import type { Document, Format, World } from "./format.ts";

/** What the main process of a unit gets (src/core/exec-invoke.c): the manager's, `PassEnvironment=`, `Environment=`, `EnvironmentFile=`, less `UnsetEnvironment=`. */
export const systemd: Format = {
  id: "systemd",
  summary: "units of systemd, with their drop-ins and env files",
  unseen: "files that lie outside the root, and what the manager was started with",
  globs: ["**/*.{service,socket,mount,swap}"],
  options: ["root"],
  accepts: ({ path, text }) =>
    (path.endsWith(".service") && /^[ \t]*\[Service\]/m.test(text)) ||
    (/\.(?:socket|mount|swap)$/.test(path) &&
      /^[ \t]*\[(?:Socket|Mount|Swap)\]/m.test(text) &&
      /^[ \t]*Environment(?:File)?[ \t]*=/m.test(text)),
  read: readSystemd,
};

const sections: ReadonlyMap<string, string> = new Map([
  [".socket", "Socket"],
  [".mount", "Mount"],
  [".swap", "Swap"],
]);

/** One unit with the section in which its processes are described. */
interface Executed {
  readonly name: UnitName;
  readonly section: string;
  readonly unit: Unit;
}

function readSystemd(document: Document, world: World): Spec {
  const list = (folder: string): readonly string[] => world.list?.(folder) ?? [];
  const unit = loadUnit(document.sources, { read: (path) => world.read(path), list, dialect: "systemd" });
  const name = unitAt(document.sources[0].path);
  const executed: Executed = { name, section: sections.get(name.suffix) ?? "Service", unit };
  const environment = settingsOf(unit.settings, executed.section, "Environment");
  const own = systemdAssignments(environment, name);
  const { requests, facts } = requestsOf(executed);
  const files = readFiles(requests, {
    read: (path) => world.read(path),
    shell: world.shell,
    syntax: readSystemdEnvFile,
    root: document.options.get("root")?.at(-1) ?? rootOf(document.sources[0].path),
  });
  const written: Layer[] = [
    { kind: "bindings", bindings: own.bindings },
    ...own.openings.map((opening): Layer => ({ kind: "opening", ...opening })),
    ...files.layers,
  ];
  const [source] = document.sources;
  const at = { source, start: 0, end: 0 };
  const [first] = environment;
  const stem = name.whole.slice(0, name.whole.length - name.suffix.length);
  const layers: Layer[] = [
    { kind: "bindings", bindings: suppliedTo(executed, at) },
    ...written,
    { kind: "bindings", bindings: unsetIn(executed, written) },
  ];
  return {
    sources: [...unit.sources, ...files.sources],
    bundles: new Map(),
    workloads: [
      {
        address: name.whole,
        names: [...new Set([stem, name.prefix, name.whole])],
        at,
        ...(first && { list: first.at }),
        layers,
        main: true,
      },
    ],
    facts: [...duplicatesByFile(own.bindings), ...own.facts, ...plaintextIn(own.bindings), ...facts, ...files.facts],
    problems: [...unit.problems, ...files.problems],
  };
}

/** Whoever may ask systemd about a unit sees what `Environment=` sets. */
function plaintextIn(bindings: readonly Binding[]): Fact[] {
  return bindings.flatMap(({ name, at, value }) =>
    value.state === "known" && unseal(value.text) !== "" ? [{ kind: "plaintext", name, at, where: "the unit", value }] : [],
  );
}

/** What is below all that a unit sets: the manager's own, what `User=` and directories bring, and what is passed on. */
function suppliedTo({ unit: { settings }, section, name }: Executed, at: Span): Binding[] {
  const supplied = (variable: string, value: Value): Binding => ({ name: variable, value, at });
  const user = lastOf(settings, section, "User");
  const hasUser = (user ?? "") !== "" || /^(?:1|yes|y|true|t|on)$/i.test(lastOf(settings, section, "DynamicUser") ?? "");
  const login = user === undefined || /^\d|%/.test(user) ? opaque("systemd looks it up for the user") : known(user);
  const passed = settingsOf(settings, section, "PassEnvironment").flatMap((setting) => namesIn(setting, name));
  return [
    supplied("PATH", opaque("systemd's own search path")),
    supplied("LANG", unknown("the manager passes on the language of the machine")),
    supplied("INVOCATION_ID", opaque("systemd makes a new one for every start")),
    supplied("SYSTEMD_EXEC_PID", opaque("the number of the process")),
    ...(hasUser ? [supplied("USER", login), supplied("LOGNAME", login)] : []),
    ...(hasUser ? ["HOME", "SHELL"].map((variable) => supplied(variable, opaque("systemd looks it up for the user"))) : []),
    ...directories.flatMap((directory) =>
      (lastOf(settings, section, `${directory}Directory`) ?? "") === ""
        ? []
        : [supplied(`${directory.toUpperCase()}_DIRECTORY`, opaque(`systemd makes it for ${directory}Directory=`))],
    ),
    ...passed.map((pass) => ({ name: pass.name, value: unknown("systemd passes on what its manager has"), at: pass.at })),
  ];
}

const directories = ["Runtime", "State", "Cache", "Logs", "Configuration"];

interface Requests {
  readonly requests: readonly FileRequest[];
  readonly facts: readonly Fact[];
}

/** A path may be a pattern; one that is not absolute is passed over with a line in the journal. */
function requestsOf({ unit: { settings }, section, name }: Executed): Requests {
  const requests: FileRequest[] = [];
  const facts: Fact[] = [];
  for (const { value, at } of settingsOf(settings, section, "EnvironmentFile")) {
    const isOptional = value.text.startsWith("-");
    const filled = fillSpecifiers(isOptional ? value.text.slice(1) : value.text, name);
    const path = filled.state === "known" && !/[*?[]/.test(unseal(filled.text)) ? unseal(filled.text) : undefined;
    if (path === undefined || path.startsWith("/")) requests.push({ path, at, isOptional });
    else
      facts.push({
        kind: "ignored-line",
        name: undefined,
        at,
        because: "systemd wants an absolute path in EnvironmentFile=, and passes over any other",
      });
  }
  return { requests, facts };
}

/** What `UnsetEnvironment=` takes away at last: a name, or an assignment where the value is that one. */
function unsetIn({ unit: { settings }, section, name }: Executed, layers: readonly Layer[]): Binding[] {
  const unset = settingsOf(settings, section, "UnsetEnvironment").flatMap((setting: Setting) => namesIn(setting, name));
  if (unset.length === 0) return [];
  const bindings = layers.flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
  const values = new Map(bindings.map((binding) => [binding.name, binding.value]));
  return unset.flatMap((each): Binding[] => {
    const value = values.get(each.name);
    if (each.value === undefined) return [{ name: each.name, value: absent, at: each.at }];
    if (value === undefined || value.state === "absent") return [];
    if (value.state !== "known" || each.value.state !== "known")
      return [{ name: each.name, value: unknown("systemd takes it away if it has one certain value"), at: each.at }];
    return sameText(value.text, each.value.text) ? [{ name: each.name, value: absent, at: each.at }] : [];
  });
}
