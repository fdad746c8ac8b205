import { attributes, escapeXml } from "../text/xml.ts";
import type { Reporter, Run } from "./reporter.ts";
import { type Case, type Suite, suitesOf } from "./junit/suites.ts";

/**
 * JUnit XML that is valid for both of its dialects, that of Ant (windyroad's JUnit.xsd) and that of Jenkins (junit-10.xsd): one suite for each service
 * and stage, one case for each declared variable. It tells no times, which the first dialect has to have, so that two runs that saw the same are the same.
 */
export const junit: Reporter = {
  id: "junit",
  summary: "JUnit XML: a test for each variable",
  render(report, { quiet }, run) {
    const suites = suitesOf(report, quiet).map((suite, id) => suiteElement(suite, id, run));
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
  },
};

function suiteElement({ name, cases, remarks }: Suite, id: number, { version }: Run): string {
  const number = (one: Case["outcome"]): number => cases.filter(({ outcome }) => outcome === one).length;
  const numbers = { tests: cases.length, failures: number("failure"), errors: number("error"), skipped: number("skipped") };
  const never = { timestamp: "1970-01-01T00:00:00", hostname: "localhost", time: 0 };
  return [
    `  <testsuite${attributes({ id, package: "envcheck", name, ...numbers, ...never })}>\n`,
    `    <properties><property${attributes({ name: "envcheck.version", value: version })}/></properties>\n`,
    ...cases.map((one) => caseElement(one, name)),
    `    <system-out>${remarks.map(escapeXml).join("\n")}</system-out>\n    <system-err/>\n  </testsuite>\n`,
  ].join("");
}

function caseElement({ name, outcome, type, texts }: Case, suite: string): string {
  const start = `    <testcase${attributes({ name, classname: `envcheck.${suite}`, time: 0 })}`;
  if (outcome === "passed") return `${start}/>\n`;
  const [first = ""] = texts;
  const about = outcome === "skipped" ? "" : attributes({ message: first, type });
  return `${start}>\n      <${outcome}${about}>${texts.map(escapeXml).join("\n")}</${outcome}>\n    </testcase>\n`;
}
