import { keyForName } from '#app/definitions/key-for-name.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { roomForSha1, sha1 } from '#app/lib/sha1.ts';
import type { KlaviyoFlow } from './klaviyo-file.ts';

const PREFIX = 'klaviyo-';
/** Keys of emails add the id of an action to that of their journey; all of it is at most 64 characters long. */
const LONGEST_NAME = 20;
const LONGEST_ID = 10;

/**
 * The key of the journey that a flow becomes: the same whenever that flow is imported, and that of no other flow. It ends
 * with Klaviyo's id of the flow, or where there is none that can stand in a key with a hash of what the flow holds.
 */
export function flowKey({ id, name, definition }: KlaviyoFlow): string {
  const short = keyForName(name.slice(0, 120), new Set()).slice(0, LONGEST_NAME);
  const isPlain = id !== null && id.length <= LONGEST_ID && /^[A-Za-z0-9]+$/.test(id);
  // Klaviyo's ids are in capital letters: one that is not is another id than the same in capitals.
  const ending =
    isPlain && id === id.toUpperCase()
      ? id.toLowerCase()
      : shortHash(id ?? canonicalJson({ name, definition }));
  return `${PREFIX}${short.replace(/-+$/, '')}-${ending}`;
}

function shortHash(text: string): string {
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(roomForSha1(encoded.length));
  bytes.set(encoded);
  const words = new Int32Array(5);
  sha1(bytes, encoded.length, words);
  return [...words]
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
    .slice(0, LONGEST_ID);
}
