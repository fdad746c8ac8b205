import { pythonDecouple } from "../../src/formats/python-decouple.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "python-decouple", run: (testCase) => runText(pythonDecouple, testCase) };
