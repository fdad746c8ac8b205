import { join } from "node:path";
import { test } from "@jest/globals";
import { expectPageToShow } from "./support/executed-page.ts";

test.each(["live", "audit", "checklist", "incident", "suppressions", "baseline"])("docs/%s.md shows what envcheck prints", async (id) => {
  await expectPageToShow(join(import.meta.dirname, "..", "docs", `${id}.md`));
});
