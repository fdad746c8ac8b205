import { socketAt } from "./engine/endpoint.ts";
import { askEngine, patience } from "./engine/engine.ts";
import { withOwnService } from "./engine/own-service.ts";
import { podmanEndpoint, servicePath } from "./engine/podman-endpoint.ts";
import type { Fetcher } from "./fetcher.ts";

const help = {
  engine: "systemctl start podman.socket starts it (with --user for your own containers), and CONTAINER_HOST says where another one is",
  rights: "it belongs to another user: root asks for the containers of root",
};

/** `podman:auth-1`, `podman:shop/auth`: containers of podman, through its service; where none runs, through one that podman is asked to start. */
export const podman: Fetcher = async ({ name, options }) => {
  const found = await podmanEndpoint(process.env, options.get("context")?.[0]);
  if (found !== undefined && "undetermined" in found) return found;
  const ask = (path: string): ReturnType<typeof askEngine> => {
    const endpoint = found ?? socketAt(path);
    const env = endpoint.kind === "socket" ? { DOCKER_HOST: `unix://${endpoint.path}` } : {};
    return askEngine(name, { endpoint, scheme: "podman", env, help, patience });
  };
  if (found !== undefined) return ask("");
  const own = servicePath(process.env);
  return (
    (await withOwnService(ask, patience)) ?? {
      undetermined: `cannot be asked: no service listens at ${own}, and podman cannot be started; ${help.engine}`,
    }
  );
};
