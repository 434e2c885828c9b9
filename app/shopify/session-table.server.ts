import { PrismaPg } from '@prisma/adapter-pg';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import {
  MissingSessionTableError,
  PrismaSessionStorage,
} from '@shopify/shopify-app-session-storage-prisma';
import { PrismaClient } from '#app/generated/prisma/client.ts';

/** Shopify's sessions in the table `Session`. */
export type SessionTable = SessionStorage & { close(): Promise<void> };

/**
 * Opens Shopify's own Prisma storage on the application's role.
 * Shopify's class asks for the table once, when it is made, and is useless for good when the database
 * was unreachable at that moment; so it is made at the first use and made again until it has found the table.
 */
export function openSessionTable(databaseUrl: string): SessionTable {
  const prisma = new PrismaClient({
    adapter: new PrismaPg({
      connectionString: databaseUrl,
      max: 4,
      connectionTimeoutMillis: 800,
      application_name: 'tendril sessions',
      options: '-c role=tendril_app -c timezone=UTC',
    }),
  });
  let storage: PrismaSessionStorage<PrismaClient> | undefined;
  async function use<T>(work: (sessions: SessionStorage) => Promise<T>): Promise<T> {
    if (storage === undefined) {
      await prisma.session.count();
      storage = new PrismaSessionStorage(prisma, {
        connectionRetries: 1,
        connectionRetryIntervalMs: 0,
      });
    }
    try {
      return await work(storage);
    } catch (error) {
      if (error instanceof MissingSessionTableError) storage = undefined;
      throw error;
    }
  }
  return {
    storeSession: (session) => use((sessions) => sessions.storeSession(session)),
    loadSession: (id) => use((sessions) => sessions.loadSession(id)),
    deleteSession: (id) => use((sessions) => sessions.deleteSession(id)),
    deleteSessions: (ids) => use((sessions) => sessions.deleteSessions(ids)),
    findSessionsByShop: (shop) => use((sessions) => sessions.findSessionsByShop(shop)),
    close: () => prisma.$disconnect(),
  };
}
