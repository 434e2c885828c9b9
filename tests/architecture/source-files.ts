import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Files that git knows or would add and that are there, as paths from the root. */
export function sourceFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return [...new Set(listed.trim().split('\n'))].filter((file) => existsSync(join(ROOT, file)));
}

/** @param file a path from the root */
export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
