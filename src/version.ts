declare const ENVCHECK_VERSION: string | undefined;

/** The build fills it in. */
export const version = typeof ENVCHECK_VERSION === "string" ? ENVCHECK_VERSION : "0.0.0";
