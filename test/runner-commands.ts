/** Whether GitHub's runner would take a line for a workflow command, whatever its name (actions/runner ActionCommand.cs, TryParseV2 and TryParse). */
export function isRunnerCommand(line: string): boolean {
  return isNewCommand(line) || isOldCommand(line);
}

function isNewCommand(line: string): boolean {
  const trimmed = line.trimStart();
  if (!trimmed.startsWith("::")) return false;
  const end = trimmed.indexOf("::", 2);
  return end >= 0 && /^[a-z]/i.test(trimmed.slice(2, end));
}

function isOldCommand(line: string): boolean {
  const start = line.indexOf("##[");
  return start >= 0 && line.includes("]", start);
}

/** .NET's ReadLine, which also ends a line at a lone carriage return. */
export function runnerLines(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/);
}
