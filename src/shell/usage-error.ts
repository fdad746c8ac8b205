/** A mistake on the command line: one line for the user, exit code 2. The message names flags and commands, never a value that was given. */
export class UsageError extends Error {}
