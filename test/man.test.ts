import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { leaveOut } from "./support/left-out.ts";

const page = join(import.meta.dirname, "../man/envcheck.1");

/** What each formatter complains of goes to standard error; mandoc prints it. */
test.each([
  ["man", ["--warnings", "-l", page]],
  ["mandoc", ["-Tlint", "-Wwarning", page]],
  ["groff", ["-man", "-Tutf8", "-ww", page]],
])("%s has nothing to say against the manual", (program, args) => {
  const env = { PATH: process.env["PATH"], MANWIDTH: "80", LC_ALL: "C.UTF-8" };
  const { error, status, stdout, stderr } = spawnSync(program, args, { env, encoding: "utf8" });
  if (error !== undefined) {
    leaveOut(`the manual through ${program}, which is not installed`);
    return;
  }
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  if (program === "mandoc") expect(stdout).toBe("");
  else expect(stdout).toContain("User Commands");
});
