import { expect, test } from "@jest/globals";
import { roleOf } from "../src/discover/role.ts";

test.each([
  ["dev/k8s/manifests/mysql.yaml", "local"],
  ["k8s/overlays/dev/patch.yaml", "local"],
  ["k8s/overlays/production/patch.yaml", "deploy"],
  ["examples/k8s/app.yaml", "deploy"],
  [".ci/compose.cypress.yaml", "test"],
  ["infra/manifests/app.yaml", "deploy"],
  ["src/app.yaml", "unknown"],
  ["docker/testing/compose.yml", "test"],
  ["unittests/scans/report.json", "test"],
])("%s is %s", (path, role) => {
  expect(roleOf(path)).toBe(role);
});
