import { expect, test } from "@jest/globals";
import { run } from "../src/commands/check.ts";
import { schemasAbove } from "../src/shell/above.ts";
import { memoryHost, plain, requestFor } from "./memory-host.ts";

test.each([
  ["the root has its own", "/repo/k8s", ["/repo/k8s/schemas/.", "/repo/schemas/.", "/repo/.git"], undefined],
  ["they are one folder above", "/repo/k8s", ["/repo/schemas/.", "/repo/.git"], ".."],
  ["they are two folders above, as the configuration says", "/repo/k8s/production", ["/repo/envcheck.yaml", "/repo/.git"], "../.."],
  ["the nearest count", "/repo/a/b/c", ["/repo/a/schemas/.", "/repo/schemas/.", "/repo/.git"], "../.."],
  ["they are of another repository", "/repo/vendor/a", ["/repo/vendor/a/.git", "/repo/schemas/.", "/repo/.git"], undefined],
  ["nothing is a repository", "/a/b", ["/a/schemas/."], undefined],
  ["the root is that of the disk", "/", [], undefined],
])("where %s", (_what, root, existing, expected) => {
  expect(schemasAbove(root, { exists: (path) => existing.includes(path) })).toBe(expected);
});

const files = new Map([[".env", "A=1\n"]]);

test("a check below the project says where its schemas are", async () => {
  const { stdout } = await run(requestFor("check", { above: "../.." }), memoryHost(files), plain);
  expect(stdout).toContain("note: the schemas are in ../..: --root ../.. checks what they declare\n");
});

test("a schema that is broken is not called none", async () => {
  const host = memoryHost(new Map([...files, ["schemas/a.yaml", "service: a\n  b: c\n"]]));
  const { stdout } = await run(requestFor("check", { above: ".." }), host, plain);
  expect(stdout).toContain("schemas/a.yaml:2:4");
  expect(stdout).not.toContain("note:");
});
