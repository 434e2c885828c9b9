/** What forms and programs write where there is no name. */
const PLACEHOLDERS = new Set(['null', '(null)', 'undefined', 'none', 'n/a', '#n/a']);

/** A letter, a number or a picture; dots, dashes and the like alone are no name. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** A name of a person or company; null when what was written stands for none, such as "null", "-" or ".". */
export function nameOrNull(text: string | null | undefined): string | null {
  const name = text?.trim() ?? '';
  return SAYS_SOMETHING.test(name) && !PLACEHOLDERS.has(name.toLowerCase()) ? name : null;
}
