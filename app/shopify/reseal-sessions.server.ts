import type pg from 'pg';
import type { TextSealer } from '#app/platform/key-ring.server.ts';
import { openedTokens, sealedTokens, type SessionTokens } from './session-tokens.server.ts';
import {
  listSealedSessions,
  replaceSessionTokens,
  type SealedSession,
} from './store/sessions.server.ts';

/** Sessions read and sealed in one statement each. */
const PAGE = 100;

/**
 * Seals with the key that seals now whatever an older key of the ring has sealed, so that the older can be retired.
 * Safe beside visits that store tokens: a row that changed meanwhile is left as it then is.
 * @returns how many sessions were sealed again, and how many no key of the ring opens
 */
export async function resealSessions(
  pool: pg.Pool,
  sealer: TextSealer,
): Promise<{ resealed: number; unreadable: number }> {
  const found = { resealed: 0, unreadable: 0 };
  for (let after = ''; ;) {
    const rows = await listSealedSessions(pool, after, PAGE);
    for (const row of rows) {
      if (isCurrent(sealer, row)) continue;
      const tokens = openedTokens(sealer, tokensOf(row));
      if (tokens === null) found.unreadable += 1;
      else if (await replaceSessionTokens(pool, row, resealedTokens(sealer, row, tokens)))
        found.resealed += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return found;
    after = last.id;
  }
}

function isCurrent(sealer: TextSealer, { accessToken, refreshToken }: SealedSession): boolean {
  return [accessToken, refreshToken].every((token) => !token || sealer.isCurrent(token));
}

function tokensOf(row: SealedSession) {
  return { ...row, refreshToken: row.refreshToken ?? undefined };
}

function resealedTokens(sealer: TextSealer, { id, shop }: SealedSession, tokens: SessionTokens) {
  const { accessToken, refreshToken } = sealedTokens(sealer, { id, shop, ...tokens });
  return { accessToken: accessToken ?? '', refreshToken: refreshToken ?? null };
}
