import type { Pool } from 'pg';

/** A session with its tokens as they are stored, sealed. */
export type SealedSession = {
  id: string;
  shop: string;
  accessToken: string;
  refreshToken: string | null;
};

/** The sessions after one of them, by id; of all shops. */
export async function listSealedSessions(
  pool: Pool,
  afterId: string,
  limit: number,
): Promise<SealedSession[]> {
  const { rows } = await pool.query<SealedSession>(
    `select id, shop, "accessToken", "refreshToken" from "Session" where id > $1 order by id limit $2`,
    [afterId, limit],
  );
  return rows;
}

/** @returns false when the session's tokens are not those of `old` any more */
export async function replaceSessionTokens(
  pool: Pool,
  old: SealedSession,
  { accessToken, refreshToken }: Pick<SealedSession, 'accessToken' | 'refreshToken'>,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update "Session" set "accessToken" = $4, "refreshToken" = $5
      where id = $1 and "accessToken" = $2 and "refreshToken" is not distinct from $3`,
    [old.id, old.accessToken, old.refreshToken, accessToken, refreshToken],
  );
  return rowCount === 1;
}
