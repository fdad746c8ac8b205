import { expect, test } from "@jest/globals";
import { run } from "../src/commands/formats.ts";
import { formats } from "../src/formats/index.ts";
import { memoryHost, requestFor } from "./memory-host.ts";

const surface = { color: false, width: 80, quiet: true };

function printed(format: string): string {
  return run(requestFor("formats", { outputs: [{ format, file: undefined, append: false }] }), memoryHost(new Map()), surface).stdout;
}

test("the list tells of every format what a target of it needs", () => {
  const paragraphs = printed("text").split("\n\n");
  expect(paragraphs).toHaveLength(formats.length);
  expect(paragraphs.find((paragraph) => paragraph.startsWith("quadlet:"))).toBe(
    `quadlet: containers of Quadlet, podman's units for systemd
  found by itself: yes
  options: root
  cannot see: the ENV of the image, what EnvironmentHost= passes on, and the pods of a .kube`,
  );
  expect(paragraphs.find((paragraph) => paragraph.startsWith("bash:"))).toContain("found by itself: no, only where it is named");
});

test("its JSON says the same", () => {
  expect(JSON.parse(printed("json"))).toEqual({
    version: 1,
    formats: formats.map(({ id, summary, options, globs, unseen }) => ({
      id,
      reads: summary,
      options,
      discovered: globs.length > 0,
      unseen,
    })),
  });
});
