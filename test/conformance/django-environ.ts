import { djangoEnviron } from "../../src/formats/django-environ.ts";
import { runText } from "../support/env-file-case.ts";
import type { Adapter } from "./adapter.ts";

export const adapter: Adapter = { vectors: "django-environ", run: (testCase) => runText(djangoEnviron, testCase) };
