import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startChild } from '#tests/stack/child.ts';
import { temporaryFolder } from './temporary-folder.ts';

const Started = z.object({ url: z.string(), pid: z.number() });

/** Whether a process is there; one that ended is not, although its end may not have been asked for yet. */
async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(
    () => ({
      stdout: '',
    }),
  );
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  return await client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'a run that %s ends leaves no process, no database and no file behind',
  async (signal) => {
    const folder = await temporaryFolder('killed');
    const run = startChild('tests/faults/killed-run.ts', {
      env: { NODE_ENV: 'production', FOLDER: folder },
    });
    await run.saying('started ');
    const line = /started (.*)\n/.exec(run.output())?.[1];
    const { url, pid } = Started.parse(JSON.parse(line ?? ''));
    expect([await isRunning(pid), await answers(url)]).toEqual([true, true]);
    await run.kill(signal);
    await expect.poll(() => isRunning(pid)).toBe(false);
    await expect.poll(() => answers(url)).toBe(false);
    await expect.poll(() => existsSync(folder)).toBe(false);
  },
);
