import { openKeyRing, type KeyRing } from '#app/platform/key-ring.server.ts';
import { rootKey } from '#app/platform/root-keys.server.ts';

/** A ring of keys that are known by a number each, so that two tests or processes can have the same. */
export function testKeyRing(...numbers: number[]): KeyRing {
  return openKeyRing((numbers.length > 0 ? numbers : [7]).map((n) => rootKey(Buffer.alloc(32, n))));
}
