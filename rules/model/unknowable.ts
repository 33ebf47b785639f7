/** Thrown by a place whose value only a renderer could tell. It ends the check that asked, in silence. */
export const unknowable: unique symbol = Symbol("unknowable");

/** What `ask` answers; `otherwise`, if only a renderer could tell. For the model, which must go on. */
export function ifKnown<Answer>(ask: () => Answer, otherwise: Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (error === unknowable) return otherwise;
    throw error;
  }
}
