import type { Complaint, ValueType } from "../model/schema.ts";
import { either, invalid } from "../text/complaint.ts";

/** What every zod 4 schema has, classic or mini, whichever copy of zod made it. */
export interface ZodLike {
  safeParse(input: unknown): { readonly success: boolean; readonly error?: { readonly issues: readonly ZodIssueLike[] } | undefined };
  readonly def: object;
  meta?(): object | undefined;
}

/** An issue, without the message and the input: those may hold the value. */
export interface ZodIssueLike {
  readonly code?: string | undefined;
}

/** A value type that asks a zod schema. It runs the project's own code, so it exists only where the user names that module. */
export function zodType(name: string, schema: ZodLike): ValueType {
  return {
    id: `zod ${name}`,
    summary: "What the project's zod schema accepts",
    examples: { good: [], bad: [] },
    constraints: [],
    sensitive: false,
    check: (text) => complaintOf(schema, text),
  };
}

const refused = "is refused by its zod schema";

/** Issues that the project's own refinements make could carry the value in any field, so a message that holds it is not shown. */
function complaintOf(schema: ZodLike, text: string): Complaint | undefined {
  try {
    const { success, error } = schema.safeParse(text);
    if (success) return undefined;
    const [issue] = error?.issues ?? [];
    const message = issue === undefined ? refused : words(issue);
    return invalid(message.includes(text) ? refused : message);
  } catch {
    return invalid("cannot be judged, since its zod schema throws or is asynchronous");
  }
}

/** Own words for zod's codes: zod's messages may repeat the value. Bounds and choices are the schema's. */
function words(issue: ZodIssueLike): string {
  const details = new Map<string, unknown>(Object.entries(issue));
  switch (String(issue.code)) {
    case "invalid_type":
      return `must be ${kinds.get(details.get("expected")) ?? "of another type"}`;
    case "too_small":
      return `must ${bound(details.get("minimum"), details, "least")}`;
    case "too_big":
      return `must ${bound(details.get("maximum"), details, "most")}`;
    case "invalid_format":
      return `must be ${formats.get(details.get("format")) ?? "of the format that its zod schema asks for"}`;
    case "not_multiple_of":
      return `must be a multiple of ${String(Number(details.get("divisor")))}`;
    case "invalid_value":
      return choices(details.get("values"));
    case "invalid_union":
      return "has none of the forms that its zod schema accepts";
    default:
      return refused;
  }
}

const kinds = new Map<unknown, string>([
  ["number", "a number"],
  ["int", "a whole number"],
  ["bigint", "a whole number"],
  ["boolean", "a boolean"],
  ["date", "a date"],
]);

const formats = new Map<unknown, string>([
  ["url", "a URL"],
  ["email", "an email address"],
  ["uuid", "a UUID"],
  ["guid", "a GUID"],
  ["ipv4", "an IPv4 address"],
  ["ipv6", "an IPv6 address"],
  ["cidrv4", "an IPv4 range"],
  ["cidrv6", "an IPv6 range"],
  ["base64", "base64"],
  ["base64url", "base64url"],
  ["jwt", "a JSON Web Token"],
  ["datetime", "an ISO date and time"],
  ["date", "an ISO date"],
  ["time", "an ISO time"],
  ["duration", "an ISO duration"],
  ["hostname", "a host name"],
  ["safeint", "a whole number"],
  ["json_string", "JSON"],
]);

function bound(limit: unknown, details: ReadonlyMap<string, unknown>, edge: "least" | "most"): string {
  const number = String(Number(limit));
  if (details.get("origin") === "string") return `have at ${edge} ${number} characters`;
  if (details.get("origin") === "array") return `have at ${edge} ${number} items`;
  if (details.get("origin") === "date") return `be a date within its bounds`;
  return `be ${details.get("inclusive") === false ? (edge === "least" ? "more than" : "less than") : `at ${edge}`} ${number}`;
}

function choices(values: unknown): string {
  return Array.isArray(values) && values.length > 0
    ? `must be ${either(values.map(String))}`
    : "must be one of the values that its zod schema lists";
}
