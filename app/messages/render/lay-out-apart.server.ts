import type { LaidOut, layOut } from './lay-out.server.ts';

/** `isPassing`: the process ended without an answer for this document alone; another time it may have one. */
export type ApartLaidOut = LaidOut & { isPassing?: true };

/** Lays out what nothing can be wrong with. */
const PROBE = '<mjml><mj-body></mj-body></mjml>';

/**
 * Lays out documents together, and one by one when the process ends without an answer, so that only the one that ended it
 * has a problem.
 * @param lay lays out documents, in their order
 * @throws what the process said, when it can lay out nothing at all
 */
export async function layOutApart(
  lay: typeof layOut,
  documents: readonly string[],
): Promise<ApartLaidOut[]> {
  try {
    return await lay(documents);
  } catch {
    const pages: ApartLaidOut[] = [];
    for (const document of documents) pages.push(await layOutAlone(lay, document));
    if (pages.every(({ isPassing }) => isPassing)) await lay([PROBE]);
    return pages;
  }
}

async function layOutAlone(lay: typeof layOut, document: string): Promise<ApartLaidOut> {
  try {
    const [page] = await lay([document]);
    return page ?? { problem: 'It was not laid out.', isPassing: true };
  } catch (error) {
    return { problem: String(error), isPassing: true };
  }
}
