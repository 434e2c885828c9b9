import { chmod, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { commonTmpdir } from '#app/platform/unprivileged-user.server.ts';

/**
 * Makes a folder that a database server of a test may read, named so that the next run of database tests removes
 * what a killed run leaves.
 * @returns its path
 */
export async function temporaryFolder(purpose: string): Promise<string> {
  const name = `tendril-tests-${String(process.pid)}-${purpose}-`;
  const folder = await mkdtemp(join(commonTmpdir(), name));
  await chmod(folder, 0o755);
  return folder;
}
