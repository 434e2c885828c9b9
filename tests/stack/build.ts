import { existsSync, statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const BUILT = 'build/server/index.js';
const SOURCES = [
  'app/**/*.{ts,tsx,css}',
  'public/*',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
];

/** Builds the admin pages, unless the build is newer than everything it is made of. */
export async function ensureBuild(): Promise<void> {
  if (await isFresh()) return;
  const run = promisify(execFile);
  await run(process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

async function isFresh(): Promise<boolean> {
  if (!existsSync(BUILT)) return false;
  const builtAt = statSync(BUILT).mtimeMs;
  for await (const source of glob(SOURCES)) {
    if (!source.startsWith('app/generated/') && statSync(source).mtimeMs > builtAt) return false;
  }
  return true;
}
