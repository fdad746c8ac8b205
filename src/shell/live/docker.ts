import { dockerEndpoint } from "./engine/docker-endpoint.ts";
import { askEngine, patience } from "./engine/engine.ts";
import type { Fetcher } from "./fetcher.ts";

const help = {
  engine: "start it, or say where it is with DOCKER_HOST or ?context=NAME",
  rights: "root may, and members of the group docker",
};

/** `docker:auth-1`, `docker:shop/auth`: containers of a Docker engine. */
export const docker: Fetcher = ({ name, options }) => {
  const context = options.get("context")?.[0];
  const endpoint = dockerEndpoint(process.env, context);
  if ("undetermined" in endpoint) return Promise.resolve(endpoint);
  const env: Record<string, string> = context === undefined ? {} : { DOCKER_CONTEXT: context, DOCKER_HOST: "" };
  return askEngine(name, { endpoint, scheme: "docker", env, help, patience });
};
