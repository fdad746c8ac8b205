import type { Fetcher } from "./fetcher.ts";

export const unit: Fetcher = () => Promise.resolve({ undetermined: "cannot be asked" });
