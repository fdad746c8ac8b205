import { describe, expect, test } from "@jest/globals";
import { environmentOf, read, variables } from "./kubernetes.manifests.ts";
import { valueOf } from "../src/model/environment.ts";

/** As `gcloud run services describe --format export` prints it, with what bears on variables. */
const service = (containers: string, marks = "annotations: { run.googleapis.com/ingress: all }"): string =>
  `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: shop, ${marks} }\nspec:\n  template:\n    spec:\n      containers: ${containers}\n`;
const job = `apiVersion: run.googleapis.com/v1\nkind: Job\nmetadata: { name: clean }\nspec: { template: { spec: { template: { spec: { containers: [{ image: i, env: [{ name: A, value: x }] }] } } } } }\n`;

const names = (text: string): string[] => [...(environmentOf(text).backdrop?.names() ?? [])].toSorted();

describe("what Cloud Run and Knative give", () => {
  test.each([
    ["a service of Cloud Run", service("[{ image: i }]"), ["K_CONFIGURATION", "K_REVISION", "K_SERVICE", "PORT"]],
    ["a service of Knative", service("[{ image: i }]", "labels: {}"), ["K_CONFIGURATION", "K_REVISION", "K_SERVICE", "PORT"]],
    [
      "a container beside the one that is reached",
      service("[{ name: b, image: i }, { name: a, image: i, ports: [{ containerPort: 80 }] }]"),
      ["K_CONFIGURATION", "K_REVISION", "K_SERVICE"],
    ],
    ["a job of Cloud Run", job, ["EXECUTION", "JOB", "TASK_ATTEMPT", "TASK_COUNT", "TASK_INDEX"].map((end) => `CLOUD_RUN_${end}`)],
  ])("%s", (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test("it is set, out of sight, and nothing else is", () => {
    const environment = environmentOf(service("[{ image: i }]"));
    expect(["PORT", "KUBERNETES_SERVICE_HOST"].map((name) => valueOf(environment, name).state)).toEqual(["opaque", "absent"]);
  });

  test("what refers to a Secret means Secret Manager, whatever Secrets are here", () => {
    const from = "[{ image: i, env: [{ name: A, valueFrom: { secretKeyRef: { name: auth, key: latest } } }] }]";
    const secret = "---\napiVersion: v1\nkind: Secret\nmetadata: { name: auth }\nstringData: { a: b }\n";
    const { facts, problems } = read(service(from) + secret);
    expect([facts.filter(({ kind }) => kind === "dangling"), problems]).toEqual([[], []]);
    expect(valueOf(environmentOf(service(from) + secret), "A")).toEqual({
      state: "opaque",
      because: "version latest of auth in Secret Manager",
    });
    expect(read(service(from, "labels: {}") + secret).facts.map(({ kind }) => kind)).toContain("dangling");
    expect(variables(job)).toEqual({ A: "x" });
  });
});
