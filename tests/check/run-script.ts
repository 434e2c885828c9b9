import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { guarded } from '#tests/stack/guard.ts';

/**
 * Runs a script of package.json to its end.
 * @param onLine receives each line it writes, as it writes it
 * @returns the exit code; null when a signal ended it
 */
export async function runScript(
  script: string,
  onLine: (line: string) => void,
): Promise<number | null> {
  const child = spawn('npm', ['run', '--silent', script], {
    // Its output passes through a pipe: colours belong to a terminal only.
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
    // A group of its own, so that all it starts can be ended with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = child.pid === undefined ? undefined : guarded({ kind: 'process', pid: -child.pid });
  for (const input of [child.stdout, child.stderr])
    createInterface({ input, crlfDelay: Infinity }).on('line', onLine);
  return new Promise((resolve, reject) => {
    child.on('close', (exitCode) => {
      ended?.();
      resolve(exitCode);
    });
    child.on('error', reject);
  });
}
