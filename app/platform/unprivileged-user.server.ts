import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** PostgreSQL refuses to run as root. `nobody` exists on every system and, as root, we may become it. */
const UNPRIVILEGED_ID = 65_534;
const ENTER_AS_OWNER = 0o100;
const ENTER_AS_OTHER = 0o001;

const isRoot = process.getuid?.() === 0;

/** What makes a child process of root run as `nobody`, in a folder that `nobody` can be in. */
export const asUnprivilegedUser = isRoot
  ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID, cwd: '/' }
  : {};

/** The owner that files for a child process of `asUnprivilegedUser` need; undefined when it runs as we do. */
export const unprivilegedUser = isRoot ? UNPRIVILEGED_ID : undefined;

/** Whether `nobody` can reach what lies in a folder, which may not exist yet. */
function canUnprivilegedUserEnter(folder: string): boolean {
  const path = resolve(folder);
  const parent = dirname(path);
  if (existsSync(path)) {
    const { uid, mode } = statSync(path);
    if ((mode & (uid === UNPRIVILEGED_ID ? ENTER_AS_OWNER : ENTER_AS_OTHER)) === 0) return false;
  }
  return parent === path || canUnprivilegedUserEnter(parent);
}

/** The system's folder for temporary files, or the usual one when only its owner can enter that. */
export function commonTmpdir(): string {
  return isRoot && !canUnprivilegedUserEnter(tmpdir()) ? '/tmp' : tmpdir();
}

/** A folder for what belongs to `folder`, which `nobody` can reach: itself, or one named after it. */
export function reachableFor(folder: string): string {
  const path = resolve(folder);
  if (!isRoot || canUnprivilegedUserEnter(path)) return path;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  return join(commonTmpdir(), `tendril-data-${name}`);
}

/** Makes the folder that `reachableFor` names. */
export async function makeReachable(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = reachableFor(folder);
  if (path === resolve(folder)) return path;
  await mkdir(path, { recursive: true });
  await refuseForeign(path);
  await chmod(path, 0o711);
  return path;
}

/**
 * The programs in a folder, where `nobody` can run them: there, or in a copy made once.
 * @param native folder of the programs and their libraries
 * @param version distinguishes copies of different programs
 */
export async function reachablePrograms(native: string, version: string): Promise<string> {
  if (!isRoot || canUnprivilegedUserEnter(native)) return native;
  const copy = join(commonTmpdir(), `tendril-postgresql-${version}`);
  if (!existsSync(copy)) await copyPrograms(native, copy);
  await refuseForeign(copy);
  return copy;
}

/** Any user can make a folder in the temporary one before us; only root's own may be trusted. */
async function refuseForeign(folder: string): Promise<void> {
  const { uid, mode } = await lstat(folder);
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${folder} is not root's. Remove it.`);
}

/** Copies to a temporary folder and moves in place, so that no process sees half a copy and two may both try. */
async function copyPrograms(native: string, copy: string): Promise<void> {
  const draft = await mkdtemp(join(dirname(copy), `${basename(copy)}-`));
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await rename(draft, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const executable = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    await chmod(path, executable ? 0o755 : 0o644);
  }
}
