const variables = new Map<string, string>();
for (const [name, value] of Object.entries(process.env)) if (value !== undefined) variables.set(name, value);

/** The variables that this process was started with. Asking Node for one takes as long as a small file, so that it is done once. */
export const environment: ReadonlyMap<string, string> = variables;
