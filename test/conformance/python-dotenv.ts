import { pythonDotenv } from "../../src/formats/python-dotenv.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

/** A name that the reference maps to None is one that is surely not set. */
export const adapter: Adapter = {
  vectors: "python-dotenv",
  run: (testCase) => runText(pythonDotenv, testCase, { interpolate: [testCase.context["interpolate"] === false ? "false" : "true"] }),
};
