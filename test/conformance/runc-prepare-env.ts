import { textOf } from "../support/env-file-case.ts";
import { inspectedEntries } from "../support/inspect-case.ts";
import type { Adapter } from "./adapter.ts";

/** What the process of a container gets from its `Env`, without what the engine had put below before runc saw it. */
export const adapter: Adapter = {
  vectors: "runc-prepare-env",
  run: ({ input }) => {
    const entries = inspectedEntries({ State: { Status: "running" }, Config: { Env: input } });
    const own = entries.filter(([name]) => name !== "PATH" && name !== "HOSTNAME");
    const home = "<home of uid from /etc/passwd, else />";
    return { value: own.map(([name, value]) => `${name}=${name === "HOME" && value.state === "opaque" ? home : textOf(value)}`) };
  },
};
