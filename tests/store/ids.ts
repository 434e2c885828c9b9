import { createHash } from 'node:crypto';
import type { ShopifyId } from './shop-records.ts';

export type Ids = {
  /** The next numeric id. Every tenth is above 2^53, which JavaScript numbers cannot hold. */
  next(): ShopifyId;
  /** An opaque token such as a cart's, unique within the store. */
  token(): string;
  /** A UUID-shaped value for webhook and event ids. */
  uuid(): string;
};

const FIRST_ID = 8_100_000_000_001n;
const BEYOND_SAFE_INTEGERS = 820_982_911_946_000_001n;

/** Deterministic ids: the same seed gives the same sequence, another seed (a store opened again) another one. */
export function sequentialIds(seed: string): Ids {
  const start = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 9)}`);
  let count = 0n;
  let hashes = 0;
  const hash = (kind: string) =>
    createHash('sha256').update(`${seed}:${kind}:${hashes++}`).digest('hex');
  return {
    next() {
      count += 1n;
      return String((count % 10n === 0n ? BEYOND_SAFE_INTEGERS : FIRST_ID) + start + count * 7n);
    },
    token: () => `Z2NwLWV1cm9wZS13ZXN0${hash('token').slice(0, 24)}`,
    uuid() {
      const hex = hash('uuid');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
  };
}
