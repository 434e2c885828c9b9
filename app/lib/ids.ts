import { parse, v5 } from 'uuid';

const NAMESPACE = parse('5f2d8f0e-6c0b-5b1e-9d43-0b8a51c7e7a4');
const utf8 = new TextEncoder();

/**
 * A UUID derived from what it names, so that naming the same thing twice gives the same id.
 * @param parts what identifies the thing, most general first; never contains personal data in clear
 *   outside the hash
 * @returns UUID version 5
 */
export function idOf(...parts: string[]): string {
  // Bytes, because the library is slow at turning a long text into them.
  return v5(utf8.encode(parts.join('\u0000')), NAMESPACE);
}
