import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopEmbeddedDatabase } from '#app/platform/embedded-database.server.ts';
import { commonTmpdir } from '#app/platform/unprivileged-user.server.ts';
import { guardedDatabase } from '#tests/stack/guarded-database.ts';
import { migrate } from '../../prisma/migrate.server.ts';

const PREFIX = 'tendril-tests-';

/** A crash of the machine may lose data; a crash of the server may not, as the fault tests need. */
const SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'max_connections=200',
  'shared_buffers=64MB',
];

/** Starts one PostgreSQL for a run of tests, with a migrated database that each file clones. */
export default async function startDatabaseServer(project: TestProject) {
  await removeLeftovers();
  const folder = folderOfThisRun(project.name);
  await mkdir(folder);
  await chmod(folder, 0o755);
  const server = await guardedDatabase(folder, SETTINGS, { temporary: true });
  await migrate(server.url, { runtimeUrl: server.runtimeUrl });
  project.provide('databaseUrl', server.url);
  project.provide('runtimeUrl', server.runtimeUrl);
  return async function stopDatabaseServer() {
    await server.stop('immediate');
    await rm(folder, { recursive: true });
  };
}

/** A run that was killed could not clean up; the next one does it. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(commonTmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const claimed = folderOfThisRun(`leftover-${String(pid)}`);
    try {
      await rename(join(commonTmpdir(), name), claimed);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
      continue; // Another run was faster.
    }
    await stopEmbeddedDatabase(claimed, 'immediate');
    await rm(claimed, { recursive: true });
  }
}

function folderOfThisRun(name: string): string {
  return join(commonTmpdir(), `${PREFIX}${String(process.pid)}-${name}`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process lives and belongs to another user.
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
