/** Throws for a case the types say cannot happen; makes a missing `switch` case a compile error. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}. Add it where this was thrown.`);
}
