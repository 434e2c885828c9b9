/** Letters and digits that are not taken for each other: no 0 and O, no 1, I and L, no 5 and S, no 2 and Z, no 8 and B. */
const LETTERS = 'ACDEFGHJKMNPQRTUVWXY34679';

/** 25 to the power of 12: none is guessed, and hardly two are ever the same. */
const LENGTH = 12;

/**
 * A code that people can read and type, from a digest: the same for the same digest.
 * @param digest hexadecimal, 32 bytes
 */
export function codeLetters(digest: string): string {
  let rest = BigInt(`0x${digest}`);
  const base = BigInt(LETTERS.length);
  let code = '';
  while (code.length < LENGTH) {
    code += LETTERS.charAt(Number(rest % base));
    rest /= base;
  }
  return code;
}
