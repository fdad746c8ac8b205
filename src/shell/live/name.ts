import type { Fetcher } from "./fetcher.ts";

export const name: Fetcher = () => Promise.resolve({ undetermined: "cannot be asked" });
