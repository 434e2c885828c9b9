import { z } from 'zod';
import { MINUTE, SECOND } from '#app/lib/duration.ts';

/** A link of a mail that was followed: which, when (epoch milliseconds), and where it leads; null to unsubscribe. */
export const Hit = z.object({ link: z.string(), at: z.number(), url: z.string().nullable() });
export type Hit = z.infer<typeof Hit>;

/** So many different links within so long: programs open all of a mail, people one after another that they read. */
const BURSTS = [
  { links: 2, withinMs: 2 * SECOND },
  { links: 3, withinMs: 10 * SECOND },
  { links: 5, withinMs: MINUTE },
] as const;

/** A person does not read a mail sooner after it was sent. */
const SOONEST_MS = 5 * SECOND;

/** How long after the last hit on a mail nothing more can follow that would change the judgement. */
export const HOLD_MS = MINUTE;
/** What is followed again and again is judged all the same. */
export const LONGEST_HOLD_MS = 10 * MINUTE;

/**
 * The hits that a person made, of all hits on one mail. Scanners of mail servers follow every link, the one to
 * unsubscribe as well, when a mail arrives and again later; the addresses and names they use are those of browsers.
 * @param sentAt epoch milliseconds
 */
export function hitsOfPeople(hits: readonly Hit[], sentAt: number): Hit[] {
  const inOrder = [...hits].sort((a, b) => a.at - b.at);
  const ofPrograms = new Set(inOrder.filter(({ at }) => at < sentAt + SOONEST_MS));
  for (const { links, withinMs } of BURSTS)
    for (const first of inOrder) {
      const near = inOrder.filter(({ at }) => at >= first.at && at <= first.at + withinMs);
      if (new Set(near.map(({ link }) => link)).size < links) continue;
      for (const hit of near) ofPrograms.add(hit);
    }
  return inOrder.filter((hit) => hit.url !== null && !ofPrograms.has(hit));
}

/** Programs that say so themselves, such as those that show a preview of a link in a chat. */
const PROGRAM = /(?<!cu)bot\b|crawler|spider|preview|facebookexternalhit|whatsapp|headless/i;

/** Whether a request for a link says itself that it is no click: a prefetched page, or a program. */
export function isAutomatedRequest(headers: Headers): boolean {
  const purposes = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'].map((name) =>
    headers.get(name),
  );
  return (
    purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose ?? '')) ||
    PROGRAM.test(headers.get('user-agent') ?? '')
  );
}
