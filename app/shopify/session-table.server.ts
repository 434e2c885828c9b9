import { PrismaPg } from '@prisma/adapter-pg';
import type { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma';
import { PrismaClient } from '#app/generated/prisma/client.ts';

/** Shopify's sessions in the table `Session`. */
export type SessionTable = SessionStorage & { close(): Promise<void> };

/**
 * Opens Shopify's own Prisma storage on the application's role.
 * Shopify's class asks for the table once, when it is made, and is useless for good when the database
 * was away at that moment; so it is made at the first use and made anew until it has found the table.
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
  let found: PrismaSessionStorage<PrismaClient> | undefined;
  async function storage(): Promise<PrismaSessionStorage<PrismaClient>> {
    if (found !== undefined) return found;
    await prisma.session.count();
    found = new PrismaSessionStorage(prisma, {
      connectionRetries: 1,
      connectionRetryIntervalMs: 0,
    });
    return found;
  }
  return {
    storeSession: async (session: Session) => await (await storage()).storeSession(session),
    loadSession: async (id) => await (await storage()).loadSession(id),
    deleteSession: async (id) => await (await storage()).deleteSession(id),
    deleteSessions: async (ids) => await (await storage()).deleteSessions(ids),
    findSessionsByShop: async (shop) => await (await storage()).findSessionsByShop(shop),
    close: () => prisma.$disconnect(),
  };
}
