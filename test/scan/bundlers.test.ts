import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [
  ["no configuration", "process.env.inlined", "inlined optional"],
];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});

const projects: readonly (readonly [what: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  [
    "keys of Next.js",
    {
      "app/next.config.ts":
        'const version = process.env.VERSION || "";\nconst nextConfig = { env: { version, API: process.env.API, FIXED: "x" } };\nexport default nextConfig;',
      "app/src/a.tsx": "export const A = () => <p>{process.env.version} {process.env.FIXED} {process.env.API}</p>",
      "other/a.ts": "process.env.FIXED",
    },
    'VERSION default ""',
    "API optional",
    "API optional",
    "FIXED optional",
  ],
  [
    "definitions",
    {
      "vite.config.ts":
        'export default defineConfig({ define: { "process.env.FIXED": JSON.stringify("x"), "import.meta.env.VITE_A": JSON.stringify(process.env.B), "process.env.C": JSON.stringify(process.env.C) } })',
      "src/a.ts": "process.env.FIXED; import.meta.env.VITE_A; process.env.C",
    },
    "C optional",
    "B optional",
    "C optional",
  ],
];

test.each(projects)("%s", async (_what, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});
