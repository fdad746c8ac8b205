import { expect, test } from "@jest/globals";
import { dockerInspect } from "../src/formats/docker-inspect.ts";
import { unseal } from "../src/model/sealed.ts";
import { textAt } from "../src/model/source.ts";
import { absent } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";

function read(content: unknown) {
  const text = typeof content === "string" ? content : JSON.stringify(content, undefined, 4);
  const spec = dockerInspect.read(
    { sources: [{ path: "-", text }], options: new Map() },
    { read: (path) => ({ path, text: "" }), shell: () => absent },
  );
  const environments = resolve(spec).map(({ workload, entries }) => ({
    address: workload.address,
    names: workload.names,
    variables: Object.fromEntries(
      [...entries].map(([name, { value }]) => [name, value.state === "known" ? unseal(value.text) : value.state]),
    ),
  }));
  return { spec, environments };
}

const container = {
  Id: "0123",
  Name: "/shop-auth-1",
  Config: { Hostname: "0123", Env: ["A=1", 'Q="x"', "GONE=x", "A=2=3", "GONE"], Labels: { "com.docker.compose.service": "auth" } },
};
const variables = { A: "2=3", Q: '"x"', GONE: "absent" };

test.each<[string, unknown, unknown]>([
  ["containers", [container], [{ address: "shop-auth-1", names: ["shop-auth-1", "auth"], variables }]],
  ["one container, as the engine's interface answers", container, [{ address: "shop-auth-1", names: ["shop-auth-1", "auth"], variables }]],
  [
    "a podman container",
    [{ Name: "web", Config: { Env: ["container=podman"] } }],
    [{ address: "web", names: ["web"], variables: { container: "podman" } }],
  ],
  [
    "an image",
    [{ RepoTags: ["auth:1", "auth:2"], Config: { Env: ["A=1"] } }],
    [{ address: "auth:1", names: ["auth:1", "auth:2"], variables: { A: "1" } }],
  ],
  ["an image that sets nothing", [{ RepoTags: [], Config: { Env: null } }], [{ address: "", names: [], variables: {} }]],
  ["the bare list", ["A=1", 'B=\u2028\n"/'], [{ address: "", names: [], variables: { A: "1", B: '\u2028\n"/' } }]],
  [
    "a container that is there: what the engine puts below, and the runtime into an empty HOME",
    [{ Name: "/auth", State: { Status: "exited" }, Config: { Hostname: "0123", Tty: true, Env: ["PATH=/bin", "HOME=/x", "HOME="] } }],
    [{ address: "auth", names: ["auth"], variables: { PATH: "/bin", HOSTNAME: "0123", TERM: "xterm", HOME: "opaque" } }],
  ],
  [
    "a container that takes out what the engine puts below",
    [{ Name: "/auth", State: { Status: "running" }, Config: { Hostname: "", Tty: false, Env: ["PATH", "HOME=/x"] } }],
    [{ address: "auth", names: ["auth"], variables: { PATH: "absent", HOSTNAME: "opaque", HOME: "/x" } }],
  ],
  [
    "a container of Windows",
    [{ Name: "/auth", State: { Status: "running" }, Platform: "windows", Config: { Hostname: "w", Env: ["A=1"] } }],
    [{ address: "auth", names: ["auth"], variables: { A: "1" } }],
  ],
  ["nothing", "[]", []],
])("%s", (_, content, expected) => {
  expect(read(content).environments).toEqual(expected);
});

test("bindings and facts stand at names, never at values", () => {
  const { spec } = read([container]);
  const [layer] = spec.workloads[0]?.layers ?? [];
  expect(layer?.kind === "bindings" ? layer.bindings.map(({ at }) => textAt(at)) : []).toEqual(["A", "Q", "GONE", "A", "GONE"]);
  expect(spec.facts.map((fact) => [fact.kind, fact.at && textAt(fact.at)])).toEqual([
    ["duplicate", "A"],
    ["duplicate", "GONE"],
  ]);
  expect(spec.workloads[0]?.list && textAt(spec.workloads[0].list)).toBe("Env");
});

test("broken JSON is a problem", () => {
  expect(read('[{"Config": {"Env": ["A=1"').spec.problems).toHaveLength(1);
});

test("what is neither container nor image is a problem, and no environment without variables", () => {
  const { spec, environments } = read([{ Name: "shop_default", Driver: "bridge" }, container]);
  expect(environments.map(({ address }) => address)).toEqual(["shop-auth-1"]);
  expect(spec.problems.map(({ message }) => message)).toEqual([
    "this is neither a container nor an image as inspect prints them: it has no Config",
  ]);
});

test.each([
  [JSON.stringify([container]), true],
  [JSON.stringify(["A=1"]), true],
  ["[]", false],
  ['{"services": {}}', false],
  ['["just", "words"]', false],
])("%j is inspect output: %s", (text, expected) => {
  expect(dockerInspect.accepts({ path: "-", text })).toBe(expected);
});
