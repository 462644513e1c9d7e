import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { TreeNode } from "../protocol.ts";
import type { Run } from "../host/run.ts";
import { optionsOf } from "./list.ts";
import { handler, text } from "./nodes.ts";

export interface FormField {
  id: string;
  /** `TextField`, `Checkbox`, `Dropdown`, … */
  kind: string;
  title: string;
  value: unknown;
  error: string | null;
  info: string | null;
  placeholder: string;
  /** Beside a checkbox. */
  label: string;
  options: { value: string; title: string }[];
  node: TreeNode;
}

/** Values that fields have before anybody touched them. */
const blank: Record<string, unknown> = {
  Checkbox: false,
  DatePicker: null,
  FilePicker: [],
  PasswordField: "",
  TagPicker: [],
  TextArea: "",
  TextField: "",
};

/** The values that Raycast keeps for the fields of one form, and what the user does to them. */
export class FormHandle {
  readonly #run: Run;
  readonly #look: () => TreeNode | null;
  readonly #stored: (fieldId: string) => unknown;
  /** Of uncontrolled fields, by field id. */
  readonly #values = new Map<string, unknown>();
  /** The field that has the keyboard. */
  focused: string | null = null;
  /** Whether the user changed anything. */
  dirty = false;

  constructor(run: Run, look: () => TreeNode | null, stored: (fieldId: string) => unknown) {
    this.#run = run;
    this.#look = look;
    this.#stored = stored;
  }

  get node(): TreeNode {
    const node = this.#look();
    if (node?.type !== "Form") throw new Error(`There is no form on screen but ${node?.type ?? "nothing"}`);
    return node;
  }

  /** Every field in its order. */
  get fields(): FormField[] {
    return this.node.children.filter(isField).map((node) => this.#fieldOf(node));
  }
  field(id: string): FormField {
    const found = this.fields.find((field) => field.id === id);
    if (found) return found;
    throw new Error(`The form has no field "${id}" but: ${this.fields.map((field) => field.id).join(", ")}`);
  }
  get values(): Record<string, unknown> {
    return Object.fromEntries(this.fields.map(({ id, value }) => [id, value]));
  }
  get errors(): Record<string, string> {
    return Object.fromEntries(this.fields.flatMap(({ id, error }) => (error === null ? [] : [[id, error]])));
  }
  /** The texts of `Form.Description`, in order. */
  get descriptions(): { title: string; text: string }[] {
    const nodes = this.node.children.filter(({ type }) => type === "Form.Description");
    return nodes.map(({ props }) => ({ title: text(props["title"]), text: text(props["text"]) }));
  }

  /** Types or picks: focus, change, blur, for each field in turn. Drops the value if a controlled field refuses it. */
  async fill(values: Record<string, unknown>): Promise<void> {
    for (const [id, value] of Object.entries(values)) {
      await this.focus(id);
      await this.set(id, value);
      await this.blur(id);
    }
  }

  /** Changes a field and leaves the keyboard in it. */
  async set(id: string, value: unknown): Promise<void> {
    const field = this.field(id);
    const refused = refusedBy(field, value);
    if (refused) throw new Error(`"${id}" ${refused}`);
    const known = field.options.map((option) => option.value);
    const picked = Array.isArray(value) ? value : [value];
    const wrong = picked.find((one) => !known.includes(String(one)));
    if (["Dropdown", "TagPicker"].includes(field.kind) && wrong !== undefined) {
      throw new Error(`"${id}" offers ${known.join(", ")}, not ${String(wrong)}`);
    }
    this.dirty = true;
    this.#values.set(id, value);
    await this.#call(field, "onChange", value);
  }
  async focus(id: string): Promise<void> {
    this.focused = id;
    await this.#event(this.field(id), "focus");
  }
  async blur(id: string): Promise<void> {
    if (this.focused === id) this.focused = null;
    await this.#event(this.field(id), "blur");
  }

  /** `focus()` and `reset()` of a field's ref. */
  focusNode(nodeId: number): void {
    this.focused = this.fields.find(({ node }) => node.id === nodeId)?.id ?? this.focused;
  }
  resetNode(nodeId: number): void {
    const field = this.fields.find(({ node }) => node.id === nodeId);
    if (field) this.#values.delete(field.id);
  }

  #event(field: FormField, type: "focus" | "blur"): Promise<unknown> {
    const event = { type, target: { id: field.id, value: this.field(field.id).value } };
    return this.#call(field, type === "focus" ? "onFocus" : "onBlur", event);
  }

  #call(field: FormField, prop: string, argument: unknown): Promise<unknown> {
    const reference = handler(field.node, prop);
    return reference === null ? Promise.resolve() : this.#run.invoke(reference, argument);
  }

  #fieldOf(node: TreeNode): FormField {
    const { props } = node;
    const id = String(props["id"]);
    const kind = node.type.slice("Form.".length);
    const options = optionsOf(node);
    const first = kind === "Dropdown" ? (options[0]?.value ?? "") : blank[kind];
    const stored = props["storeValue"] === true ? this.#stored(id) : undefined;
    const kept = this.#values.has(id) ? this.#values.get(id) : (stored ?? props["defaultValue"] ?? first);
    return {
      id,
      kind,
      title: text(props["title"]),
      value: "value" in props ? props["value"] : kept,
      error: typeof props["error"] === "string" && props["error"] ? props["error"] : null,
      info: typeof props["info"] === "string" ? props["info"] : null,
      placeholder: text(props["placeholder"]),
      label: text(props["label"]),
      options,
      node,
    };
  }
}

const KINDS: Record<string, (value: unknown) => boolean> = {
  Checkbox: (value) => typeof value === "boolean",
  DatePicker: (value) => value === null || value instanceof Date,
  FilePicker: (value) => Array.isArray(value) && value.every((path) => typeof path === "string"),
  PasswordField: (value) => typeof value === "string",
  TagPicker: (value) => Array.isArray(value),
  TextArea: (value) => typeof value === "string",
  TextField: (value) => typeof value === "string" && !value.includes("\n"),
};

/** Why a user could not fill that in: each field has its kind of value, and a file picker offers what it is told to. */
function refusedBy({ kind, node: { props } }: FormField, value: unknown): string | null {
  if (KINDS[kind]?.(value) === false) return `of kind ${kind} cannot hold ${JSON.stringify(value)}`;
  if (kind !== "FilePicker") return null;
  const paths = value as string[];
  if (props["allowMultipleSelection"] === false && paths.length > 1) return "takes one file only";
  for (const path of paths) {
    if (!existsSync(path)) return `offers no ${path}: there is none`;
    const wanted = statSync(path).isDirectory()
      ? props["canChooseDirectories"] === true
      : props["canChooseFiles"] !== false;
    if (!wanted) return `does not offer ${statSync(path).isDirectory() ? "folders" : "files"}`;
    if (props["showHiddenFiles"] !== true && basename(path).startsWith(".")) return "shows no hidden files";
  }
  return null;
}

function isField(node: TreeNode): boolean {
  return node.type.startsWith("Form.") && typeof node.props["id"] === "string";
}
