import { placeText, type TextSealer } from '#app/platform/key-ring.server.ts';

/** The secrets of a session; an online session may have no token to refresh with. */
export type SessionTokens = { accessToken?: string | undefined; refreshToken?: string | undefined };

/** What the tokens of a session are bound to. */
type SessionPlace = { id: string; shop: string };

/** The tokens sealed for their row and column; an absent one stays absent. */
export function sealedTokens(
  sealer: TextSealer,
  session: SessionPlace & SessionTokens,
): SessionTokens {
  const { accessToken, refreshToken } = session;
  return {
    accessToken: accessToken && sealer.seal(accessToken, placeOf(session, 'accessToken')),
    refreshToken: refreshToken && sealer.seal(refreshToken, placeOf(session, 'refreshToken')),
  };
}

/** The tokens in the clear; null when one of them cannot be opened. */
export function openedTokens(
  sealer: TextSealer,
  session: SessionPlace & SessionTokens,
): SessionTokens | null {
  const { accessToken, refreshToken, id } = session;
  const access =
    accessToken && sealer.open(accessToken, placeOf(session, 'accessToken'), `${id}/access`);
  const refresh =
    refreshToken && sealer.open(refreshToken, placeOf(session, 'refreshToken'), `${id}/refresh`);
  if (access === null || refresh === null) return null;
  return { accessToken: access, refreshToken: refresh };
}

function placeOf({ id, shop }: SessionPlace, column: keyof SessionTokens): string {
  return placeText({ shop, table: 'Session', column, row: id });
}
