/** The variables that this process was started with. Asking Node for one takes as long as a small file, so that it is done once. */
export const environment: ReadonlyMap<string, string> = new Map(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
);
