import { newRandom } from "./corpora.ts";

/** A language of the made-up project: its share of a hundred files, what a file is called, and a function of it. */
interface Kind {
  readonly share: number;
  path(i: number): string;
  head(i: number): string;
  body(name: string, other: string, number: string): string;
  /** Reads two variables, one of them through the wrapper. */
  read(i: number): string;
  /** A file that all share: constants, and a wrapper. */
  readonly shared: readonly [path: string, text: string];
}

const typescript: Kind = {
  share: 60,
  path: (i) => `web/src/area${String(i % 40)}/module${String(i)}.ts`,
  head: (i) => `import { f${String(i)} as next } from "./module${String(i + 40)}";\n`,
  body: (name, other, number) =>
    `/** Takes the rows of ${name} that are newer than ${other}, and says what they come to. */\nexport async function ${name}(rows: readonly { id: string; total: number }[], limit = ${number}): Promise<number> {\n  const found = rows.filter(({ id, total }) => id !== "${other}" && total > limit);\n  const totals = new Map(found.map(({ id, total }) => [id, total * 1.5]));\n  if (totals.size === 0) return -1;\n  return [...totals.values()].reduce((sum, each) => sum + each, 0) / totals.size;\n}\n\n`,
  read: (i) =>
    `import { setting } from "../settings";\nexport const url${String(i)} = process.env.SERVICE_URL_${String(i)} ?? "http://localhost:3000";\nexport const limit${String(i)} = setting("LIMIT_${String(i)}", "10");\n`,
  shared: [
    "web/src/settings.ts",
    `export function setting(name: string, fallback?: string): string {\n  const value = process.env[name] ?? fallback;\n  if (value === undefined) throw new Error(name);\n  return value;\n}\n`,
  ],
};

const python: Kind = {
  share: 30,
  path: (i) => `api/area${String(i % 40)}/module${String(i)}.py`,
  head: (i) => `import logging\n\nfrom .module${String(i + 40)} import f${String(i)} as following\n\n`,
  body: (name, other, number) =>
    `def ${name}(rows, limit=${number}):\n    """Takes the rows of ${name} that are newer than ${other}, and says what they come to."""\n    found = [row for row in rows if row["id"] != "${other}" and row["total"] > limit]\n    totals = {row["id"]: row["total"] * 1.5 for row in found}\n    if not totals:\n        return -1\n    return sum(totals.values()) / len(totals)\n\n\n`,
  read: (i) =>
    `import os\nfrom api.settings import get_setting\nSERVICE_URL_${String(i)} = os.environ.get("PY_SERVICE_URL_${String(i)}", "http://localhost:8000")\nLIMIT_${String(i)} = get_setting("PY_LIMIT_${String(i)}", "10")\n`,
  shared: [
    "api/settings.py",
    `import os\n\n\ndef get_setting(name, fallback=None):\n    value = os.environ.get(name, fallback)\n    if value is None:\n        raise RuntimeError(name)\n    return value\n`,
  ],
};

const go: Kind = {
  share: 10,
  path: (i) => `worker/area${String(i % 40)}/module${String(i)}.go`,
  head: (i) => `package area${String(i % 40)}\n\nimport "time"\n\n`,
  body: (name, other, number) =>
    `// ${name} takes the rows that are newer than ${other}, and says what they come to.\nfunc ${name}(rows []Row, limit float64) float64 {\n\tsum, count := 0.0, ${number}\n\tfor _, row := range rows {\n\t\tif row.ID != "${other}" && row.Total > limit {\n\t\t\tsum += row.Total * 1.5\n\t\t\tcount++\n\t\t}\n\t}\n\tif count == 0 {\n\t\treturn -1\n\t}\n\treturn sum / float64(count)\n}\n\n`,
  read: (i) =>
    `import "os"\nimport "example.com/worker/settings"\n\nvar serviceURL${String(i)} = os.Getenv("GO_SERVICE_URL_${String(i)}")\nvar limit${String(i)} = settings.Get("GO_LIMIT_${String(i)}", "10")\n`,
  shared: [
    "worker/settings/settings.go",
    `package settings\n\nimport "os"\n\nfunc Get(name, fallback string) string {\n\tif value := os.Getenv(name); value != "" {\n\t\treturn value\n\t}\n\treturn fallback\n}\n`,
  ],
};

/** Characters of a file, and one file in how many that reads: two in a hundred bytes are in such a file in saleor and in langfuse. */
const length = 7000;
const readsIn = 50;

/** A project of so many files of code in three languages, 7 KB each, with an env file that has what its JavaScript reads. */
export function code(count: number): ReadonlyMap<string, string> {
  const random = newRandom();
  const kinds = [typescript, python, go];
  const files = kinds.flatMap((kind) =>
    Array.from({ length: Math.round((count * kind.share) / 100) }, (_, i): [string, string] => {
      let text = kind.head(i) + (i % readsIn === 0 ? kind.read(i) : "");
      for (let n = 0; text.length < length; n += 1) {
        text += kind.body(n === 0 ? `f${String(i)}` : `f${String(i)}_${random.hex(6)}`, `u${random.hex(8)}`, String(n));
      }
      return [kind.path(i), text];
    }),
  );
  const set = Array.from({ length: count }, (_, i) => (i % readsIn === 0 ? `SERVICE_URL_${String(i)}=http://localhost:4000\n` : ""));
  return new Map([...files, ...kinds.map(({ shared }) => shared), [".env", set.join("")], [".gitignore", ".env\n"]]);
}
