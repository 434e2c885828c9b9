import { embeddedDatabase, type EmbeddedDatabase } from '#app/platform/embedded-database.server.ts';
import { guarded } from './guard.ts';

/**
 * An embedded PostgreSQL that stops when this process ends, however that ends.
 * @param settings as of `embeddedDatabase`
 * @param temporary whether its folder is removed then, with everything else in it
 */
export async function guardedDatabase(
  dataDir: string,
  settings: readonly string[],
  { temporary }: { temporary: boolean },
): Promise<EmbeddedDatabase> {
  const ended = guarded({ kind: 'database', dataDir, temporary });
  const database = await embeddedDatabase(dataDir, settings);
  return {
    ...database,
    async stop(mode) {
      await database.stop(mode);
      ended();
    },
  };
}
