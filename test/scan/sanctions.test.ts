import { describe, expect, test } from "@jest/globals";
import { sanctionsIn } from "../../src/scan/sanctions.ts";
import { scanned } from "./support.ts";

describe("comments of all kinds", () => {
  test.each([
    "# envcheck: reads A_KEY, B_KEY",
    "// envcheck: reads A_KEY, B_KEY",
    "/* envcheck: reads A_KEY, B_KEY */",
    "/**\n * envcheck: reads A_KEY and B_KEY\n */",
    "-- envcheck: reads A_KEY,B_KEY",
    "<!-- envcheck: reads A_KEY, B_KEY -->",
    "{# envcheck: reads A_KEY, B_KEY #}",
    "{/* envcheck: reads A_KEY, B_KEY */}",
    "; envcheck: reads A_KEY, B_KEY (one for each tenant)",
    "x = 1  # the tenants. envcheck: reads A_KEY, B_KEY",
  ])("%s", (text) => {
    const reads = sanctionsIn(text)?.reads ?? [];
    expect(reads.map(({ variable, mode, at }) => [variable, mode, text.slice(at.start, at.end)])).toEqual([
      ["A_KEY", "optional", "A_KEY"],
      ["B_KEY", "optional", "B_KEY"],
    ]);
  });
});

test.each(["envcheck: reads A_KEY", "# envcheck reads A_KEY", "# envcheck: read A_KEY", "# envcheck: reads"])("%s says nothing", (text) => {
  expect(sanctionsIn(text)?.reads ?? []).toEqual([]);
});

test.each([
  ["# envcheck: reads A_KEY, B_KEY\necho ${!name}", true, ["A_KEY", "B_KEY"]],
  ["# envcheck: reads A_KEY\n# by tenant\n\necho ${!name}", true, ["A_KEY"]],
  ["echo ${!name} # envcheck: reads A_KEY", true, ["A_KEY"]],
  ["# envcheck: reads APP_*, *_URL\necho ${!name}", true, []],
  ["# envcheck: reads A_KEY\n:\necho ${!name}", false, ["A_KEY"]],
  [": # envcheck: reads A_KEY\necho ${!name}", false, ["A_KEY"]],
  ["echo ${!name}", false, []],
])("%j accounts for the open read: %j", async (text, sanctioned, names) => {
  const { reads, dynamic } = await scanned({ "a.sh": text });
  expect(dynamic.map((open) => open.sanctioned)).toEqual([sanctioned]);
  expect(reads.filter(({ variable }) => variable !== "name").map(({ variable }) => variable)).toEqual(names);
});
