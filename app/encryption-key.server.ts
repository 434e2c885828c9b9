import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#app/env.server.ts';

const KEY_BYTES = 32;

/** What a key is for. The text goes into the derivation, so it must never change. */
export type KeyPurpose = 'session-tokens/v1' | 'mail-links/v1';

/**
 * The root key: given by the environment, else (development) made once and kept under the data folder.
 * @returns 32 bytes; derive from it, never use it directly
 */
export function readRootKey(environment: Pick<Environment, 'ENCRYPTION_KEY' | 'DATA_DIR'>): Buffer {
  if (environment.ENCRYPTION_KEY !== undefined)
    return Buffer.from(environment.ENCRYPTION_KEY, 'base64');
  const file = join(environment.DATA_DIR, 'encryption-key');
  mkdirSync(environment.DATA_DIR, { recursive: true });
  try {
    writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Made earlier, or by another process that started at the same moment.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`${file} does not hold ${String(KEY_BYTES)} bytes in base64. Delete it.`);
  return key;
}

/** A key of its own for each purpose (RFC 5869), so that no use can be played against another. */
export function deriveKey(root: Buffer, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', root, '', `tendril/${purpose}`, KEY_BYTES));
}
