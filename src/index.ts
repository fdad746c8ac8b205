export { defineService, type ServiceDefinition, type StageDefinition } from "./schema/define-service.ts";
export type { ReaderId } from "./model/schema.ts";
