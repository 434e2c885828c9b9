import { fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const LaidOut = z.union([z.object({ page: z.string() }), z.object({ problem: z.string() })]);
/** A document as HTML, or what is wrong in it. */
export type LaidOut = z.infer<typeof LaidOut>;

const Pages = z.array(LaidOut);

/**
 * Turns MJML documents into HTML, in a process that ends with it: MJML alone takes half as much memory as the
 * whole worker (77 MB), is needed only at the start, and a thread would not give its memory back.
 * @returns a page for each document, in their order; of one that is not valid MJML what is wrong in it
 * @throws what the process said when it ended without an answer
 */
export async function layOut(documents: readonly string[]): Promise<LaidOut[]> {
  const program = fileURLToPath(new URL('./mjml-process.server.ts', import.meta.url));
  const child = fork(program, { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const errorText = child.stderr ? text(child.stderr) : Promise.resolve('');
  const failed = once(child, 'close').then(async () => {
    throw new Error(`Emails could not be laid out.\n${await errorText}`);
  });
  child.send(documents);
  const [pages] = (await Promise.race([once(child, 'message'), failed])) as unknown[];
  failed.catch(() => undefined); // It ends after its answer too.
  return Pages.parse(pages);
}
