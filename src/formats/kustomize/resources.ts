import { type Id, keyOf, type Resource } from "./resource.ts";

/** The resources of a build so far, in their order, found by any identity that they have or had. */
export class Resources {
  #list: Resource[] = [];
  #index: Map<string, Resource[]> | undefined;

  get list(): readonly Resource[] {
    return this.#list;
  }

  /** To be called once identities have changed. */
  moved(): void {
    this.#index = undefined;
  }

  /** False where there is one of this very identity. */
  add(resource: Resource): boolean {
    const key = keyOf(resource.id);
    if (this.find(resource.id).some((other) => keyOf(other.id) === key)) return false;
    this.#list.push(resource);
    this.#enter(resource);
    return true;
  }

  /** Adds one although there may be another. */
  force(resource: Resource): void {
    this.#list.push(resource);
    this.#enter(resource);
  }

  replace(old: Resource, resource: Resource): void {
    this.#list = this.#list.with(this.#list.indexOf(old), resource);
    this.moved();
  }

  remove(gone: ReadonlySet<Resource>): void {
    if (gone.size === 0) return;
    this.#list = this.#list.filter((resource) => !gone.has(resource));
    this.moved();
  }

  /** Those that have the identity, or had it. */
  find(id: Id): readonly Resource[] {
    if (this.#index === undefined) {
      this.#index = new Map();
      for (const resource of this.#list) this.#enter(resource);
    }
    return this.#index.get(keyOf(id)) ?? [];
  }

  #enter(resource: Resource): void {
    if (this.#index === undefined) return;
    for (const key of new Set(resource.ids.map(keyOf))) {
      const found = this.#index.get(key);
      if (found === undefined) this.#index.set(key, [resource]);
      else found.push(resource);
    }
  }
}
