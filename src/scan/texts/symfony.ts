import type { Found, Given, Literal } from "../found.ts";
import { linesOf, withoutYamlComment } from "../placeholder.ts";
import { environmentReads } from "../symfony.ts";
import type { TextPack } from "./text-pack.ts";

/** The configuration of Symfony in YAML: `%env(NAME)%`, and under `parameters:` what is taken where a variable is unset. */
export const symfonyYaml: TextPack = {
  id: "yaml",
  prefilter: /%env\(|^parameters:/m,
  read(text, path) {
    const reads: Found[] = [];
    const gives: Given[] = [];
    const block: Block = { top: "", indent: undefined };
    for (const { line, start } of linesOf(text)) {
      const plain = withoutYamlComment(line);
      const depth = plain.search(/\S/);
      if (depth === 0) Object.assign(block, { top: plain, indent: undefined });
      if (plain.includes("%env(")) {
        const isConditional = OF_ONE_STAGE.test(path) || block.top.startsWith("when@");
        reads.push(...environmentReads(plain, start).map((read) => (isConditional ? sometimes(read) : read)));
      }
      if (depth > 0) gives.push(...parameterIn(plain, depth, block));
    }
    return { reads, open: [], gives };
  },
};

/** The key without indent that a line stands below, and the indent of its own keys. */
interface Block {
  top: string;
  indent: number | undefined;
}

function parameterIn(line: string, depth: number, block: Block): readonly Given[] {
  block.indent ??= depth;
  const { name, value = "" } = PARAMETER.exec(line)?.groups ?? {};
  if (name === undefined || depth !== block.indent || !/^parameters\s*:/.test(block.top)) return [];
  return [{ kind: "parameter", name, value: scalar(value.trimEnd()) }];
}

const sometimes = (read: Found): Found => (read.mode === "required" ? { ...read, confidence: "conditional" } : read);

/** `config/packages/test/doctrine.yaml`; a block `when@test:` is the same in one file. */
const OF_ONE_STAGE = /(?:^|\/)(?:packages|routes)\/[^/]+\/[^/]+$|_(?:dev|test)\.ya?ml$/;

const PARAMETER = /^\s*["']?(?<name>[\w.()-]+)["']?\s*:\s+(?<value>\S.*)?$/;

/** A plain or quoted scalar; one with another parameter in it is none. */
function scalar(value: string): Literal | null {
  const [, , quoted] = /^(["'])(.*)\1$/.exec(value) ?? [];
  const text = quoted ?? value;
  if (text.includes("%") || (quoted === undefined && /^$|^[~[{>|&*!]|^null$/.test(text))) return null;
  if (quoted === undefined && /^(?:true|false)$/i.test(text)) return { text, of: "boolean" };
  return { text, of: quoted === undefined && /^-?\d+(?:\.\d+)?$/.test(text) ? "number" : "string" };
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

export const symfonyXml: TextPack = {
  id: "xml",
  prefilter: /%env\(|<parameter\b/,
  read(text) {
    const plain = text.replaceAll(/<!--[^]*?(?:-->|$)/g, blank);
    const parameters = plain.matchAll(/<parameter\s[^<>]{0,500}?key=["'](?<name>[\w.()-]+)["'][^<>]{0,500}>(?<value>[^<]*)<\/parameter>/g);
    const gives = [...parameters].map(({ groups }): Given => ({
      kind: "parameter",
      name: groups?.["name"] ?? "",
      value: scalar((groups?.["value"] ?? "").trim()),
    }));
    return { reads: environmentReads(plain, 0), open: [], gives };
  },
};

/** A committed `.env` beside the code: symfony/dotenv sets from it what is not set. */
export const symfonyDotenv: TextPack = {
  id: "dotenv",
  prefilter: /=/,
  read(text) {
    const gives = [...linesOf(text)].flatMap(({ line }): readonly Given[] => {
      const { name, value = "" } = /^\s*(?:export\s+)?(?<name>[A-Za-z_]\w*)=(?<value>.*)$/.exec(line)?.groups ?? {};
      return name === undefined ? [] : [{ kind: "dotenv", name, value: assigned(value.trimEnd()) }];
    });
    return { reads: [], open: [], gives };
  },
};

/** What is computed from others is no literal. */
function assigned(value: string): Literal | null {
  const [, single] = /^'([^']*)'/.exec(value) ?? [];
  const [, double] = /^"((?:[^"\\]|\\.)*)"/.exec(value) ?? [];
  const text = single ?? double?.replaceAll(/\\(["\\$])/g, "$1") ?? value.replace(/(?<!\s)\s+#.*$/, "");
  const computes = single === undefined && /(?<!\\)\$[\w{(]/.test(double ?? value);
  return computes ? null : { text, of: "string" };
}
