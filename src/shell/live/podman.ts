import type { Fetcher } from "./fetcher.ts";

export const podman: Fetcher = () => Promise.resolve({ undetermined: "cannot be asked" });
