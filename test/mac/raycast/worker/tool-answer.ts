import * as z from "zod";

/** What a tool gives to the model travels as JSON: anything else would arrive as something else, so it is refused. */
export function plainData(value: unknown, path = "the answer"): unknown {
  if (value === undefined || value === null || ["string", "boolean"].includes(typeof value)) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((entry, at) => plainData(entry, `${path}[${at}]`));
  const isPlain = typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
  if (!isPlain) throw new Error(`${path} of a tool is not plain data: ${String(value)}`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, plainData(entry, `${path}.${key}`)]),
  );
}

const Confirmation = z
  .strictObject({
    style: z.enum(["regular", "destructive"]).optional(),
    info: z.array(z.strictObject({ name: z.string(), value: z.string().optional() })).optional(),
    message: z.string().optional(),
    image: z.unknown().optional(),
  })
  .optional();

/** `Tool.Confirmation`'s shape, and nothing beside it; undefined: the user is not asked. */
export function checkedConfirmation(value: unknown): unknown {
  return Confirmation.parse(value);
}
