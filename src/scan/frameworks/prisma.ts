import type { Framework } from "./framework.ts";

/** https://www.prisma.io/docs/orm/reference/prisma-config-reference: `env` of its configuration fails where the variable is not set. */
export const prisma: Framework = {
  id: "prisma",
  languages: ["typescript"],
  needs: /["']prisma\/config["']/,
  readers: [{ access: "call", of: "prisma/config.env", name: { position: 0 }, mode: "required" }],
};
