import * as z from "zod/mini";

/** Text that says something: an id, a name, a pattern. */
export const filledText = z.string().check(z.minLength(1));

/** A field that may be null, and is null where a file does not have it. */
export function nullByDefault<T extends z.ZodMiniType>(schema: T) {
  return z._default(z.nullable(schema), null);
}
