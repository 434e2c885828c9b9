import { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { sealedTokens, openedTokens } from './session-tokens.server.ts';
import type { TextSealer } from '#app/platform/key-ring.server.ts';

/**
 * Keeps the tokens of another storage's sessions encrypted, each bound to its session and field.
 * A session whose tokens cannot be opened (the key left the ring, or the row was altered) counts as
 * absent: the next visit of the admin exchanges new ones.
 */
export function encryptedSessionStorage(inner: SessionStorage, sealer: TextSealer): SessionStorage {
  const sealed = (session: Session) =>
    new Session({ ...session.toObject(), ...sealedTokens(sealer, session) });
  function opened(session: Session): Session | undefined {
    const tokens = openedTokens(sealer, session);
    return tokens === null ? undefined : new Session({ ...session.toObject(), ...tokens });
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
