import { type ComposeDocument, readDocuments } from "./document.ts";
import { settleProject } from "./defaults.ts";
import { extendServices } from "./extends.ts";
import { includeProjects } from "./include.ts";
import { withoutMarked } from "./marks.ts";
import { mergeProject } from "./merge.ts";
import { judgeProject } from "./schema.ts";
import type { Project, Session } from "./session.ts";
import { emptyMapping, type Mapping, pointAt } from "./tree.ts";

/** Merges the files of a project as compose-go's loader/loader.go does. */
export function loadProject(project: Project, session: Session): Mapping {
  const { sources, folder, lookup, through } = project;
  let whole = emptyMapping({ source: sources[0], start: 0, end: 0 });
  for (const source of sources) {
    const own = { ...project, through: [...through, source.path] };
    for (const document of readDocuments({ source, folder, lookup }, session.log)) whole = addDocument(whole, document, own, session);
  }
  return settleProject(whole, { source: sources[0], folder, lookup });
}

function addDocument(whole: Mapping, { root, marks }: ComposeDocument, project: Project, session: Session): Mapping {
  if (root.kind !== "mapping") {
    session.log.problem(pointAt(root.kind === "variable" ? root.at : root.place), "a compose file must be a mapping with the key services");
    return whole;
  }
  const included = includeProjects({ root, marks }, project, session, loadProject);
  const extended = extendServices(included, { marks, path: root.place.source.path, lookup: project.lookup }, session);
  const merged = mergeProject(withoutMarked(whole, marks), extended);
  judgeProject(merged, session.log);
  return merged;
}
