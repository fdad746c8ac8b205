import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";

export const uuid: ValueType = {
  id: "uuid",
  summary: "A UUID of any version, with hyphens",
  examples: {
    good: ["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"],
    bad: ["", "123e4567e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}", "123e4567-e89b-12d3-a456-42661417400g"],
  },
  constraints: [],
  sensitive: false,
  check: (text) => (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? undefined : invalid("must be a UUID with hyphens")),
  meaning: (text) => text.toLowerCase(),
};
