import type { Node } from './node.ts';

/** A refusal by value, as every mutation's `userErrors` holds them. */
export type UserError = { field: string[] | null; message: string; code: string };

/** A mutation's payload when it did nothing: every listed field null. */
export function refused(fields: readonly string[], ...userErrors: UserError[]): Node {
  return { ...Object.fromEntries(fields.map((field) => [field, null])), userErrors };
}

/** What B2B mutations say of an id they do not know. */
export function notFound(field: string[], what: string): UserError {
  return { field, message: `${what} does not exist.`, code: 'RESOURCE_NOT_FOUND' };
}
