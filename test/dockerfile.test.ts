import { expect, test } from "@jest/globals";
import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { dockerfile } from "../src/formats/dockerfile.ts";
import type { Spec } from "../src/model/binding.ts";
import { unseal } from "../src/model/sealed.ts";
import { type Span, textAt } from "../src/model/source.ts";
import { absent, known, type Value } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";

const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

interface Options {
  readonly target?: string;
  readonly args?: readonly string[];
  readonly base?: string;
}

function shell(name: string): Value {
  return name === "FROM_SHELL" ? known("shell") : absent;
}

function read(text: string, { target, args = [], base }: Options = {}, file = "services/auth/Dockerfile"): Spec {
  const options = new Map([["build-arg", args]]);
  if (target !== undefined) options.set("target", [target]);
  if (base !== undefined) options.set("base-image", ["base.json"]);
  return dockerfile.read({ sources: [{ path: file, text }], options }, { read: () => ({ path: "base.json", text: base ?? "" }), shell });
}

function describe({ state, ...value }: Value): string {
  return "text" in value ? unseal(value.text) : `<${state}>`;
}

function placeOf({ at }: { readonly at?: Span | undefined }): string {
  return at === undefined ? "" : textAt(at);
}

/** `NAME=value` in the order of the environment, without the PATH that every image has. */
function environment(text: string, options: Options = {}): string[] {
  const entries = resolve(read(text, options)).flatMap((each) => [...each.entries]);
  return entries.map(([name, { value }]) => `${name}=${describe(value)}`).filter((line) => line !== path);
}

test.each<[string, string, Options, string[]]>([
  ["an argument not given is not set", "FROM scratch\nARG A\nENV B=x$A", {}, ["B=x"]],
  ["an argument from the shell", "FROM scratch\nARG FROM_SHELL\nENV B=$FROM_SHELL", { args: ["FROM_SHELL"] }, ["B=shell"]],
  ["an argument that the shell has not", "FROM scratch\nARG A=d\nENV B=$A", { args: ["A"] }, ["B=d"]],
  ["a later ARG over an earlier ENV", "FROM scratch\nENV A=env\nARG A=arg\nENV B=$A", {}, ["A=env", "B=arg"]],
  ["ENV over ARG in the next stage", "FROM scratch AS a\nENV A=env\nARG A=arg\nFROM a\nENV B=$A", {}, ["A=env", "B=env"]],
  ["a target in capitals", "FROM scratch AS web\nENV A=1\nFROM scratch\nENV B=1", { target: "WEB" }, ["A=1"]],
  ["an earlier stage of a name used twice", "FROM scratch AS a\nENV A=1\nFROM a AS a\nENV B=1\nFROM a\nENV C=1", {}, ["A=1", "B=1", "C=1"]],
  ["ONBUILD of an earlier stage", "FROM scratch AS a\nONBUILD ENV A=1\nFROM a\nENV B=$A", {}, ["A=1", "B=1"]],
  ["ONBUILD reaches one stage only", "FROM scratch AS a\nONBUILD ENV A=1\nFROM a AS b\nFROM b\nENV B=1", {}, ["A=1", "B=1"]],
  ["ENV inside a heredoc", "FROM scratch\nRUN <<-EOF\n\tENV A=1\n\tEOF\nCOPY <<X <<'Y' /d\nENV B=1\nX\nENV C=1\nY\nENV D=1", {}, ["D=1"]],
  ["no heredoc in quotes or JSON", 'FROM scratch\nRUN echo \'<<EOF\'\nRUN ["a", "<<EOF"]\nENV A=1', {}, ["A=1"]],
  ["a backtick as escape", "# escape=`\nFROM scratch\nENV A=C:\\x `\n  B=`$A", {}, ["A=C:\\x", "B=$A"]],
  ["a directive behind a comment is none", "# note\n# escape=`\nFROM scratch\nENV A=a\\ b", {}, ["A=a b"]],
  ["comments and empty lines in a continuation", "FROM scratch\nENV A=1 \\\n\n  # c\n  B=2", {}, ["A=1", "B=2"]],
  ["an instruction behind a line that only continues", "FROM scratch\n\\\n\n  ENV A=1", {}, ["A=1"]],
  ["two backslashes do not continue", "FROM scratch\nENV A=1\\\\\nENV B=2", {}, ["A=1\\", "B=2"]],
  ["the end of the file in a continuation", "FROM scratch\nENV A=1 \\\n", {}, ["A=1"]],
  ["a global argument in FROM and in a stage", "ARG V=web\nFROM scratch AS web\nENV A=1\nFROM $V\nARG V\nENV B=$V", {}, ["A=1", "B=web"]],
  [
    "an unseen image may set what nothing here sets",
    "FROM node\nENV A=$NODE_ENV B=$TARGETARCH C=x$NODE_ENV",
    {},
    ["PATH=<opaque>", "A=<unknown>", "B=", "C=<opaque>"],
  ],
  [
    "the platform is the build's",
    "FROM scratch\nARG TARGETARCH\nARG TARGETOS\nENV A=$TARGETARCH B=$TARGETOS",
    {},
    ["A=<opaque>", "B=linux"],
  ],
  ["a demanded argument is the build's", "FROM scratch\nARG A\nENV B=${A:?}", {}, ["B=<unknown>"]],
  ["a name made of an unseen one", "FROM node\nENV $K=1\nENV A=1", {}, ["PATH=<opaque>", "A=1"]],
  [
    "patterns over lines",
    "FROM scratch\nARG A\nENV B=${A#*a} C=${A%%b*} D=${A//?/-}",
    { args: ["A=xaya\nbz"] },
    ["B=ya\nbz", "C=xaya\n", "D=----\n--"],
  ],
])("%s", (_, text, options, expected) => {
  expect(environment(text, options)).toEqual(expected);
});

test("an inspected base image gives its ENV and its triggers", () => {
  const base = JSON.stringify([
    { RepoTags: ["node:latest"], Config: { Env: ["PATH=/n", "NODE_ENV=production"], OnBuild: ["ENV T=$NODE_ENV"] } },
  ]);
  const spec = read("FROM node\nENV A=$T", { base });
  expect(environment("FROM node\nENV A=$T", { base })).toEqual(["PATH=/n", "NODE_ENV=production", "T=production", "A=production"]);
  expect(spec.workloads[0]?.image).toBeUndefined();
});

test.each<[string, string, string]>([
  ["FROM scratch\nENV A=it's", "A", "A has a single quote that is never closed"],
  ['FROM scratch\nENV A="x', "A", "A has a double quote that is never closed"],
  ["FROM scratch\nENV A=${B", "A", "A has a `${` that is never closed"],
  ["FROM scratch\nENV A=${}", "A", "A has a `${}` that names no variable"],
  ["FROM scratch\nENV A=${B:=c}", "A", "A has a `${}` with an operator that Dockerfiles do not know"],
  ["FROM scratch\nENV A=${B//c}", "A", "A has a `${name/…}` without its second slash"],
  ["FROM scratch\nENV A=${B#\\c}", "A", "A has a pattern that escapes a character which needs no escape"],
  ["FROM scratch\nENV B= A=1\nENV A=${B:?hunter2}", "A", "A needs B, which is empty"],
  ["FROM scratch\nENV A=hunter2 hunter3", "ENV", "ENV has a word without =, so a value with blanks needs quotes"],
  ["FROM scratch\nENV A", "ENV", "ENV has a name without a value"],
  ["FROM scratch\nENV =hunter2", "ENV", "ENV has a value without a name"],
  ["FROM scratch\nENV --x A=1", "ENV", "ENV has a flag that it does not know"],
  ["FROM scratch\nARG", "ARG", "ARG names no argument"],
  ["FROM scratch\nSECRET=hunter2", "", "this line starts with no instruction that Dockerfiles have"],
  ["FROM scratch\nEVN A=1", "", "this line starts with no instruction that Dockerfiles have: did you mean ENV"],
  ["FROM a b", "FROM", "FROM takes an image, or an image, AS and a name"],
  ["FROM a AS 1x", "1x", "a stage's name starts with a letter and has only letters, digits, -, _ and ."],
  ["FROM Node", "Node", "FROM names neither a stage nor a valid image"],
  ["FROM $B", "$B", "FROM names no image once its references are expanded"],
  ["ENV A=1\nFROM scratch", "", "only ARG may stand before the first FROM"],
  ["", "", "there is no FROM, so no image is built"],
  ["FROM scratch\nRUN <<EOF\n", "", "this heredoc is never closed"],
  ["# escape=x\nFROM scratch", "escape", "escape must be a backslash or a backtick"],
  ["FROM scratch\nONBUILD FROM x", "ONBUILD", "FROM cannot be an ONBUILD trigger"],
  [`FROM scratch\nENV A=${"x".repeat(65_536)}`, "", "this line is longer than the 65,535 bytes that BuildKit takes"],
])("%j is refused at %j", (text, at, message) => {
  const { problems, workloads } = read(text);
  expect(problems.map((problem) => [placeOf(problem), problem.message])).toEqual([[at, message]]);
  expect(workloads[0]?.layers.at(-1)).toMatchObject({ kind: "opening", because: "the image cannot be built as its Dockerfile is written" });
});

test("a target that no stage has is refused with a name that exists", () => {
  const [problem] = read("FROM scratch AS release", { target: "relaese" }).problems;
  expect(problem?.message).toBe("no stage is named relaese: did you mean release");
});

test.each(["$BASE", "auth/$BASE", "node:${BASE}"])("an argument that FROM %s needs is no mistake of the file", (image) => {
  const { problems, workloads } = read(`ARG BASE\nFROM ${image}\nENV A=1`);
  expect(problems).toEqual([]);
  expect(workloads[0]?.image?.name).toBe(image);
});

test("which stage a platform chooses is an opening", () => {
  const { workloads } = read("FROM node AS amd64-base\nENV A=1\nFROM ${TARGETARCH}-base");
  expect(workloads[0]?.layers.at(-1)).toMatchObject({
    kind: "opening",
    because: "a build argument decides which stage this one starts from",
  });
});

function factsOf(text: string): string[] {
  return read(text).facts.map((fact) =>
    [fact.kind, "name" in fact ? fact.name : "", "refers" in fact ? fact.refers : "", placeOf(fact)].join(" "),
  );
}

test.each<[string, string, string[]]>([
  ["values stay in the image", "FROM scratch\nARG A=1\nENV B=2", ["baked A  A", "baked B  B"]],
  ["a global argument is told once", "ARG A=1\nFROM scratch\nARG A", ["baked A  A"]],
  ["a stage that is not built is silent", "FROM scratch AS a\nENV A=1\nFROM scratch\nENV B=2", ["baked B  B"]],
  ["a stage that files come from is built", "FROM scratch AS a\nENV A=1\nFROM scratch\nCOPY --from=a /x /x", ["baked A  A"]],
  ["a stage that is mounted is built", "FROM scratch AS a\nENV A=1\nFROM scratch\nRUN --mount=type=bind,from=0 ls", ["baked A  A"]],
  ["nothing sets it", "FROM scratch\nENV A=$BASE$BASE", ["reference A BASE A", "baked A  A"]],
  ["nothing sets what may be a piece of a password", "FROM scratch\nENV A=pa$word", ["lost-piece A  A", "baked A  A"]],
  ["a predefined argument that is not declared", "FROM node\nENV A=$TARGETARCH", ["reference A TARGETARCH A", "baked A  A"]],
  ["the image may set it", "FROM node\nENV A=$B", ["baked A  A"]],
  ["a declared argument", "FROM scratch\nARG B\nENV A=$B", ["baked B  B", "baked A  A"]],
  ["one instruction sees what was before", "FROM node\nENV A=1 B=$A", ["baked A  A", "unexpanded B A B", "baked B  B"]],
  ["the same value as before", "FROM node\nENV A=1\nENV A=1 B=$A", ["baked A  A", "baked A  A", "baked B  B"]],
  ["its own value before", "FROM node\nENV PATH=/x:$PATH", ["baked PATH  PATH"]],
  ["twice in one instruction", "FROM node\nENV A=1 A=2", ["baked A  A", "baked A  A", "duplicate A  A"]],
])("facts: %s", (_, text, expected) => {
  expect(factsOf(text)).toEqual(expected);
});

test.each([
  ["services/auth/Dockerfile", "FROM node AS release", "release", ["release", "auth"]],
  ["services/auth/Dockerfile", "FROM node", "", ["auth"]],
  ["Dockerfile.worker", "FROM node", "", ["worker"]],
  ["build/worker.Dockerfile", "FROM node", "", ["build", "worker"]],
])("%s with %j is known by its stage, folder and suffix", (file, text, address, names) => {
  expect(read(text, {}, file).workloads).toMatchObject([{ address, names, image: { name: "node" }, main: true }]);
});

test.each([
  ["Dockerfile", "", true],
  ["a/Containerfile", "", true],
  ["Dockerfile.dev", "FROM x", true],
  ["web.Dockerfile", "from x", true],
  ["Dockerfile.preamble", "RUN x", false],
  ["Dockerfile.j2", "FROM {{ x }}", false],
  ["Dockerfile.dockerignore", "FROM x", false],
  ["Dockerfiles.txt", "FROM x", false],
])("%s is a Dockerfile: %s %s", (file, text, expected) => {
  expect(dockerfile.accepts({ path: file, text })).toBe(expected);
});

const fragments = [
  "FROM scratch",
  "FROM a AS b",
  "ENV",
  "ARG",
  " A=",
  "B",
  "$A",
  "${A",
  "}",
  ":-",
  "#*",
  "//",
  "\\",
  "\n",
  "\r\n",
  "'",
  '"',
  "<<E",
  "#",
  "=",
  " ",
  "\0",
  "é",
];

test("whatever the text, nothing is thrown and everything stands inside it", () => {
  const fragmented = array(constantFrom(...fragments)).map((parts) => `FROM scratch\n${parts.join("")}`);
  assert(
    property(oneof(string({ unit: "binary" }), fragmented), (text) => {
      const { workloads, facts, problems } = read(text);
      const bindings = workloads.flatMap(({ layers }) => layers).flatMap((layer) => (layer.kind === "bindings" ? layer.bindings : []));
      const places = [...bindings, ...facts, ...problems].flatMap(({ at }) => at ?? []);
      expect(places.filter(({ start, end }) => start < 0 || start > end || end > text.length)).toEqual([]);
    }),
  );
});

test.each([
  ["references that double", `ENV A=xxxxxxxx\n${"ENV A=$A$A\n".repeat(5000)}`],
  ["references in references", `ENV A=${"${a:-".repeat(5000)}${"}".repeat(5000)}`],
  ["patterns over long values", `ENV A=${"a".repeat(30_000)} P=${"*a".repeat(10_000)}b\n${"ENV B=${A#$P} C=${A//$P/x}\n".repeat(1000)}`],
  ["stages on stages", Array.from({ length: 5000 }, (_, i) => `ENV X${String(i)}=1\nFROM s${String(i)} AS s${String(i + 1)}`).join("\n")],
])("hostile input takes little time: %s", (_, text) => {
  const start = performance.now();
  read(`FROM scratch AS s0\n${text}`);
  expect(performance.now() - start).toBeLessThan(3000);
});
