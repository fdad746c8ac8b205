import type { Workload } from "../../model/binding.ts";
import type { View } from "../../text/hcl/view.ts";

/** Where values stand in plain text, in words. */
export const where = "the Terraform configuration";

/** `aws_lambda_function.auth`, as Terraform prints it. */
export function addressOf({ labels }: View): string {
  return labels.join(".");
}

/** The label of a resource, and what an argument calls it where that is certain. */
export function namesOf(view: View, argument: string): string[] {
  const called = view.text(argument);
  return [...new Set([view.labels.at(-1) ?? "", ...(called === undefined ? [] : [called])])];
}

/** What the workload of a resource says beside its variables. */
export function instanceOf(
  view: View,
  named: Pick<Workload, "address" | "names">,
): Pick<Workload, "address" | "names" | "at" | "main" | "extent" | "inactive"> {
  const isNone = view.text("count") === "0";
  return { ...named, at: view.at, main: true, extent: view.extent, ...(isNone && { inactive: "its count is 0" }) };
}
