import type pg from 'pg';
import type { TextSealer } from '#app/platform/key-ring.server.ts';
import { openedTokens, sealedTokens, type SessionTokens } from './session-tokens.server.ts';

/** Sessions read and sealed in one statement each. */
const PAGE = 100;

type SessionRow = {
  id: string;
  shop: string;
  accessToken: string;
  refreshToken: string | null;
};

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
    const { rows } = await pool.query<SessionRow>(
      `select id, shop, "accessToken", "refreshToken" from "Session" where id > $1 order by id limit $2`,
      [after, PAGE],
    );
    for (const row of rows) {
      if (isCurrent(sealer, row)) continue;
      const tokens = openedTokens(sealer, tokensOf(row));
      if (tokens === null) found.unreadable += 1;
      else
        found.resealed += await replaceTokens(
          pool,
          row,
          sealedTokens(sealer, { id: row.id, shop: row.shop, ...tokens }),
        );
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return found;
    after = last.id;
  }
}

function isCurrent(sealer: TextSealer, { accessToken, refreshToken }: SessionRow): boolean {
  return [accessToken, refreshToken].every((token) => !token || sealer.isCurrent(token));
}

function tokensOf(row: SessionRow) {
  return { ...row, refreshToken: row.refreshToken ?? undefined };
}

async function replaceTokens(
  pool: pg.Pool,
  old: SessionRow,
  { accessToken, refreshToken }: SessionTokens,
): Promise<number> {
  const { rowCount } = await pool.query(
    `update "Session" set "accessToken" = $4, "refreshToken" = $5
      where id = $1 and "accessToken" = $2 and "refreshToken" is not distinct from $3`,
    [old.id, old.accessToken, old.refreshToken, accessToken ?? '', refreshToken ?? null],
  );
  return rowCount ?? 0;
}
