import { explain, asFault } from "../views/as-fault.ts";

/** The work, with a rejection whose message alone says what happened and what to do: all that the model is told of it. */
export async function inWords<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const fault = asFault(error);
    throw new Error(explain(fault), { cause: fault });
  }
}
