/** What holds the environment as an object with a member for each variable. */
export const ENVIRONMENTS: readonly string[] = [
  "process.env",
  "node:process.env",
  "process.process.env",
  "process.default.env",
  "globalThis.process.env",
  "global.process.env",
  "window.process.env",
  "import.meta.env",
  "Bun.env",
  "bun.env",
  "std-env.env",
  "std-env.process.env",
  "Deno.env.toObject()",
  "vite.loadEnv()",
  "NodeJS.ProcessEnv()",
  "$env/dynamic/private.env",
  "$env/dynamic/public.env",
];

/** Whether a path is that of an environment, or of a parameter that is given one. */
export function isEnvironment(path: string): boolean {
  return ENVIRONMENTS.includes(path.replace(/^@handed:/, ""));
}
