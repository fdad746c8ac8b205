import type { Binding } from "../model/binding.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Project, Variable } from "../model/project.ts";
import { sameText } from "../model/sealed.ts";
import { isEmpty } from "../model/value.ts";
import { declaredNote, inDeployment, whereSet } from "./deployment.ts";
import { loudness } from "./role.ts";

/** Types of secrets that somebody made up once. A certificate or an address may well be the one of the example. */
const generated: ReadonlySet<string> = new Set(["secret", "jwt-key"]);

/** What helps against a secret that others know. */
export const generateIt = "generate it, for example with openssl rand -base64 48";

/** Declared secrets that are deployed with the value that an example env file has under their name: whoever can read the example knows them. */
export function* shownInExamples({ readings, deployments }: Project): Iterable<Finding> {
  const examples = readings.filter(({ role }) => role === "example").flatMap(({ environments }) => environments);
  if (examples.length === 0) return;
  const shownAs = (name: string) => examples.flatMap(({ entries }) => entries.get(name)?.from[0] ?? []);
  for (const deployment of deployments) {
    const severity = loudness(deployment.role);
    if (severity === undefined) continue;
    for (const variable of deployment.variables.values()) {
      const example = shownOf(variable, shownAs);
      if (example !== undefined) yield inDeployment({ ...told(variable, example), severity }, deployment);
    }
  }
}

/** A value that its type already rejects is not told again. */
function shownOf({ declaration, value, complaint }: Variable, shownAs: (name: string) => readonly Binding[]): Binding | undefined {
  if (value.state !== "known" || isEmpty(value) || complaint !== undefined || !generated.has(declaration.use.type.id)) return undefined;
  const { text } = value;
  return [declaration.name, ...declaration.aliases]
    .flatMap(shownAs)
    .find((shown) => shown.value.state === "known" && sameText(shown.value.text, text));
}

function told(variable: Variable, example: Binding): Finding {
  const { declaration } = variable;
  return {
    at: whereSet(variable),
    variable: declaration.name,
    message: `${declaration.name} has the value that an example shows`,
    notes: [{ at: example.at, message: "shown here" }, declaredNote(declaration)],
    help: generateIt,
  };
}
