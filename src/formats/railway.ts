import { append } from "../text/append.ts";
import type { Source } from "../model/source.ts";
import { opaque } from "../model/value.ts";
import { platformBackdrop } from "../text/platform/backdrop.ts";
import { jsonDocument } from "../text/platform/json.ts";
import { tomlDocument } from "../text/platform/toml.ts";
import { gatheredFrom, type Gathered } from "../text/platform/variables.ts";
import { basename, type Format } from "./format.ts";

/**
 * Services of Railway: how one is built and deployed. No key of the file sets a variable (Railway docs, "Config as Code"), so that only what
 * Railway sets by itself is certain. It is never looked for.
 */
export const railway: Format = {
  id: "railway",
  summary: "the service of railway.toml or railway.json, which sets no variables",
  unseen: "every variable of the service: they are set on the dashboard",
  globs: [],
  options: [],
  accepts: ({ path }) => /^railway\.(?:toml|json)$/.test(basename(path)),
  read: ({ sources }) => gatheredFrom(sources, readSource),
};

/** What Railway sets in every deployment (Railway docs, "Railway-provided variables"). */
const supplied = [
  "RAILWAY_DEPLOYMENT_ID",
  "RAILWAY_ENVIRONMENT_ID",
  "RAILWAY_ENVIRONMENT_NAME",
  "RAILWAY_PRIVATE_DOMAIN",
  "RAILWAY_PROJECT_ID",
  "RAILWAY_PROJECT_NAME",
  "RAILWAY_REPLICA_ID",
  "RAILWAY_SERVICE_ID",
  "RAILWAY_SERVICE_NAME",
];

function readSource(source: Source, { workloads, problems }: Gathered): void {
  const document = source.path.endsWith(".json") ? jsonDocument(source) : tomlDocument(source);
  append(problems, document.problems);
  if (document.root === undefined) return;
  const at = { source, start: 0, end: 0 };
  workloads.push({
    address: "service",
    names: ["service"],
    at,
    main: true,
    layers: [
      { kind: "backdrop", backdrop: platformBackdrop(at, supplied, () => opaque("Railway sets it")) },
      { kind: "opening", at, because: "the variables of the service are set on the dashboard of Railway" },
    ],
  });
}
