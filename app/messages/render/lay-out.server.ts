import { fork, type ChildProcess } from 'node:child_process';
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
/** Memory of a process; an email takes a fraction. */
const MOST_MEGABYTES = 256;
/** A process that is kept ends when nothing was laid out for so long. */
const IDLE_MS = 60 * SECOND;

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
  const process = startLayout();
  try {
    return await ask(process, documents, longestMs);
  } finally {
    if (process.child.connected) process.child.disconnect();
  }
}

/** A process that lays out documents; asked for one after the other. */
export type LayoutProcess = { lay: typeof layOut; close(): void };

/**
 * The same in a process that is kept while emails are looked at, because starting one takes ten times as long as laying out an
 * email. It ends by itself, and the next document starts another.
 * @param idleMs after how long without a document it ends
 */
export function openLayoutProcess(idleMs: number = IDLE_MS): LayoutProcess {
  let kept: RunningLayout | undefined;
  let idle: NodeJS.Timeout | undefined;
  function end(): void {
    clearTimeout(idle);
    if (kept?.child.connected) kept.child.disconnect();
    kept = undefined;
  }
  return {
    async lay(documents, longestMs = LONGEST_MS) {
      clearTimeout(idle);
      if (!kept?.child.connected) kept = startLayout();
      try {
        return await ask(kept, documents, longestMs);
      } catch (error) {
        kept = undefined;
        throw error;
      } finally {
        idle = setTimeout(end, idleMs).unref();
      }
    },
    close: end,
  };
}

type RunningLayout = { child: ChildProcess; errorText: Promise<string> };

function startLayout(): RunningLayout {
  const program = fileURLToPath(new URL('./mjml-process.server.ts', import.meta.url));
  const child = fork(program, {
    execArgv: [`--max-old-space-size=${String(MOST_MEGABYTES)}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return { child, errorText: child.stderr ? text(child.stderr) : Promise.resolve('') };
}

/**
 * Asks a process for pages; one that gives none in time is ended. The time is read again beside the answer, because where this
 * process was busy both the timer and the answer were waiting, and a process that the timer ended cannot be asked again.
 */
async function ask(
  { child, errorText }: RunningLayout,
  documents: readonly string[],
  longestMs: number,
): Promise<LaidOut[]> {
  const answered = new AbortController();
  const { signal } = answered;
  const askedAt = performance.now();
  const late = new AbortController();
  function endLate(): void {
    late.abort();
    child.kill('SIGKILL');
  }
  const timer = setTimeout(endLate, longestMs);
  const failed = once(child, 'close', { signal }).then(async () => {
    const killed = late.signal.aborted ? ` in ${String(longestMs)} ms` : '';
    throw new Error(`Emails could not be laid out${killed}.\n${await errorText}`);
  });
  failed.catch(() => undefined); // Its end is not waited for after the answer.
  try {
    child.send(documents);
    const [pages] = (await Promise.race([once(child, 'message', { signal }), failed])) as unknown[];
    if (performance.now() - askedAt >= longestMs) endLate();
    if (late.signal.aborted) return await failed;
    return Pages.parse(pages);
  } finally {
    clearTimeout(timer);
    answered.abort();
  }
}
