import type { KnownReader } from "../core/site.ts";
import type { Expression } from "../expression.ts";
import type { Around, Refinement } from "../languages/language.ts";
import type { Framework } from "./framework.ts";

/** Whatever it was configured with before it was loaded. */
const ofDotenv = (whole: Expression, around: Around): Refinement => {
  const object =
    whole.kind === "index" ? whole.object : whole.kind === "call" && whole.callee.kind === "member" ? whole.callee.object : undefined;
  return object !== undefined && /dotenv/i.test(around.pathOf(object) ?? "") ? {} : { ignore: true };
};

const shared = { mode: "optional", refine: ofDotenv } as const satisfies Partial<KnownReader>;

/** cdimascio/dotenv-java and dotenv-kotlin: `get(key)`, `get(key, default)`; the environment comes before the file. */
export const dotenvJvm: Framework = {
  id: "dotenv-jvm",
  languages: ["java", "kotlin"],
  needs: /cdimascio\.dotenv|com\.github\.shyiko\.dotenv/,
  readers: [
    { ...shared, access: "call", of: "*.get", name: { position: 0 }, default: { position: 1 }, needs: "dotenv" },
    { ...shared, access: "index", of: "*", needs: "cdimascio.dotenv" },
  ],
};
