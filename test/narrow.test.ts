import { expect, test } from "@jest/globals";
import { assessWithoutCode } from "../src/run.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

/** What is said, rule and variable, of a project with one service `auth` whose stage is the target. */
function said(target: string, files: Readonly<Record<string, string>>): string[] {
  const schema = `service: auth\nstages: { production: "${target}" }\nvariables: { PORT: { required: false } }\n`;
  const { report } = assessWithoutCode(requestFor("check"), memoryHost(new Map(Object.entries({ ...files, "schemas/auth.yaml": schema }))));
  expect(report.problems).toEqual([]);
  return report.diagnostics.map(({ rule, variable = "" }) => `${rule} ${variable}`).toSorted();
}

const compose = `services:
  db:
    image: postgres
    environment: { POSTGRES_PASSWORD: postgres }
    env_file: db.env
  auth:
    image: auth
    environment:
      - SESSION_SECRET=secret
      - QUOTED='x'
`;

const container = (name: string, env: string) => `{ name: ${name}, image: x, env: [${env}] }`;
const from = (name: string, key: string) => `{ name: ${key}, valueFrom: { secretKeyRef: { name: ${name}, key: ${key} } } }`;
const deployment = (name: string, containers: string, init: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec: { template: { spec: { initContainers: [${init}], containers: [${containers}] } } }
`;
const secret = (name: string, key: string) => `apiVersion: v1
kind: Secret
metadata: { name: ${name} }
stringData: { ${key}: changeme }
`;

test("a stage is judged for the service that it selects, not for its neighbours in the file", () => {
  const files = { "compose.yaml": compose, "db.env": "DB_PASSWORD=admin\nDB_PASSWORD=root\n" };
  expect(said("compose.yaml#auth", files)).toEqual(["known-default SESSION_SECRET", "quotes-kept QUOTED"]);
  expect(said("compose.yaml#db", files)).toEqual(["duplicate DB_PASSWORD", "known-default DB_PASSWORD", "known-default POSTGRES_PASSWORD"]);
});

test("a pod brings its init containers and what it takes from Secrets, and nothing of other pods", () => {
  const files = {
    "k8s/auth.yaml": deployment(
      "auth",
      container("auth", from("mine", "MY_TOKEN")),
      container("init", "{ name: INIT_TOKEN, value: changeme }"),
    ),
    "k8s/other.yaml": deployment("other", container("other", "{ name: OTHER_TOKEN, value: changeme }, { name: A, value: 80 }"), ""),
    "k8s/secrets.yaml": [secret("mine", "MY_TOKEN"), secret("theirs", "THEIR_TOKEN")].join("---\n"),
  };
  expect(said("k8s#Deployment/auth", files)).toEqual(["placeholder INIT_TOKEN", "placeholder MY_TOKEN"]);
});
