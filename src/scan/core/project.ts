import type { CodeBase, Found } from "./code-base.ts";
import { dropFar, type Remembered } from "./ledger.ts";
import type { Module } from "./module.ts";

/** The names that the files of the project give to each other. */
export class Project {
  readonly #code: CodeBase;
  readonly #isNear: boolean;
  readonly #stars = new Map<Module, Remembered<readonly string[]>>();

  /** `near` leaves alone the files that are not parsed yet and have nothing that reads. */
  constructor(code: CodeBase, reach: "near" | "far") {
    this.#code = code;
    this.#isNear = reach === "near";
  }

  /** The unit that an import means. */
  locate(name: string, from: Module): string | undefined {
    return this.#code.locate(name, from);
  }

  /** A name that some file of a unit defines, outside any class or in the one named. */
  find(unit: string, name: string, owner?: string): Found | undefined {
    return this.#isNear ? this.#code.findNear(unit, name, owner) : this.#code.find(unit, name, owner);
  }

  /** A file that may pass on all names of another one. */
  passing(unit: string): Module | undefined {
    return (this.#isNear && !this.#code.isNear(unit)) || !this.#code.passesAll(unit) ? undefined : this.#code.module(unit);
  }

  /** What a name that a file does not define itself may be: of another file of its unit, or of one that all names are imported from. */
  around(name: string, module: Module): Found | undefined {
    const unit = module.language.unit(module.path);
    return (unit === module.path ? undefined : this.find(unit, name)) ?? this.starImported(name, module) ?? this.#global(name, module);
  }

  /** Through `from settings import *`. */
  starImported(name: string, module: Module): Found | undefined {
    for (const unit of this.#starred(module)) {
      const found = this.find(unit, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What all names are imported from, without what is too far for any of them. */
  #starred(module: Module): readonly string[] {
    return this.#code.ledger.remember(this.#stars, module, () => {
      const units = (module.definitions.get("*") ?? []).flatMap(({ from }) => (from && this.locate(from.module, module)) ?? []);
      return units.filter((unit) => unit !== module.path && (!this.#isNear || this.#code.isUnitNear(unit)));
    });
  }

  /** Files were opened: what was too far may be near now. */
  forgetDistances(): void {
    dropFar(this.#stars);
  }

  #global(name: string, module: Module): Found | undefined {
    for (const end of module.language.global?.(name) ?? []) {
      const unit = this.locate(end, module);
      const found = unit === undefined ? undefined : this.find(unit, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
