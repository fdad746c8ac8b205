import { expect, test } from "@jest/globals";
import { driftFromLastApplied } from "../src/text/last-applied.ts";
import { changedBy, dataChange } from "../src/text/managed-fields.ts";

const entry = (manager: string, time: string, fieldsV1: object): object => ({ manager, time, operation: "Update", fieldsV1 });
const env = (container: string, variables: Readonly<Record<string, object>>): object => ({
  "f:containers": {
    [`k:{"name":"${container}"}`]: {
      "f:env": Object.fromEntries(Object.entries(variables).map(([name, fields]) => [`k:{"name":"${name}"}`, fields])),
    },
  },
});
const template = (spec: object): object => ({ "f:spec": { "f:template": { "f:spec": spec } } });
const withFields = (managedFields: readonly object[]): string =>
  JSON.stringify({
    kind: "Deployment",
    metadata: { managedFields },
    spec: { template: { spec: { containers: [{ name: "web" }, { name: "proxy" }] } } },
  });

const whole = { ".": {}, "f:name": {}, "f:value": {} };
const applied = entry(
  "kubectl-client-side-apply",
  "2026-11-01T20:00:00Z",
  template(env("web", { TTL: { ".": {}, "f:name": {} }, MODE: whole })),
);
const set = entry("kubectl-set", "2026-11-02T21:10:28Z", template(env("web", { TTL: { "f:value": {} } })));
const [first, second] = [Date.UTC(2026, 10, 1, 20), Date.UTC(2026, 10, 2, 21, 10, 28)];

test.each([
  [
    "who owns the value rather than the entry",
    [set, applied],
    { TTL: ["kubectl-set", second], MODE: ["kubectl-client-side-apply", first] },
  ],
  [
    "the later of two owners",
    [applied, entry("helm", "2026-11-03T00:00:00Z", template(env("web", { MODE: whole })))],
    { TTL: ["kubectl-client-side-apply", first], MODE: ["helm", Date.UTC(2026, 10, 3)] },
  ],
  ["not the variables of another container", [entry("x", "2026-11-01T20:00:00Z", template(env("proxy", { TTL: whole })))], {}],
  [
    "a cron job",
    [entry("x", "2026-11-01T20:00:00Z", { "f:spec": { "f:jobTemplate": template(env("web", { TTL: whole })) } })],
    { TTL: ["x", first] },
  ],
  ["a pod", [entry("x", "2026-11-01T20:00:00Z", { "f:spec": env("web", { TTL: whole }) })], { TTL: ["x", first] }],
  [
    "a key that is none",
    [entry("x", "2026-11-01T20:00:00Z", template({ "f:containers": { "k:{": {}, 'k:{"name":"web"}': { "f:env": { "k:[]": {} } } } }))],
    {},
  ],
  ["no time", [entry("x", "yesterday", template(env("web", { TTL: whole })))], {}],
])("managedFields tell %s", (_what, fields, expected) => {
  const found = [...changedBy(withFields(fields))].map(([name, { manager, time }]) => [name, [manager, time]]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

test("another container is asked for by its name", () => {
  const fields = [entry("x", "2026-11-01T20:00:00Z", template(env("proxy", { TTL: whole })))];
  expect([...changedBy(withFields(fields), "proxy").keys()]).toEqual(["TTL"]);
});

test.each(["", "{", "[]", "null", '{"metadata":{"managedFields":[null,1,{"time":1}]}}'])("nothing is known of %j", (text) => {
  expect([changedBy(text).size, driftFromLastApplied(text).size]).toEqual([0, 0]);
});

test.each([
  [
    "who changed the data",
    [entry("kubectl-edit", "2026-11-02T00:00:00Z", { "f:data": {} }), entry("helm", "2026-11-03T00:00:00Z", { "f:metadata": {} })],
    "kubectl-edit",
    Date.UTC(2026, 10, 2),
  ],
  ["when it was made, where nothing tells more", [], "", Date.UTC(2026, 9, 1)],
])("a ConfigMap tells %s", (_what, managedFields, manager, time) => {
  expect(dataChange({ metadata: { managedFields, creationTimestamp: "2026-10-01T00:00:00Z" } })).toEqual({ manager, time });
});

const reference = { secretKeyRef: { name: "auth", key: "key" } };
const deployed = (variables: readonly object[], annotation?: string): object => ({
  kind: "Deployment",
  metadata: {
    name: "auth",
    annotations: annotation === undefined ? {} : { "kubectl.kubernetes.io/last-applied-configuration": annotation },
  },
  spec: { template: { spec: { containers: [{ name: "web", env: variables }] } } },
});

test("what was applied is compared with what is there, less what the API server fills in", () => {
  const before = [
    { name: "SAME", value: "1" },
    { name: "EMPTY" },
    { name: "TTL", value: "5" },
    { name: "GONE", value: "x" },
    { name: "KEY", valueFrom: reference },
    { name: "OTHER_KEY", valueFrom: reference },
    { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
  ];
  const now = [
    { name: "SAME", value: "1" },
    { name: "EMPTY", value: "" },
    { name: "TTL", value: "10" },
    { name: "KEY", valueFrom: { secretKeyRef: { optional: false, key: "key", name: "auth" } } },
    { name: "OTHER_KEY", valueFrom: { secretKeyRef: { name: "auth", key: "other" } } },
    { name: "POD", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } },
    { name: "NEW", value: "x" },
  ];
  const drift = driftFromLastApplied(JSON.stringify(deployed(now, JSON.stringify(deployed(before)))));
  expect(Object.fromEntries(drift)).toEqual({ TTL: "changed", OTHER_KEY: "changed", NEW: "added", GONE: "removed" });
});

test("what nobody applied has not drifted", () => {
  expect(driftFromLastApplied(JSON.stringify(deployed([{ name: "A", value: "1" }]))).size).toBe(0);
});
