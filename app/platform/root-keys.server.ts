import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './env.ts';

const KEY_BYTES = 32;
/** Enough to distinguish a handful of keys, and nothing about any of them. */
const ID_BYTES = 4;

/** What a key is for. The text goes into the derivation, so it must never change. */
export type KeyPurpose =
  'session-tokens/v1' | 'mail-links/v1' | 'raw-bodies/v1' | 'erased-codes/v1' | 'offer-codes/v1';

/** A secret that everything sealed rests on. */
export type RootKey = {
  /** 8 hexadecimal digits that follow from the key, so that no operator has to name or number keys. */
  id: string;
  /** 32 bytes; derive from it, never use it directly. */
  bytes: Buffer;
};

/**
 * The root keys of this process, the one that seals first; the others only open what they once sealed.
 * They come from the environment, else (development) one is made once and kept under the data folder.
 */
export function readRootKeys(
  environment: Pick<Environment, 'ENCRYPTION_KEYS' | 'ENCRYPTION_KEY' | 'DATA_DIR'>,
): RootKey[] {
  const { ENCRYPTION_KEYS = [], ENCRYPTION_KEY } = environment;
  const given =
    ENCRYPTION_KEY === undefined ? ENCRYPTION_KEYS : [...ENCRYPTION_KEYS, ENCRYPTION_KEY];
  const keys = given.length > 0 ? given : [ownKey(environment.DATA_DIR)];
  return [...new Set(keys)].map((key) => rootKey(Buffer.from(key, 'base64')));
}

/** A key with the id that follows from it. */
export function rootKey(bytes: Buffer): RootKey {
  const id = Buffer.from(hkdfSync('sha256', bytes, '', 'tendril/key-id/v1', ID_BYTES));
  return { id: id.toString('hex'), bytes };
}

/** A key of its own for each purpose (RFC 5869), so that no use can be played against another. */
export function deriveKey(root: RootKey, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', root.bytes, '', `tendril/${purpose}`, KEY_BYTES));
}

/** The key of a development machine, in base64. */
function ownKey(dataDir: string): string {
  const file = join(dataDir, 'encryption-key');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Made earlier, or by another process that started at the same moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = readFileSync(file, 'utf8').trim();
  if (Buffer.from(key, 'base64').length !== KEY_BYTES)
    throw new Error(`${file} does not hold ${String(KEY_BYTES)} bytes in base64. Delete it.`);
  return key;
}
