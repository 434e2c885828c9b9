import { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import type { TokenCipher } from './token-cipher.server.ts';

/**
 * Keeps the tokens of another storage's sessions encrypted, each bound to its session and field.
 * A session whose tokens cannot be opened (the key changed, or somebody altered the row) counts as
 * absent: the next visit of the admin exchanges new ones.
 */
export function encryptedSessionStorage(
  inner: SessionStorage,
  cipher: TokenCipher,
): SessionStorage {
  function sealed(session: Session): Session {
    const { accessToken, refreshToken } = session;
    return withTokens(
      session,
      accessToken && cipher.seal(accessToken, `${session.id}/access`),
      refreshToken && cipher.seal(refreshToken, `${session.id}/refresh`),
    );
  }
  function opened(session: Session): Session | undefined {
    const accessToken =
      session.accessToken && cipher.open(session.accessToken, `${session.id}/access`);
    const refreshToken =
      session.refreshToken && cipher.open(session.refreshToken, `${session.id}/refresh`);
    if (accessToken === null || refreshToken === null) return undefined;
    return withTokens(session, accessToken, refreshToken);
  }
  return {
    storeSession: (session) => inner.storeSession(sealed(session)),
    async loadSession(id) {
      const session = await inner.loadSession(id);
      return session && opened(session);
    },
    deleteSession: (id) => inner.deleteSession(id),
    deleteSessions: (ids) => inner.deleteSessions(ids),
    async findSessionsByShop(shop) {
      const sessions = await inner.findSessionsByShop(shop);
      return sessions.map(opened).filter((session) => session !== undefined);
    },
  };
}

function withTokens(
  session: Session,
  accessToken: string | undefined,
  refreshToken: string | undefined,
): Session {
  return new Session({ ...session.toObject(), accessToken, refreshToken });
}
