import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { ensureBuild } from '#tests/stack/build.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { migrate } from '../../prisma/migrate.server.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * Before the first fault test: the pages, which the web process serves built, and the files of a migrated
 * PostgreSQL server, which each environment copies for a server of its own.
 */
export default async function prepareEnvironments(project: TestProject) {
  const folder = await temporaryFolder('template');
  await Promise.all([ensureBuild(), prepareServer(folder)]);
  project.provide('environmentTemplate', folder);
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
