import type { Library } from "./library.ts";
import { cloud } from "./table/cloud.ts";
import { frameworks } from "./table/frameworks.ts";
import { images } from "./table/images.ts";
import { models } from "./table/models.ts";
import { observability } from "./table/observability.ts";
import { platforms } from "./table/platforms.ts";
import { services } from "./table/services.ts";
import { stores } from "./table/stores.ts";
import { tools } from "./table/tools.ts";

/** Every library that is known to read variables by itself; what says most comes first. */
export const table: readonly Library[] = [
  ...services,
  ...observability,
  ...stores,
  ...cloud,
  ...models,
  ...frameworks,
  ...platforms,
  ...tools,
  ...images,
];
