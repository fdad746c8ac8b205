import type { Adapter } from "./adapter.ts";
import { adapter as buildkitShellLex } from "./buildkit-shell-lex.ts";
import { adapter as composeEffectiveEnv } from "./compose-effective-env.ts";
import { adapter as composeGoDotenv } from "./compose-go-dotenv.ts";
import { adapter as composeGoMerge } from "./compose-go-merge.ts";
import { adapter as composeGoTemplate } from "./compose-go-template.ts";
import { adapter as djangoEnviron } from "./django-environ.ts";
import { adapter as dockerEnvFile } from "./docker-env-file.ts";
import { adapter as dockerfileEnv } from "./dockerfile-env.ts";
import { adapter as k8sEnvVarNames } from "./k8s-env-var-names.ts";
import { adapter as k8sExpansion } from "./k8s-expansion.ts";
import { adapter as k8sKubeletEnv } from "./k8s-kubelet-env.ts";
import { adapter as k8sServiceEnv } from "./k8s-service-env.ts";
import { adapter as motdotlaDotenv } from "./motdotla-dotenv.ts";
import { adapter as node20ParseEnv } from "./node-20-parse-env.ts";
import { adapter as node24ParseEnv } from "./node-24-parse-env.ts";
import { adapter as procPidEnviron } from "./proc-pid-environ.ts";
import { adapter as pythonDotenv } from "./python-dotenv.ts";

/** One adapter for every vectors file. */
export const adapters: readonly Adapter[] = [
  composeEffectiveEnv,
  composeGoTemplate,
  composeGoMerge,
  composeGoDotenv,
  dockerfileEnv,
  buildkitShellLex,
  k8sKubeletEnv,
  k8sExpansion,
  k8sServiceEnv,
  k8sEnvVarNames,
  motdotlaDotenv,
  dockerEnvFile,
  pythonDotenv,
  djangoEnviron,
  node20ParseEnv,
  node24ParseEnv,
  procPidEnviron,
];
