import { bash } from "../../src/formats/bash.ts";
import { runUnlessRun } from "../support/shell-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "bash-source", run: (testCase) => runUnlessRun(bash, testCase) };
