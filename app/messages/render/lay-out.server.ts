import { fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SECOND } from '#app/lib/duration.ts';

const LaidOut = z.union([z.object({ page: z.string() }), z.object({ problem: z.string() })]);
/** A document as HTML, or what is wrong in it. */
export type LaidOut = z.infer<typeof LaidOut>;

const Pages = z.array(LaidOut);

/** An email takes 0.1 s. The process of one that never ends would take a processor for ever. */
const LONGEST_MS = 30 * SECOND;

/**
 * Turns MJML documents into HTML, in a process that ends with it: MJML alone takes half as much memory as the
 * whole worker (77 MB), is needed only at the start, and a thread would not give its memory back.
 * @param longestMs how long it may take
 * @returns a page for each document, in their order; of one that is not valid MJML what is wrong in it
 * @throws what the process said when it ended without an answer, or took too long
 */
export async function layOut(
  documents: readonly string[],
  longestMs: number = LONGEST_MS,
): Promise<LaidOut[]> {
  const program = fileURLToPath(new URL('./mjml-process.server.ts', import.meta.url));
  const child = fork(program, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  const errorText = child.stderr ? text(child.stderr) : Promise.resolve('');
  const failed = once(child, 'close').then(async () => {
    const killed = child.killed ? ` in ${String(longestMs)} ms` : '';
    throw new Error(`Emails could not be laid out${killed}.\n${await errorText}`);
  });
  child.send(documents);
  const [pages] = (await Promise.race([once(child, 'message'), failed])) as unknown[];
  failed.catch(() => undefined); // It ends after its answer too.
  return Pages.parse(pages);
}
