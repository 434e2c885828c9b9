import type pg from 'pg';
import type { Logger } from 'pino';
import { inShop } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { countUnrecorded } from '#app/effects/store/count-mails.server.ts';
import { recountFigures } from '#app/roll-ups/recount.server.ts';
import { repairAllCountedRows } from '#app/roll-ups/repair-counted-rows.server.ts';
import { setFigure } from '#app/roll-ups/store/recount-figures.server.ts';

/** How far back it is looked whether every mail that was sent is on record. */
const RECORDED_WITHIN = 30 * DAY;

/**
 * Compares the figures that pages show with a count of everything, once a day. What differs is put right and reported:
 * something changed rows without its triggers.
 * @param now epoch milliseconds
 */
export async function checkFigures(
  { pool, logger }: { pool: pg.Pool; logger: Logger },
  shopId: string,
  now: number,
): Promise<void> {
  // First what figures are sums of, or the next change of a wrong row would be counted on top of a right figure.
  const repaired = await repairAllCountedRows(pool, shopId);
  const recounted = await inShop(pool, shopId, async (client) => {
    const since = new Date(now - RECORDED_WITHIN);
    const unrecorded = await countUnrecorded(client, shopId, since);
    await setFigure(client, shopId, 'mails.unrecorded', unrecorded);
    return await recountFigures(client, shopId);
  });
  const figures = [...new Set([...repaired, ...recounted])].sort();
  if (figures.length > 0)
    logger.error({ shopId, figures }, 'figures differed from a count of everything; put right');
}
