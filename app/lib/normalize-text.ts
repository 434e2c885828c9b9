const PLAIN = /^[ -~]*$/;

/**
 * A text as conditions compare it: upper and lower case are the same, and so are the ways to write one letter.
 * Both readers, in memory and in the database, compare texts that were normalized here. Characters that a database
 * cannot hold are left out.
 */
export function normalizeText(text: string): string {
  // Nearly all are plain: for these the rest changes nothing but the case.
  if (PLAIN.test(text)) return text.toLowerCase();
  return storable(text).normalize('NFC').toLowerCase();
}

/** A text without the characters that a database cannot hold: NUL and halves of a pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');
}

/** Whether a database can hold a text as it is. */
export function isStorable(text: string): boolean {
  return storable(text) === text;
}
