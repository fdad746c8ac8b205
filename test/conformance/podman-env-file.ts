import { podmanEnvFile } from "../../src/formats/podman-env-file.ts";
import { environEntries } from "../../src/text/environ.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

/** A file to a map; one case is the list of an image, in which podman takes an entry without `=` for an empty one. */
export const adapter: Adapter = {
  vectors: "podman-env-file",
  run(testCase) {
    const { list } = testCase.context;
    if (!Array.isArray(list)) return runText(podmanEnvFile, testCase);
    const entries = environEntries({ path: "environ", text: list.map((entry: unknown) => `${String(entry)}\0`).join("") });
    return { value: Object.fromEntries(entries.map(({ name, value = "" }) => [name, value])) };
  },
};
