import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { deriveKey, type KeyPurpose, type RootKey } from './root-keys.server.ts';

const ALGORITHM = 'aes-256-gcm';
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Random nonces allow 2^32 values under one key (NIST SP 800-38D, 8.3); another salt comes long before. */
const SEALED_PER_SALT = 2 ** 30;
/** Keys remembered for opening, one for each process whose values were lately met. */
const SALTS_REMEMBERED = 256;

/** A root key put to one use: seals and opens bytes for a place. */
export type PurposeKey = {
  id: string;
  /** salt, nonce, tag and ciphertext, each of the length above. */
  seal(plain: Uint8Array, place: string): Buffer;
  /** @returns null when it was sealed for another place, by another key, or altered */
  open(sealed: Buffer, place: string): Buffer | null;
  /** Opens what was sealed before there were several keys: nonce, tag and ciphertext, without a salt. */
  openFormer(sealed: Buffer, place: string): Buffer | null;
};

/**
 * AES-256-GCM with the key's id and the place as additional authenticated data. The cipher's key is derived once
 * for each process that seals, from a salt that the value carries.
 */
export function purposeKey(root: RootKey, purpose: KeyPurpose): PurposeKey {
  const base = deriveKey(root, purpose);
  const former = createSecretKey(base);
  const derived = new LRUCache<string, KeyObject>({ max: SALTS_REMEMBERED });
  let own: { salt: Buffer; key: KeyObject; left: number } | undefined;

  function saltedKey(salt: Buffer): KeyObject {
    const name = salt.toString('latin1');
    const known = derived.get(name);
    if (known) return known;
    const bytes = hkdfSync('sha256', base, salt, 'tendril/salted/v2', base.length);
    const key = createSecretKey(Buffer.from(bytes));
    derived.set(name, key);
    return key;
  }

  function sealingKey(): { salt: Buffer; key: KeyObject } {
    if (own === undefined || own.left === 0) {
      const salt = randomBytes(SALT_BYTES);
      own = { salt, key: saltedKey(salt), left: SEALED_PER_SALT };
    }
    own.left -= 1;
    return own;
  }

  const boundTo = (place: string) => Buffer.from(`${root.id}\n${place}`);
  return {
    id: root.id,
    seal(plain, place) {
      const { salt, key } = sealingKey();
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(boundTo(place));
      const text = cipher.update(plain);
      cipher.final();
      return Buffer.concat([salt, iv, cipher.getAuthTag(), text]);
    },
    open(sealed, place) {
      if (sealed.length < SALT_BYTES + IV_BYTES + TAG_BYTES) return null;
      const key = saltedKey(sealed.subarray(0, SALT_BYTES));
      return decipher(key, sealed.subarray(SALT_BYTES), boundTo(place));
    },
    openFormer: (sealed, place) => decipher(former, sealed, Buffer.from(place)),
  };
}

/** Opens nonce, tag and ciphertext; null when the tag does not match. */
function decipher(key: KeyObject, sealed: Buffer, aad: Buffer): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null;
  const opening = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(aad)
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = opening.update(sealed.subarray(IV_BYTES + TAG_BYTES));
  try {
    opening.final();
    return text;
  } catch {
    // The tag did not match: the one way in which node:crypto reports it.
    return null;
  }
}
