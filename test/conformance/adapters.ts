import type { Adapter } from "./adapter.ts";
import { adapter as amazonEcsAgentEnvFile } from "./amazon-ecs-agent-env-file.ts";
import { adapter as bashSource } from "./bash-source.ts";
import { adapter as buildkitShellLex } from "./buildkit-shell-lex.ts";
import { adapter as bun } from "./bun.ts";
import { adapter as composeEffectiveEnv } from "./compose-effective-env.ts";
import { adapter as composeGoDotenv } from "./compose-go-dotenv.ts";
import { adapter as composeGoMerge } from "./compose-go-merge.ts";
import { adapter as composeGoTemplate } from "./compose-go-template.ts";
import { adapter as dashSource } from "./dash-source.ts";
import { adapter as denoEnvFile } from "./deno-env-file.ts";
import { adapter as direnvGoDotenv } from "./direnv-go-dotenv.ts";
import { adapter as djangoEnviron } from "./django-environ.ts";
import { adapter as dockerEngineConfigEnv } from "./docker-engine-config-env.ts";
import { adapter as dockerEnvFile } from "./docker-env-file.ts";
import { adapter as dockerfileEnv } from "./dockerfile-env.ts";
import { adapter as dotenvExpand12 } from "./dotenv-expand-12.ts";
import { adapter as dotenvx } from "./dotenvx.ts";
import { adapter as dotenvy } from "./dotenvy.ts";
import { adapter as hashicorpGoEnvparse } from "./hashicorp-go-envparse.ts";
import { adapter as johoGodotenv } from "./joho-godotenv.ts";
import { adapter as k8sEnvVarNames } from "./k8s-env-var-names.ts";
import { adapter as k8sExpansion } from "./k8s-expansion.ts";
import { adapter as k8sFilekeyrefEnv } from "./k8s-filekeyref-env.ts";
import { adapter as k8sKubeletEnv } from "./k8s-kubelet-env.ts";
import { adapter as k8sServiceEnv } from "./k8s-service-env.ts";
import { adapter as kubectlFromEnvFile } from "./kubectl-from-env-file.ts";
import { adapter as kustomizeConfigMapEnvs } from "./kustomize-config-map-envs.ts";
import { adapter as motdotlaDotenv } from "./motdotla-dotenv.ts";
import { adapter as nextEnv } from "./next-env.ts";
import { adapter as node20ParseEnv } from "./node-20-parse-env.ts";
import { adapter as node24ParseEnv } from "./node-24-parse-env.ts";
import { adapter as phpdotenv } from "./phpdotenv.ts";
import { adapter as podmanEnvFile } from "./podman-env-file.ts";
import { adapter as podmanQuadletEnvironment } from "./podman-quadlet-environment.ts";
import { adapter as procPidEnviron } from "./proc-pid-environ.ts";
import { adapter as pythonDecouple } from "./python-decouple.ts";
import { adapter as pythonDotenv } from "./python-dotenv.ts";
import { adapter as rubyDotenv } from "./ruby-dotenv.ts";
import { adapter as runcPrepareEnv } from "./runc-prepare-env.ts";
import { adapter as symfonyDotenv } from "./symfony-dotenv.ts";
import { adapter as systemdEnvironmentFile } from "./systemd-environment-file.ts";
import { adapter as systemdUnitEnvironment } from "./systemd-unit-environment.ts";

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
  dotenvExpand12,
  nextEnv,
  bun,
  denoEnvFile,
  dotenvx,
  phpdotenv,
  symfonyDotenv,
  rubyDotenv,
  k8sFilekeyrefEnv,
  procPidEnviron,
  dockerEngineConfigEnv,
  runcPrepareEnv,
  amazonEcsAgentEnvFile,
  bashSource,
  dashSource,
  direnvGoDotenv,
  dotenvy,
  hashicorpGoEnvparse,
  johoGodotenv,
  kubectlFromEnvFile,
  kustomizeConfigMapEnvs,
  podmanEnvFile,
  podmanQuadletEnvironment,
  pythonDecouple,
  systemdEnvironmentFile,
  systemdUnitEnvironment,
];
