import { compose } from "./compose.ts";
import { composeEnvFile } from "./compose-env-file.ts";
import { djangoEnviron } from "./django-environ.ts";
import { dockerEnvFile } from "./docker-env-file.ts";
import { dockerInspect } from "./docker-inspect.ts";
import { dockerfile } from "./dockerfile.ts";
import { dotenv } from "./dotenv.ts";
import { envDump } from "./env-dump.ts";
import type { Format } from "./format.ts";
import { kubernetes } from "./kubernetes.ts";
import { nodeEnvFile } from "./node-env-file.ts";
import { process } from "./process.ts";
import { pythonDotenv } from "./python-dotenv.ts";

/** Every format. The first that accepts a document reads it, so the formats that are only ever named come last. */
export const formats: readonly Format[] = [
  compose,
  kubernetes,
  dockerfile,
  dotenv,
  dockerInspect,
  composeEnvFile,
  dockerEnvFile,
  pythonDotenv,
  djangoEnviron,
  nodeEnvFile,
  process,
  envDump,
];
