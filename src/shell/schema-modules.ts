import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { SchemaModule } from "../request.ts";
import { sanitise } from "../text/sanitise.ts";
import { UsageError } from "./usage-error.ts";

/** The program runs from `bin`, where a file of its own makes the import. */
declare const require: (id: "./import.cjs") => (specifier: string) => Promise<unknown>;

const typescript = /\.[cm]?tsx?$/;

/** Runs the modules that the command line names; their code has all the rights of envcheck itself. Nothing else is ever executed. */
export async function runSchemaModules(paths: readonly string[], root: string): Promise<readonly SchemaModule[]> {
  return Promise.all(paths.map(async (path) => ({ path, exports: await exportsOf(path, resolve(root, path)) })));
}

async function exportsOf(path: string, file: string): Promise<readonly unknown[]> {
  try {
    const found = await require("./import.cjs")(pathToFileURL(file).href);
    return typeof found === "object" && found !== null ? Object.values(found) : [];
  } catch (error) {
    throw new UsageError(`${sanitise(path)} cannot be run: ${reasonOf(error, path)}`);
  }
}

/** The kind of error without its message, which may hold whatever the module had at hand. */
function reasonOf(error: unknown, path: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === "ERR_MODULE_NOT_FOUND" || code === "ENOENT") return "it, or a module that it imports, is not there";
  if (typescript.test(path) && (code === "ERR_UNKNOWN_FILE_EXTENSION" || error instanceof SyntaxError)) {
    return `Node ${process.version} does not run TypeScript; compile it, or use Node 22.18 or newer`;
  }
  return error instanceof Error ? `it throws ${sanitise(error.name)}` : "it throws";
}
