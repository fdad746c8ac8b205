import type { Fetcher } from "./fetcher.ts";

export const docker: Fetcher = () => Promise.resolve({ undetermined: "cannot be asked" });
