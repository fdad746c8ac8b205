import type { ValueType } from "../model/schema.ts";
import { invalid } from "../text/complaint.ts";

/** The grammar of semver.org 2.0.0; a leading v is taken, as by node-semver, and as Go wants it. */
const form =
  /^v?(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;

export const semver: ValueType = {
  id: "semver",
  summary: "A version of three numbers, such as 1.4.0 or 2.0.0-rc.1",
  examples: {
    good: ["1.2.3", "v0.1.0", "1.0.0-alpha.1+build.5", "1.0.0-0a"],
    bad: ["", "1.2", "1.2.3.4", "01.2.3", "1.2.3-01", "latest", "^1.2.3"],
  },
  constraints: [],
  sensitive: false,
  check: (text) =>
    text.length <= 256 && form.test(text) ? undefined : invalid("must be a semantic version of three numbers, such as 1.4.0"),
};
