import { isUndetermined, type Running, runningIn } from "../judgement/running.ts";
import { grouped } from "../judgement/together.ts";
import type { Finding } from "../model/diagnostic.ts";
import { valueOf } from "../model/environment.ts";
import { sameText } from "../model/sealed.ts";
import type { Value } from "../model/value.ts";
import { isAmbient } from "../text/ambient.ts";
import { listed } from "../text/listing.ts";
import type { Rule } from "./rule.ts";

export const replicasDisagree: Rule = {
  id: "replicas-disagree",
  scope: "project",
  severity: "error",
  summary: "Processes of one service run with different environments.",
  why: "Some requests then work and some fail, which nobody can reproduce: a rollout is stuck, or a host was forgotten.",
  *check(project) {
    const running = runningIn(project).filter((one) => !isUndetermined(one));
    const groups = grouped(running, ({ deployment, target }) => JSON.stringify([deployment?.schema.service, deployment?.stage, target]));
    for (const group of groups) yield* disagreementsIn(group);
  },
};

type Group = readonly [Running, ...Running[]];

function* disagreementsIn(group: Group): Iterable<Finding> {
  const names = new Set(group.flatMap(({ environment }) => [...environment.entries.keys()]));
  for (const name of names) {
    if (isAmbient(name) || group.some(({ instance }) => instance.own?.has(name) === true)) continue;
    const camps = campsOf(name, group);
    const [most, odd] = camps.toSorted((one, other) => other.length - one.length);
    if (most === undefined || odd === undefined || isEachOwn(camps, group)) continue;
    yield disagreement(name, most, odd);
  }
}

/** Three processes with three texts are not at odds: the variable is each one's own, such as its address. */
function isEachOwn(camps: readonly Group[], group: Group): boolean {
  return group.length > 2 && camps.length === group.length;
}

function campsOf(name: string, group: Group): readonly Group[] {
  const camps: [Running, ...Running[]][] = [];
  for (const one of group) {
    const camp = camps.find(([first]) => isSame(valueOf(first.environment, name), valueOf(one.environment, name)));
    if (camp === undefined) camps.push([one]);
    else camp.push(one);
  }
  return camps;
}

function isSame(one: Value, other: Value): boolean {
  return one.state === other.state && (one.state !== "known" || other.state !== "known" || sameText(one.text, other.text));
}

function disagreement(name: string, most: Group, odd: Group): Finding {
  const [stray] = odd;
  const lacking = [odd, most].find(([one]) => valueOf(one.environment, name).state === "absent");
  const [holder] = lacking === odd ? most : odd;
  const at = holder.environment.entries.get(name)?.from[0].at ?? stray.environment.workload.at;
  return {
    at,
    variable: name,
    message:
      lacking === undefined
        ? `${name} has another value in ${namesOf(odd)} than in ${namesOf(most)}`
        : `${name} is not set in ${namesOf(lacking)}, but in ${namesOf(lacking === odd ? most : odd)}`,
    help: "start those anew that are behind",
    ...(stray.deployment === undefined ? {} : { service: stray.deployment.schema.service, stage: stray.deployment.stage }),
  };
}

function namesOf(group: Group): string {
  return listed(group.map(({ instance }) => instance.address));
}
