import { join } from "node:path";
import { Files } from "../src/discover/files.ts";
import { TargetReader } from "../src/discover/reader.ts";
import { survey } from "../src/discover/survey.ts";
import { isSource } from "../src/model/source.ts";
import { unknown } from "../src/model/value.ts";
import { nodeHost } from "../src/shell/node-host.ts";
import { lay, newRandom } from "./corpora.ts";
import { data, ratioInside, type Row } from "./rows.ts";

/** YAML that sets no environment: the values of dashboards, rules, translations, fixtures; about 2 KB each. */
function unknownFiles(count: number): ReadonlyMap<string, string> {
  const random = newRandom();
  const openings = [
    "title: Orders",
    "groups:\n  - name: rules",
    "en:\n  greeting: Hello",
    "openapi: 3.0.3",
    "- id: 1",
    "# notes\nversion: 2",
  ];
  return new Map(
    Array.from({ length: count }, (_, i): [string, string] => {
      const lines = Array.from(
        { length: 40 },
        (_unused, line) => `setting_${String(line)}:\n  - { key: ${random.hex(8)}, note: ${random.hex(24)} }\n`,
      );
      return [`d${String(Math.floor(i / 100))}/${String(i)}.yaml`, `${openings[i % openings.length] ?? ""}\n${lines.join("")}`];
    }),
  );
}

/** What all formats together cost where none of them applies. */
export function* recognition(): Generator<Row> {
  const files = unknownFiles(10_000);
  const folder = lay(join(data, "unknown"), files);
  const reading = (): number => {
    const found = new Files(nodeHost(folder, { allowOutsideRoot: false }));
    return found.host.glob(["**/*.yaml"]).filter((path) => isSource(found.read(path))).length;
  };
  const recognising = (): number => {
    const found = new Files(nodeHost(folder, { allowOutsideRoot: false }));
    return survey(found, new TargetReader({ files: found, shell: () => unknown(""), role: () => undefined }), []).readings.length;
  };
  if (reading() !== files.size || recognising() !== 0) throw new Error("the files are not what they should be");
  yield ratioInside("discovery among 10,000 unknown YAML files", recognising, { name: "reading them", work: reading }, 1.3);
}
