import { systemdAssignments } from "../../src/text/systemd/assignments.ts";
import { unitNameOf } from "../../src/text/systemd/specifiers.ts";
import { readUnitFile } from "../../src/text/systemd/unit-file.ts";
import { textOf } from "../support/env-file-case.ts";
import { evaluate } from "../../src/text/interpolate.ts";
import { absent } from "../../src/model/value.ts";
import type { Adapter } from "./adapter.ts";

/** The right side of one `Environment=`, which the file's parser would strip of what ends it. */
export const adapter: Adapter = {
  vectors: "systemd-unit-environment",
  run({ input }) {
    const source = { path: "case.service", text: "[Service]\nEnvironment=\n" };
    const text = String(input);
    const [setting] = readUnitFile(source, "systemd").settings;
    if (setting === undefined) return { error: true };
    const { bindings } = systemdAssignments([{ ...setting, value: { text, pieces: [{ at: 0, start: 0 }] } }], unitNameOf("case.service"));
    return { value: Object.fromEntries(bindings.map(({ name, value }) => [name, textOf(evaluate(value, () => absent))])) };
  },
};
