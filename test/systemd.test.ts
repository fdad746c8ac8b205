import { describe, expect, test } from "@jest/globals";
import type { Document, World } from "../src/formats/format.ts";
import { quadlet } from "../src/formats/quadlet.ts";
import { systemd } from "../src/formats/systemd.ts";
import type { Spec } from "../src/model/binding.ts";
import { type Environment, valueOf } from "../src/model/environment.ts";
import { unseal } from "../src/model/sealed.ts";
import { textAt } from "../src/model/source.ts";
import { unknown } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";

type Files = Readonly<Record<string, string>>;

/** Reads the first file, with the others beside it. */
function read(format: typeof systemd, files: Files, options: Document["options"] = new Map()): Spec {
  const [first = ["", ""]] = Object.entries(files);
  const all = new Map(Object.entries(files));
  const world: World = {
    read: (path) => {
      const text = all.get(path);
      return text === undefined ? { path, reason: "missing", because: "does not exist" } : { path, text };
    },
    list: (folder) => [...all.keys()].filter((path) => path.startsWith(`${folder}/`)).toSorted(),
    shell: () => unknown("nothing was said"),
  };
  return format.read({ sources: [{ path: first[0], text: first[1] }], options }, world);
}

function only(spec: Spec): Environment {
  const [environment] = resolve(spec);
  if (environment === undefined) throw new Error("there must be an environment");
  return environment;
}

/** `NAME=text` of what is known, `NAME (state)` of the rest; without what systemd and podman bring themselves. */
function shown(environment: Environment, supplied: readonly string[]): string[] {
  return [...environment.entries.keys()]
    .filter((name) => !supplied.includes(name))
    .map((name) => {
      const value = valueOf(environment, name);
      return value.state === "known" ? `${name}=${unseal(value.text)}` : `${name} (${value.state})`;
    });
}

const bySystemd = ["PATH", "LANG", "INVOCATION_ID", "SYSTEMD_EXEC_PID"];
const byPodman = ["PATH", "HOME", "HOSTNAME", "container"];

describe("units of systemd", () => {
  test.each<readonly [string, Files, readonly string[]]>([
    ["words, quotes and escapes", { "a.service": '[Service]\nEnvironment=A=1 "B=x y" C=\\x41\n' }, ["A=1", "B=x y", "C=A"]],
    ["a joined line with a comment in it", { "a.service": "[Service]\nEnvironment=A=1 \\\n# no\n  B=2\n" }, ["A=1", "B=2"]],
    ["an empty setting takes back", { "a.service": "[Service]\nEnvironment=A=1\nEnvironment=\nEnvironment=B=2\n" }, ["B=2"]],
    ["other sections do not count", { "a.service": "[Unit]\nEnvironment=A=1\n[Service]\nEnvironment=B=2\n" }, ["B=2"]],
    [
      "specifiers of the name",
      { "app-auth@eu.service": "[Service]\nEnvironment=A=%p/%i/%j B=100%% C=%n D=%H E=%!\n" },
      ["A=app-auth/eu/auth", "B=100%", "C=app-auth@eu.service", "D (opaque)", "E=%!"],
    ],
    [
      "drop-ins by name, the most specific of two",
      {
        "u/app-auth.service": "[Service]\nEnvironment=A=1\n",
        "u/app-auth.service.d/20.conf": "[Service]\nEnvironment=A=3\n",
        "u/app-.service.d/10.conf": "[Service]\nEnvironment=A=2 B=2\n",
        "u/service.d/20.conf": "[Service]\nEnvironment=B=9\n",
      },
      ["A=3", "B=2"],
    ],
    [
      "files over settings, less what is unset",
      {
        "r/etc/systemd/system/a.service":
          "[Service]\nPassEnvironment=P\nEnvironment=A=1 B=1 C=1\nEnvironmentFile=/etc/a.env\nEnvironmentFile=-/etc/gone.env\nUnsetEnvironment=B C=2 A=1\n",
        "r/etc/a.env": "A=2\nexport X=1\n",
      },
      ["P (unknown)", "A=2", "B (absent)", "C=1"],
    ],
  ])("%s", (_, files, expected) => {
    expect(shown(only(read(systemd, files)), bySystemd)).toEqual(expected);
  });

  test("a file of the machine that is not here may set anything", () => {
    const environment = only(read(systemd, { "a.service": "[Service]\nEnvironmentFile=/etc/a.env\n" }));
    expect(environment.openings.map(({ because }) => because)).toEqual(["/etc/a.env is on the machine that runs it, not in these files"]);
    expect(valueOf(environment, "X").state).toBe("unknown");
  });

  test.each(["/etc/%i.env", "/etc/auth/*.env"])("which files %s means cannot be told, and none is missed", (path) => {
    const unit = `[Service]\nEnvironmentFile=${path}\n`;
    const { facts, workloads } = read(systemd, { "etc/systemd/system/a@.service": unit });
    expect(facts).toEqual([]);
    expect(workloads.flatMap(({ layers }) => layers.filter(({ kind }) => kind === "opening"))).toHaveLength(1);
  });

  test("what a drop-in sets anew is not set twice", () => {
    const [unit, dropIn] = ["[Service]\nEnvironment=A=1\n", "[Service]\nEnvironment=A=2 B=1 B=2\n"];
    const { facts } = read(systemd, { "a.service": unit, "a.service.d/b.conf": dropIn });
    expect(facts.flatMap((fact) => (fact.kind === "duplicate" ? [fact.name] : []))).toEqual(["B"]);
  });

  test("every name stands where it is written", () => {
    const text = "[Service]\nEnvironment=\"LONG=1\" \\\n   'B'=2 C=3\n";
    const spec = read(systemd, { "a.service": text });
    const names = [...only(spec).entries].flatMap(([name, { from }]) => (bySystemd.includes(name) ? [] : [textAt(from[0].at)]));
    expect(names).toEqual(["LONG", "B", "C"]);
  });

  test.each([
    ["words that are no assignment", "Environment=A=1 # B.C=2", ["ignored-line", "ignored-line"]],
    ["a quote that nothing closes", 'Environment=A=1 "B=2', ["ignored-line"]],
    ["a path that is not absolute", "EnvironmentFile=a.env", ["ignored-line"]],
  ])("tells of %s", (_, line, kinds) => {
    const { facts } = read(systemd, { "a.service": `[Service]\n${line}\n` });
    expect(facts.map(({ kind }) => kind).filter((kind) => kind !== "plaintext")).toEqual(kinds);
  });
});

describe("containers of Quadlet", () => {
  test.each<readonly [string, Files, readonly string[]]>([
    ["quotes left open", { "a.container": '[Container]\nEnvironment="A=x y\n' }, ["A=x y"]],
    ["a line with an unknown escape", { "a.container": "[Container]\nEnvironment=A=1 B=\\q\nEnvironment=C=1\n" }, ["C=1"]],
    [
      "what systemd fills in when it starts podman",
      { "auth.container": "[Container]\nEnvironment=A=${S}/%p B=$$x C=$S D=${GONE}\n[Service]\nEnvironment=S=s\n" },
      ["A=s/auth", "B=$x", "C=$S", "D (unknown)"],
    ],
    [
      "files below settings, and names that the service has",
      {
        "q/a.container": "[Container]\nEnvironmentFile=a.env\nEnvironment=A=1 S\n[Service]\nEnvironment=S=s\n",
        "q/a.env": 'A=0\nB="q"\nS\n',
      },
      ["A=1", 'B="q"', "S=s"],
    ],
  ])("%s", (_, files, expected) => {
    expect(shown(only(read(quadlet, files)), byPodman)).toEqual(expected);
  });

  test.each([
    ["the whole environment of the service", "[Container]\nEnvironmentHost=yes\n", "a.container"],
    ["pods in another file", "[Kube]\nYaml=pods.yaml\n", "a.kube"],
  ])("%s is an opening", (_, text, path) => {
    expect(only(read(quadlet, { [path]: text })).openings).toHaveLength(1);
  });

  test("a line that is none refuses the file", () => {
    expect(read(quadlet, { "a.container": "[Container]\nnonsense\n" }).problems).toHaveLength(1);
  });
});

test.each([systemd, quadlet])("$id reads hostile text in linear time", (format) => {
  const name = format === systemd ? "a.service" : "a.container";
  for (const piece of ["\\\n", "[", '"', "A=1 ", "Environment=\\x41\n", "\0", "%", "# \\\n"]) {
    const text = `[Service]\n[Container]\nEnvironment=${piece.repeat(Math.ceil(1_000_000 / piece.length))}`;
    const before = performance.now();
    read(format, { [name]: text });
    expect(performance.now() - before).toBeLessThan(8000);
  }
});
