import { ansible } from "./ansible.ts";
import { appEngine } from "./app-engine.ts";
import { bash } from "./bash.ts";
import { bun } from "./bun.ts";
import { circleci } from "./circleci.ts";
import { cloudformation } from "./cloudformation.ts";
import { compose } from "./compose.ts";
import { composeEnvFile } from "./compose-env-file.ts";
import { containerApps } from "./container-apps.ts";
import { deno } from "./deno.ts";
import { devcontainer } from "./devcontainer.ts";
import { direnv } from "./direnv.ts";
import { djangoEnviron } from "./django-environ.ts";
import { dockerBake } from "./docker-bake.ts";
import { dockerEnvFile } from "./docker-env-file.ts";
import { dockerInspect } from "./docker-inspect.ts";
import { dockerfile } from "./dockerfile.ts";
import { dotenv } from "./dotenv.ts";
import { dotenvExpand } from "./dotenv-expand.ts";
import { dotenvx } from "./dotenvx.ts";
import { dotenvy } from "./dotenvy.ts";
import { ecs } from "./ecs.ts";
import { ecsEnvFile } from "./ecs-env-file.ts";
import { envDump } from "./env-dump.ts";
import { fly } from "./fly.ts";
import type { Format } from "./format.ts";
import { githubActions } from "./github-actions.ts";
import { gitlabCi } from "./gitlab-ci.ts";
import { godotenv } from "./godotenv.ts";
import { helmValues } from "./helm-values.ts";
import { heroku } from "./heroku.ts";
import { kubectlEnvFile } from "./kubectl-env-file.ts";
import { kubernetes } from "./kubernetes.ts";
import { kubernetesFileKey } from "./kubernetes-file-key.ts";
import { kustomizeEnvFile } from "./kustomize-env-file.ts";
import { netlify } from "./netlify.ts";
import { nextEnv } from "./next.ts";
import { kustomize } from "./kustomize.ts";
import { nodeEnvFile } from "./node-env-file.ts";
import { nomad } from "./nomad.ts";
import { nomadEnvFile } from "./nomad-env-file.ts";
import { phpdotenv } from "./phpdotenv.ts";
import { podmanEnvFile } from "./podman-env-file.ts";
import { process } from "./process.ts";
import { procfile } from "./procfile.ts";
import { pythonDecouple } from "./python-decouple.ts";
import { pythonDotenv } from "./python-dotenv.ts";
import { quadlet } from "./quadlet.ts";
import { railway } from "./railway.ts";
import { render } from "./render.ts";
import { rubyDotenv } from "./ruby-dotenv.ts";
import { serverless } from "./serverless.ts";
import { sh } from "./sh.ts";
import { skaffold } from "./skaffold.ts";
import { snapshot } from "./snapshot.ts";
import { supervisord } from "./supervisord.ts";
import { symfonyDotenv } from "./symfony-dotenv.ts";
import { systemd } from "./systemd.ts";
import { systemdEnvFile } from "./systemd-env-file.ts";
import { terraform } from "./terraform.ts";
import { tilt } from "./tilt.ts";
import { vercel } from "./vercel.ts";
import { wrangler } from "./wrangler.ts";

/** Every format. The first that accepts a document reads it, so the formats that are only ever named come last. */
export const formats: readonly Format[] = [
  compose,
  helmValues,
  skaffold,
  containerApps,
  kubernetes,
  ecs,
  cloudformation,
  render,
  fly,
  wrangler,
  appEngine,
  serverless,
  heroku,
  vercel,
  netlify,
  railway,
  procfile,
  supervisord,
  terraform,
  nomad,
  devcontainer,
  ansible,
  githubActions,
  gitlabCi,
  circleci,
  kustomize,
  systemd,
  quadlet,
  dockerfile,
  dotenv,
  snapshot,
  dockerInspect,
  tilt,
  dockerBake,
  composeEnvFile,
  dockerEnvFile,
  pythonDotenv,
  djangoEnviron,
  nodeEnvFile,
  dotenvExpand,
  nextEnv,
  bun,
  deno,
  dotenvx,
  phpdotenv,
  symfonyDotenv,
  rubyDotenv,
  kubernetesFileKey,
  pythonDecouple,
  godotenv,
  direnv,
  dotenvy,
  podmanEnvFile,
  kubectlEnvFile,
  kustomizeEnvFile,
  ecsEnvFile,
  nomadEnvFile,
  systemdEnvFile,
  bash,
  sh,
  process,
  envDump,
];
