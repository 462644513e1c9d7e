/** How a value of the model is filled in: `shown` in a form, and `stored` again. */
interface Codec<Stored, Shown> {
  shown: (stored: Stored) => Shown;
  stored: (shown: Shown) => Stored;
}

export const text: Codec<string, string> = { shown: (stored) => stored, stored: (shown) => shown };
export const flag: Codec<boolean, boolean> = { shown: (stored) => stored, stored: (shown) => shown };
export const number: Codec<number, string> = { shown: String, stored: Number };
export const optional: Codec<string | null, string> = {
  shown: (stored) => stored ?? "",
  stored: (shown) => (shown.trim() === "" ? null : shown),
};
export const words: Codec<string[], string> = {
  shown: (stored) => stored.join(", "),
  stored: (shown) =>
    shown
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean),
};

type Codecs = Record<string, { shown: (stored: never) => unknown; stored: (shown: never) => unknown }>;

/** What a form has of the fields of a table of codecs. */
export type Shown<Table extends Codecs> = { -readonly [Name in keyof Table]: ReturnType<Table[Name]["shown"]> };

// Each codec is applied to the field of its own name, which the table guarantees and a loop cannot tell.

/** The fields of `stored` that the table names, as a form has them. */
export function shown<Table extends Codecs>(table: Table, stored: Record<string, unknown>): Shown<Table> {
  const entries = Object.entries(table).map(([name, codec]) => [name, codec.shown(stored[name] as never)]);
  return Object.fromEntries(entries) as Shown<Table>;
}

/** The fields that the table names, as the model has them; to be parsed. */
export function stored<Table extends Codecs>(table: Table, values: Shown<Table>): Record<keyof Table, unknown> {
  const entries = Object.entries(table).map(([name, codec]) => [name, codec.stored(values[name] as never)]);
  return Object.fromEntries(entries) as Record<keyof Table, unknown>;
}
