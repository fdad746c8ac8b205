import { sh } from "../../src/formats/sh.ts";
import { runUnlessRun } from "../support/shell-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "dash-source", run: (testCase) => runUnlessRun(sh, testCase) };
