import { outcomeOf } from "../../src/outcome.ts";
import type { Outcome } from "../../src/commands/command.ts";
import type { Host } from "../../src/host.ts";
import type { Surface } from "../../src/reporters/reporter.ts";
import type { Request } from "../../src/request.ts";
import { assessWithoutCode } from "../../src/run.ts";

/** The command `check`, in one turn: without a look at code. */
export function check(request: Request, host: Host, surface: Surface): Outcome {
  return outcomeOf(assessWithoutCode(request, host), request, surface);
}
