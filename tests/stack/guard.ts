import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';

/**
 * What a run has started and must not outlive it. `process`: a process, or by its negative id a group of them;
 * `database`: the folder of an embedded PostgreSQL, which is removed with all it holds when it is `temporary`.
 */
export type Guarded =
  { kind: 'process'; pid: number } | { kind: 'database'; dataDir: string; temporary: boolean };

let guard: ChildProcess | undefined;

/**
 * Sees to it that what was started ends with this process, however that ends: a process of its own reads from this
 * one, and when nothing more can come it stops what is left. A signal that cannot be caught is no exception.
 * @returns to be called when it has ended by itself
 */
export function guarded(one: Guarded): () => void {
  guard ??= startGuard();
  const { stdin } = guard;
  stdin?.write(`${JSON.stringify({ start: one })}\n`);
  return () => stdin?.write(`${JSON.stringify({ end: one })}\n`);
}

function startGuard(): ChildProcess {
  const program = join(import.meta.dirname, 'guard-main.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    // A group of its own: Ctrl+C in the terminal is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Neither of them keeps this process from ending.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  child.stdin.on('error', () => undefined);
  return child;
}
