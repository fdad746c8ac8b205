import { expect, test } from "@jest/globals";
import { roleOf } from "../src/discover/role.ts";

test.each([
  ["dev/k8s/manifests/mysql.yaml", "local"],
  ["k8s/overlays/dev/patch.yaml", "local"],
  ["k8s/overlays/production/patch.yaml", "deploy"],
  ["examples/k8s/app.yaml", "deploy"],
  [".ci/compose.cypress.yaml", "test"],
  ["docs/install/k8s/15-secrets.yaml", "example"],
  ["k8s/docs/app.yaml", "example"],
  ["local-k8s-consul-deployment/k8s/postgres.yaml", "local"],
  ["k8s/local-path-provisioner/secret.yaml", "deploy"],
  ["infra/manifests/app.yaml", "deploy"],
  ["src/app.yaml", "unknown"],
  ["docker/testing/compose.yml", "test"],
  ["unittests/scans/report.json", "test"],
])("%s is %s", (path, role) => {
  expect(roleOf(path)).toBe(role);
});
