import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { commonTmpdir } from '#app/nobody.server.ts';
import { ensureBuild } from '#tests/stack/build.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { migrate } from '../../prisma/migrate.server.ts';

/**
 * Before the first fault test: the pages, which the web process serves built, and the files of a migrated
 * PostgreSQL server, which each house copies for a server of its own.
 */
export default async function prepareHouses(project: TestProject) {
  // Named so that the next run of database tests removes what a killed run leaves.
  const folder = await mkdtemp(
    join(commonTmpdir(), `tendril-tests-${String(process.pid)}-template-`),
  );
  await chmod(folder, 0o755);
  await Promise.all([ensureBuild(), prepareServer(folder)]);
  project.provide('houseTemplate', folder);
  return async function removeTemplate() {
    await rm(folder, { recursive: true });
  };
}

async function prepareServer(folder: string): Promise<void> {
  const server = await guardedDatabase(folder, ['fsync=off'], { temporary: true });
  await migrate(server.url, { runtimeUrl: server.runtimeUrl });
  // In good order, so that a copy starts without a recovery.
  await server.stop('fast');
}
