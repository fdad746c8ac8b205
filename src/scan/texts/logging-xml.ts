import type { Found } from "../found.ts";
import { linesOf, moved, placeholdersIn, type Dialect } from "../placeholder.ts";
import type { TextPack } from "./text-pack.ts";

/** Logback looks a name up in the file, then in system properties, then in the environment, and goes on without (manual, "Variable substitution"). */
const LOGBACK: Dialect = { content: /^(?<before>\s*)(?<name>[\w.]+)(?<sign>:-)?/, mode: "optional" };

/** Of log4j2, only what is asked of the environment: `${env:NAME:-default}` (manual, "Lookups"). */
const LOG4J: Dialect = { content: /^(?<before>\$?\{?env:)(?<name>[\w.]+)(?<sign>:-)?/, mode: "optional" };

/** What gives a name a value: `<property name="…">`, `<springProperty name="…">`, `<define name="…">`. */
const DEFINED =
  /<(?:property|variable|substitutionProperty|springProperty|define|timestamp|insertFromJNDI)\b[^<>]{0,500}?\s(?:name|key|as)\s*=\s*["'](?<name>[^"'<>]+)["'][^<>]*/gi;

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

export const loggingXml: TextPack = {
  id: "logging-xml",
  prefilter: /\$\{/,
  read(text) {
    const plain = text.replaceAll(/<!--[^]*?(?:-->|$)/g, blank);
    if (/<(?:appenders|loggers)\b|<Configuration\b/.test(plain) && !/<appender\b/.test(plain))
      return { reads: inLines(plain, LOG4J), open: [] };
    const definitions = [...plain.matchAll(DEFINED)].map(({ 0: whole, index, groups }) => ({
      start: index,
      end: index + whole.length,
      name: groups?.["name"],
    }));
    const satisfied = ({ variable, at }: Found): boolean =>
      definitions.some(({ name, start, end }) => name === variable && !(start <= at.start && at.end <= end));
    return { reads: inLines(plain, LOGBACK).filter((found) => !satisfied(found)), open: [] };
  },
};

function inLines(text: string, dialect: Dialect): readonly Found[] {
  return [...linesOf(text)].flatMap(({ line, start }) => (line.includes("${") ? moved(placeholdersIn(line, dialect), start) : []));
}
