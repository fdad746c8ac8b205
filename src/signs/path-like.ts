import type { Sign } from "./sign.ts";

/** How people write the parts of a path; random letters change their case, and have digits in between. */
const part = /^(?:[a-z0-9._@-]{1,64}|[A-Z0-9._@-]{1,64}|[A-Za-z._@-]{1,24})$/;

export const pathLike = {
  id: "path-like",
  summary: "It is the path of a file, from the root, from a home or from where a program runs.",
  test: (text) => {
    const [root = "", ...parts] = text.split("/", 32);
    return (root === "" ? parts.length > 1 : /^(?:~|\.\.?)$/.test(root) && parts.length > 0) && parts.every((each) => part.test(each));
  },
} as const satisfies Sign;
