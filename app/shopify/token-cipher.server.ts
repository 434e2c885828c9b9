import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Says which key sealed a value, so that a later key can live beside this one. */
const PREFIX = 'v1:';

/** Seals short texts so that the database alone cannot read, swap or alter them. */
export type TokenCipher = {
  /** @param context where the text belongs; the same must be given to open it */
  seal(plain: string, context: string): string;
  /** @returns the text, or null when it was sealed by another key, for another place, or altered */
  open(sealed: string, context: string): string | null;
};

/**
 * AES-256-GCM under one key, the context as additional authenticated data.
 * @param key 32 bytes
 */
export function tokenCipher(key: Buffer): TokenCipher {
  const secret = createSecretKey(key);
  return {
    seal(plain, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, secret, iv).setAAD(Buffer.from(context));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(sealed, context) {
      if (!sealed.startsWith(PREFIX)) return null;
      const text64 = sealed.slice(PREFIX.length);
      const bytes = Buffer.from(text64, 'base64url');
      // The last character has bits to spare; only the one spelling that was made is good.
      if (bytes.toString('base64url') !== text64) return null;
      if (bytes.length < IV_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv(ALGORITHM, secret, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        // The tag did not match: the one way in which node:crypto reports it.
        return null;
      }
    },
  };
}
