import { expect, test } from "@jest/globals";
import { told } from "./support.ts";

/** What is read, in the order of the text. */
const cases: readonly (readonly [what: string, code: string, ...reads: string[]])[] = [["plain code", "process.env.A", "A optional"]];

test.each(cases)("%s", async (_what, code, ...reads) => {
  expect(await told({ "env.ts": code })).toEqual(reads);
});

const projects: readonly (readonly [what: string, files: Readonly<Record<string, string>>, ...reads: string[]])[] = [
  [
    "Vue",
    {
      "a.vue":
        '<template>don\'t {{ import.meta.env.VITE_A ?? "a" }}</template>\n<!-- <script>process.env.NO</script> -->\n<script setup lang="ts">\nconst b: string = import.meta.env.VITE_B || "b"\n</script>\n<style> a { b: process.env.NO } </style>\n<script type="application/json">{ "process.env.NO": 1 }</script>',
    },
    'VITE_A default "a"',
    'VITE_B default "b"',
  ],
  [
    "Svelte",
    {
      "a.svelte":
        '<script lang="ts">\n  import { A } from "$env/static/private";\n  import { env } from "$env/dynamic/public";\n</script>\n<p title={env.PUBLIC_C}>don\'t {#if env.PUBLIC_D === "true"} {import.meta.env.VITE_E} {:else if env.PUBLIC_F}{/if} {#each env.PUBLIC_G.split(",") as f (f)}{f}{/each} process.env.NO</p>',
    },
    "A required",
    "PUBLIC_C optional",
    "PUBLIC_D optional",
    "VITE_E optional",
    "PUBLIC_F optional",
    "PUBLIC_G optional",
  ],
  [
    "Astro",
    {
      "a.astro":
        '---\nconst a = import.meta.env.A ?? "a";\n---\n<p>{a && <b>{import.meta.env.B}</b>} process.env.NO</p>\n<script>fetch(import.meta.env.PUBLIC_C)</script>\n<style> a { b: process.env.NO } </style>',
    },
    'A default "a"',
    "B optional",
    "PUBLIC_C optional",
  ],
  [
    "broken",
    {
      "a.vue": "<script>process.env.A",
      "b.vue": "{{ process.env.B",
      "c.svelte": "} process.env.NO } <p>{process.env.C",
      "d.astro": "---\nprocess.env.D",
    },
    "A optional",
  ],
];

test.each(projects)("%s", async (_what, files, ...reads) => {
  expect(await told(files)).toEqual(reads);
});
