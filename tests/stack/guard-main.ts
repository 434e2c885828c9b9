/** Ends what a process has started as soon as that process is gone. What there is comes on the standard input. */
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import {
  removeEmbeddedDatabase,
  stopEmbeddedDatabase,
} from '#app/platform/embedded-database.server.ts';
import type { Guarded } from './guard.ts';

const open = new Map<string, Guarded>();

// It ends after the others, not with them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const { start, end } = JSON.parse(line) as { start?: Guarded; end?: Guarded };
  if (start) open.set(JSON.stringify(start), start);
  if (end) open.delete(JSON.stringify(end));
}
const left = [...open.values()];
// Processes first, so that none of them starts a database again.
for (const one of left) if (one.kind === 'process') kill(one.pid);
for (const one of left) if (one.kind === 'database') await endDatabase(one);

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It was faster.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function endDatabase({ dataDir, temporary }: Guarded & { kind: 'database' }): Promise<void> {
  if (!temporary) return await stopEmbeddedDatabase(dataDir, 'fast');
  await removeEmbeddedDatabase(dataDir);
  await rm(dataDir, { recursive: true, force: true });
}
