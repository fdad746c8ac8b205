import { mkdirSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import { kubernetes } from "../src/formats/kubernetes.ts";
import { absent } from "../src/model/value.ts";
import { resolve } from "../src/resolve/resolve.ts";
import { causeOf } from "../src/shell/live/kube/failure.ts";
import { configure } from "../src/shell/live/kube/kubeconfig.ts";
import { isSelected } from "../src/shell/live/kube/object.ts";
import { parseKubePlace } from "../src/shell/live/kube/place.ts";
import { outdated } from "../src/shell/live/kube/stale.ts";
import { documentOf } from "../src/shell/live/kube/told.ts";
import { temporaryFolder, writeFiles } from "./support/bin.ts";

test.each([
  ["prod/Deployment/auth", ["prod", "Deployment", "auth", undefined]],
  ["prod/deploy/auth/web", ["prod", "Deployment", "auth", "web"]],
  ["Deployment/auth", [undefined, "Deployment", "auth", undefined]],
  ["sts/auth/web", [undefined, "StatefulSet", "auth", "web"]],
  ["PODS/auth-*", [undefined, "Pod", "auth-*", undefined]],
  ["jobs/cj/nightly", ["jobs", "CronJob", "nightly", undefined]],
  ["prod/ds/agent/*", ["prod", "DaemonSet", "agent", "*"]],
])("%s names a place", (text, place) => {
  expect(parseKubePlace(text)).toEqual(
    Object.fromEntries(["namespace", "kind", "name", "container"].map((key, index) => [key, place[index]])),
  );
});

test.each([
  "auth",
  "",
  "prod/Deployment",
  "prod/Deployment/auth/web/x",
  "prod/Deploiment/auth",
  "prod/Service/auth",
  "prod/Deployment/--token=x",
  "-n/Deployment/auth",
  "prod/Deployment/a b",
  "prod/Deployment/auth/",
  "Deployment/",
])("%j names none", (text) => {
  expect(parseKubePlace(text)).toEqual({ mistake: expect.stringMatching(/^kube: takes namespace\/kind\/name/) });
});

const selector = (spec: object): object => ({ spec: { selector: spec } });
const pod = { metadata: { labels: { app: "auth", tier: "web" } } };
test.each([
  [{ matchLabels: { app: "auth" } }, true],
  [{ matchLabels: { app: "auth", tier: "x" } }, false],
  [{ matchExpressions: [{ key: "tier", operator: "In", values: ["web", "api"] }] }, true],
  [{ matchLabels: { app: "auth" }, matchExpressions: [{ key: "tier", operator: "NotIn", values: ["web"] }] }, false],
  [{ matchExpressions: [{ key: "tier", operator: "Exists" }] }, true],
  [{ matchExpressions: [{ key: "canary", operator: "DoesNotExist" }] }, true],
  [{ matchExpressions: [{ key: "tier", operator: "Gt", values: ["1"] }] }, false],
  [{}, false],
])("a selector %j", (spec, expected) => {
  expect(isSelected(pod, selector(spec))).toBe(expected);
});

test("a controller that has not acted on its last change is told of", () => {
  const changed = { kind: "Deployment", metadata: { generation: 5 }, status: { observedGeneration: 4 } };
  expect(outdated({}, changed, {})).toEqual(["the deployment was changed, and the cluster has not acted on that yet"]);
  expect(outdated({}, { ...changed, status: { observedGeneration: 5 } }, {})).toEqual([]);
});

const labelled = (labels: object): object => ({ metadata: { labels } });
const annotated = (annotations: object): object => ({ metadata: { annotations } });
const revision = "deployment.kubernetes.io/revision";
const generation = "deprecated.daemonset.template.generation";
const [third, second] = [annotated({ [revision]: "3" }), annotated({ [revision]: "2" })];
test.each([
  [true, "Deployment", { controller: third, parent: second, pod: {} }],
  [false, "Deployment", { controller: third, parent: third, pod: {} }],
  [false, "Deployment", { controller: {}, parent: {}, pod: {} }],
  [
    true,
    "StatefulSet",
    { controller: { status: { updateRevision: "a-2" } }, parent: {}, pod: labelled({ "controller-revision-hash": "a-1" }) },
  ],
  [true, "DaemonSet", { controller: annotated({ [generation]: "4" }), parent: {}, pod: labelled({ "pod-template-generation": "3" }) }],
  [false, "Job", { controller: {}, parent: {}, pod: {} }],
])("it is %s that a pod is of a former revision of its %s", (expected, kind, { controller, parent, pod: made }) => {
  const told = expected ? [`runs an older revision than the ${kind.toLowerCase()} has`] : [];
  expect(outdated(made, { kind, ...controller }, parent)).toEqual(told);
});

test.each([
  [
    'Error from server (Forbidden): x is forbidden: User "CANARY" cannot list resource "secrets" in API group ""',
    "the cluster forbids this user to list secrets (403)",
  ],
  ["Error from server (Forbidden): CANARY", "the cluster forbids it (403)"],
  ["error: You must be logged in to the server (Unauthorized)", "the cluster does not accept the credentials of this user (401)"],
  ["Unable to connect to the server: net/http: TLS handshake timeout", "the cluster does not answer in time"],
  ["Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout", "the cluster does not answer in time"],
  ["Unable to connect to the server: http: server gave HTTP response to HTTPS client", "the cluster does not speak TLS as it should"],
  [
    'E1122 05:53:09.4 1 memcache.go:265] "x509: CANARY"\nThe connection to the server localhost:8080 was refused',
    "no kubeconfig says which cluster is meant",
  ],
  ["error: error loading config file CANARY: yaml: line 3: CANARY", "the kubeconfig cannot be read"],
  ["CANARY", "kubectl fails, and does not say why in a way that envcheck knows"],
])("kubectl says %j", (stderr, cause) => {
  expect(causeOf(stderr)).toBe(cause);
});

test("a document of the cluster reads as it is, whatever its values hold", () => {
  const value = 'quote " backslash \\ tab \t line \n del \x7f nel \x85 sep \u2028 bom \ufeff face \u{1F600} --- # : ${X} ';
  const object = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p", annotations: { "kubectl.kubernetes.io/last-applied-configuration": "CANARY" }, managedFields: [{}] },
    spec: {
      containers: [
        {
          name: "web",
          env: [
            { name: "__proto__", value },
            { name: "B", value: "\n---\nkind: Pod\n" },
          ],
        },
      ],
    },
  };
  const source = documentOf(object, "prod");
  const spec = kubernetes.read({ sources: [source], options: new Map() }, { read: (path) => ({ path, text: "" }), shell: () => absent });
  const [environment] = resolve(spec);
  const texts = [...(environment?.entries ?? [])].map(
    ([
      name,
      {
        value: { state },
      },
    ]) => [name, state],
  );
  expect({ problems: spec.problems, texts, hasAnnotation: source.text.includes("CANARY") }).toEqual({
    problems: [],
    texts: [
      ["__proto__", "known"],
      ["B", "known"],
    ],
    hasAnnotation: false,
  });
});

const plain = {
  apiVersion: "v1",
  kind: "Config",
  clusters: [{ name: "c", cluster: { server: "https://x" } }],
  users: [{ name: "u", user: { token: "t" } }],
};
const running = { ...plain, users: [{ name: "u", user: { exec: { command: "./evil" } } }] };
const kubeconfigs: Readonly<Record<string, string>> = {
  "work/plain": JSON.stringify(plain),
  "work/running": JSON.stringify(running),
  "work/file": JSON.stringify({ ...plain, users: [{ name: "u", user: { tokenFile: "/etc/token" } }] }),
  "work/twice": `${JSON.stringify(running).slice(0, -1)},"users":[]}`,
  "work/merged": "users:\n- name: u\n  user:\n    <<: {exec: {command: ./evil}}\n",
  "work/two": `${JSON.stringify(plain)}\n---\n${JSON.stringify(running)}\n`,
  "work/broken": "users: [",
  "work/deep/running": JSON.stringify(running),
  "outside/running": JSON.stringify(running),
  "home/clusters/running": JSON.stringify(running),
  "home/.kube/config": JSON.stringify(running),
};
const folder = temporaryFolder();
writeFiles(folder, kubeconfigs);
mkdirSync(join(folder, "work/.git"));
symlinkSync(join(folder, "outside/running"), join(folder, "work/link"));
symlinkSync(join(folder, "work/running"), join(folder, "outside/link"));

test.each([
  ["outside", "work", "outside/running", true],
  ["with nothing but an address and a token", "work", "work/plain", true],
  ["that names a program", "work", "work/running", false],
  ["of the checkout above the root", "work/deep", "work/running", false],
  ["that names a file", "work", "work/file", false],
  ["with a key twice", "work", "work/twice", false],
  ["with a merge key", "work", "work/merged", false],
  ["of two documents", "work", "work/two", false],
  ["that is broken", "work", "work/broken", false],
  ["that leads outside", "work", "work/link", false],
  ["that leads into the checkout", "work", "outside/link", false],
  ["that is not there", "work", "work/none", true],
  ["of the user, checked from the home folder", "home", "home/.kube/config", true],
  ["in the home folder, checked from there", "home", "home/clusters/running", true],
  ["in a folder that git does not know", "outside", "outside/running", false],
])("a kubeconfig %s", (_what, root, file, isUsed) => {
  const path = join(folder, file);
  const found = configure({ HOME: join(folder, "home"), KUBECONFIG: path }, join(folder, root));
  const name = relative(process.cwd(), path);
  const refusal = `the kubeconfig ${name} lies in the checkout and can name programs to run; ENVCHECK_KUBECONFIG=${name} asks for it all the same`;
  expect("refusal" in found ? found.refusal : found.environment["KUBECONFIG"]).toBe(isUsed ? path : refusal);
});

test("one that is asked for is used wherever it is", () => {
  const path = join(folder, "work/running");
  const found = configure({ HOME: "/", KUBECONFIG: "/elsewhere", ENVCHECK_KUBECONFIG: path }, join(folder, "work"));
  expect("environment" in found && found.environment["KUBECONFIG"]).toBe(path);
});

test("one that is relative is that of the current folder", () => {
  const found = configure({ KUBECONFIG: `../a:${folder}/outside/running` }, join(folder, "work"));
  expect("environment" in found && found.environment["KUBECONFIG"]).toBe(`${join(process.cwd(), "../a")}:${folder}/outside/running`);
});
