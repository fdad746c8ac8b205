import { basename } from "../text/path.ts";
import type { Extent } from "./found.ts";
import type { ScanFile } from "./result.ts";

/** Calls that fill the process's own environment from a file: python-dotenv, django-environ, decouple, dotenv, Next.js, Nest, Ruby, PHP, Go, Rust, pydantic-settings. */
const loads =
  /\bload_dotenv\s*\(|\bread_env\s*\(|\bRepositoryEnv\s*\(|\bdotenv\/config\b|\bdotenv(?:["']\s*\))?\.config\s*\(|\bloadEnvConfig\s*\(|\bprocess\.loadEnvFile\s*\(|\bConfigModule\.forRoot\s*\(|\brequire[ \t(]*["']dotenv\/(?:load|rails-now)["']|\bDotenv(?:\.load|::create|::parse|\(\)\)?->(?:load|bootEnv))|\bgodotenv\.(?:Load|Overload)\s*\(|\bdotenvy?::(?:dotenv|from_\w+)\s*\(|\benv_file\s*=\s*[^\sN]/;

/** A gem that does so as it is loaded; one in a group of gems is that of developers. */
const gem = /^gem[ \t(]+["'](?:dotenv-rails["']|dotenv["'][^#\n]*["']dotenv\/(?:load|rails-now)["'])(?!.*\bgroups?:)/m;

/** All of them hold one of these, and few other texts do. */
const hint = /[eE]nv|ConfigModule/;

/** Where running code first loads env files by itself. */
export function envFileLoad({ path, role, text }: ScanFile): Extent | null {
  const found = basename(path) === "Gemfile" ? gem.exec(text) : role === "runtime" && hint.test(text) ? loads.exec(text) : null;
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}
