import { createHmac } from 'node:crypto';

/** Makes codes that stand for a text: the same each time, and of no use without the key. */
export type CodeMaker = {
  /** @returns the code to keep: HMAC-SHA256 by the key that seals now, in hexadecimal */
  codeOf(...parts: readonly string[]): string;
  /** @returns the codes that any key of the ring may have made, the newest key's first */
  codesOf(...parts: readonly string[]): string[];
};

/** @param keys derived keys, the one that seals first; a code is found as long as its key is among them */
export function codeMaker(keys: readonly Buffer[]): CodeMaker {
  const [current] = keys;
  if (!current) throw new Error('Codes need at least one key. Set ENCRYPTION_KEYS.');
  return {
    codeOf: (...parts) => codeBy(current, parts),
    codesOf: (...parts) => keys.map((key) => codeBy(key, parts)),
  };
}

/** Of the parts in the one form that JSON has for them, so that no two lists are written alike. */
function codeBy(key: Buffer, parts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
}
