import type { KnownReader } from "../core/site.ts";
import type { Framework } from "./framework.ts";

/** Modules whose `config(env=NAME, default=None)` makes Django settings of a URL, by the variable that each reads if told no other. */
const MODULES = [
  ["dj_database_url", "DATABASE_URL", "optional"],
  ["dj_email_url", "EMAIL_URL", "optional"],
  ["dj_search_url", "SEARCH_URL", "optional"],
  ["django_cache_url", "CACHE_URL", "optional"],
  ["dj_cache_url", "CACHE_URL", "optional"],
] as const;

export const djangoUrls: Framework = {
  id: "django-urls",
  languages: ["python"],
  needs: /\b(?:dj_(?:database|email|search|cache)_url|django_cache_url)\b/,
  readers: MODULES.map(([module, own, mode]): KnownReader => ({
    access: "call",
    of: `${module}.config`,
    name: { position: 0, keyword: "env" },
    default: { position: 1, keyword: "default" },
    names: [own],
    mode,
    type: "url",
  })),
};
