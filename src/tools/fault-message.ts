import { faultText, asFault } from "../views/faults/fault-text.ts";

/** The work, with a rejection whose message alone says what happened and what to do: all that the model is told of it. */
export async function withFaultMessage<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const fault = asFault(error);
    throw new Error(faultText(fault), { cause: fault });
  }
}
