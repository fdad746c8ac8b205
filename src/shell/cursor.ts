type Call = (tree: number) => number;

/**
 * The functions below the TreeCursor of web-tree-sitter. They keep the state of one cursor inside the runtime, where the TreeCursor
 * carries it over the border and back around each call, which takes three times as long. Each takes the address of the tree.
 */
export interface Cursor {
  openAtRoot(tree: number): void;
  readonly close: Call;
  readonly toFirstChild: Call;
  readonly toNextSibling: Call;
  readonly toParent: Call;
  readonly type: Call;
  readonly field: Call;
  readonly isMissing: Call;
  readonly start: Call;
  readonly end: Call;
}

/** Out of the object that the runtime was started with, where it puts its functions. */
export function cursorOf(module: object): Cursor {
  const call = (name: string): Call => {
    const found: unknown = Reflect.get(module, `_ts_tree_${name}_wasm`);
    if (!isCall(found)) throw new Error(`web-tree-sitter has no ${name}; envcheck was made for another version of it`);
    return found;
  };
  const [root, open] = [call("root_node"), call("cursor_new")];
  return {
    openAtRoot(tree) {
      root(tree);
      open(tree);
    },
    close: call("cursor_delete"),
    toFirstChild: call("cursor_goto_first_child"),
    toNextSibling: call("cursor_goto_next_sibling"),
    toParent: call("cursor_goto_parent"),
    type: call("cursor_current_node_type_id"),
    field: call("cursor_current_field_id"),
    isMissing: call("cursor_current_node_is_missing"),
    start: call("cursor_start_index"),
    end: call("cursor_end_index"),
  };
}

function isCall(found: unknown): found is Call {
  return typeof found === "function";
}

/** Where the runtime keeps a tree. */
export function addressOf(tree: object): number {
  const address: unknown = Reflect.get(tree, 0);
  if (typeof address !== "number") throw new Error("web-tree-sitter hides where a tree is; envcheck was made for another version of it");
  return address;
}

/** The bytes that the runtime has taken so far, of which it gives none back. */
export function heapOf(module: object): number {
  const heap: unknown = Reflect.get(module, "HEAPU8");
  return heap instanceof Uint8Array ? heap.length : 0;
}
