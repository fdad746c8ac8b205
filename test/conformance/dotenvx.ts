import { dotenvx } from "../../src/formats/dotenvx.ts";
import { runTextOrShell } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "dotenvx", run: (testCase) => runTextOrShell(dotenvx, testCase) };
