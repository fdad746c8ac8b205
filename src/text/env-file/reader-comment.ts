/** The id in `# envcheck: reader=docker-env-file`, where that is the first comment of an env file; it may be the id of no format. */
export function readerNamed(text: string): string | undefined {
  const comment = /^[ \t\uFEFF]*#(.*)$/m.exec(text)?.[1];
  return comment === undefined ? undefined : /^[ \t]*envcheck:[ \t]*reader=([\w-]{1,40})[ \t\r]*$/.exec(comment)?.[1];
}
