import type { KnownReader } from "../core/site.ts";
import type { Framework } from "./framework.ts";

const ARGUMENTS = { access: "call", name: { position: 0, keyword: "$key" }, default: { position: 1, keyword: "$default" } } as const;

/** As an import gives it, and as its last name where the file says which one it means. */
function ofClass(name: string, method: string, mode: KnownReader["mode"]): readonly KnownReader[] {
  const last = name.slice(name.lastIndexOf("\\") + 1);
  return [
    { ...ARGUMENTS, of: `${name}.${last}.${method}`, mode },
    { ...ARGUMENTS, of: `${last}.${method}`, mode, needs: name },
  ];
}

/** illuminate/support Env.php: `get` gives the default, a closure's value at that, else null; `getOrFail` throws. CakePHP, CodeIgniter and Hyperf have the same `env`. */
export const laravel: Framework = {
  id: "laravel",
  languages: ["php"],
  needs: /\benv\s*\(|\bEnv::/,
  readers: [
    { ...ARGUMENTS, of: "env", mode: "optional" },
    ...ofClass("Illuminate\\Support\\Env", "get", "optional"),
    ...ofClass("Illuminate\\Support\\Env", "getOrFail", "required"),
  ],
};

/** utopia-php/system System.php: `getEnv(string $name, ?string $default = null)`; older versions have it in App and Http. */
export const utopia: Framework = {
  id: "utopia",
  languages: ["php"],
  needs: /Utopia\\(?:System|App|Http|CLI)/,
  readers: ["Utopia\\System\\System", "Utopia\\App", "Utopia\\Http\\Http", "Utopia\\Http"].flatMap((name) =>
    ofClass(name, "getEnv", "optional"),
  ),
};
