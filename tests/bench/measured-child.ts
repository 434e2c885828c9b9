import { z } from 'zod';
import { startChild, type Child } from '#tests/stack/child.ts';

const Usage = z.object({ cpuMs: z.number(), peakMb: z.number() });

/** Processor time and the most memory that a process has used since it started. */
export type Usage = z.infer<typeof Usage>;

/** A child that can say what it has used. */
export type MeasuredChild = Child & { usage(): Promise<Usage> };

/**
 * Starts a program and waits until it says it is ready.
 * @param likeProgram the shipped program whose limits of memory hold
 */
export async function startMeasured(
  file: string,
  env: Record<string, string>,
  ready: string,
  likeProgram?: string,
): Promise<MeasuredChild> {
  const child = startChild(file, {
    env: { NODE_ENV: 'production', ...env },
    preload: ['./tests/bench/usage.ts'],
    ...(likeProgram === undefined ? {} : { likeProgram }),
  });
  let asked = 0;
  await child.saying(ready);
  return {
    ...child,
    async usage() {
      asked += 1;
      const mark = `usage ${String(asked)} `;
      process.kill(child.pid, 'SIGUSR2');
      await child.saying(mark);
      return Usage.parse(JSON.parse(lineAfter(child.output(), mark)));
    },
  };
}

/** Runs a program to its end and gives the JSON it printed after a word. */
export async function resultOf(
  file: string,
  env: Record<string, string>,
  word: string,
): Promise<unknown> {
  const child = startChild(file, { env: { NODE_ENV: 'production', ...env } });
  // The space follows the word only in the line that holds the result, written in one piece.
  await child.saying(`${word} `);
  await child.kill('SIGTERM');
  return JSON.parse(lineAfter(child.output(), `${word} `));
}

function lineAfter(output: string, mark: string): string {
  const start = output.lastIndexOf(mark) + mark.length;
  const end = output.indexOf('\n', start);
  return output.slice(start, end === -1 ? undefined : end);
}
