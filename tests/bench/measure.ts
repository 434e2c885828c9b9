import { ACCEPT_SIZES, benchAccept } from './accept.ts';
import type { BenchName, Figure } from './benches.ts';
import { benchBurst, BURST_SIZES } from './burst.ts';
import { benchDrain, benchScale, DRAIN_SIZES } from './drain.ts';
import { benchDecide, DECIDE_SIZES } from './decide-share.ts';
import { benchStageChanges, STAGE_CHANGE_SIZES } from './stage-changes.ts';
import { benchImport, IMPORT_SIZES } from './import.ts';
import { openLab } from './lab.ts';
import { benchLifetime, LIFETIME_SIZES } from './lifetime.ts';
import { benchMail, MAIL_SIZES } from './mail.ts';
import { benchMailDelay, MAIL_DELAY_SIZES } from './mail-delay.ts';
import { benchNeighbour, NEIGHBOUR_SIZES } from './neighbour.ts';
import { benchOverCap, OVER_CAP_SIZES } from './over-cap.ts';
import { benchPages, PAGES_SIZES } from './pages.ts';
import { benchPixel, PIXEL_SIZES } from './pixel.ts';
import { benchRedact, REDACT_SIZES } from './redact.ts';
import type { Results } from './report.ts';
import { benchRanges, benchScore, RANGE_SIZES, SCORE_SIZES } from './scores.ts';
import { benchSearch, SEARCH_SIZES } from './search.ts';
import { benchSegmentBuild, SEGMENT_BUILD_SIZES } from './segment-build.ts';
import { benchSegmentCount, SEGMENT_COUNT_SIZES } from './segment-count.ts';

/** Runs benches one after the other on one database server. Progress goes to `say`. */
export async function measure(
  names: readonly BenchName[],
  say: (line: string) => void,
): Promise<Results> {
  const lab = await openLab(say);
  const started = performance.now();
  const figures = new Map<BenchName, Figure>();
  const asks = (...any: BenchName[]) => any.some((name) => names.includes(name));
  try {
    if (asks('accept.rate', 'accept.p99', 'accept.max', 'memory.web'))
      for (const [name, figure] of await benchAccept(lab)) figures.set(name, figure);
    const drain = asks('drain.rate', 'memory.worker') ? await benchDrain(lab) : undefined;
    const mail = asks('mail.rate', 'memory.worker') ? await benchMail(lab) : undefined;
    if (asks('mail.p50')) figures.set('mail.p50', await benchMailDelay(lab));
    if (asks('burst.unaccounted', 'burst.max')) {
      const burst = await benchBurst(lab);
      figures.set('burst.unaccounted', burst.unaccounted);
      figures.set('burst.max', burst.max);
    }
    if (asks('pixel.rate')) figures.set('pixel.rate', await benchPixel(lab));
    if (asks('import.rate')) figures.set('import.rate', await benchImport(lab));
    if (asks('clv.fit100k')) figures.set('clv.fit100k', benchLifetime(say));
    if (asks('score.auc')) figures.set('score.auc', await benchScore(say));
    if (asks('predict.range', 'predict.spend')) {
      const ranges = await benchRanges(say);
      figures.set('predict.range', ranges.orders);
      figures.set('predict.spend', ranges.spend);
    }
    if (asks('drain.scale')) figures.set('drain.scale', await benchScale(lab));
    if (asks('segment.count100k'))
      figures.set('segment.count100k', await benchSegmentCount(lab, 100_000));
    if (asks('segment.count1m'))
      figures.set('segment.count1m', await benchSegmentCount(lab, 1_000_000));
    if (asks('segment.build1m')) figures.set('segment.build1m', await benchSegmentBuild(lab));
    if (asks('flips.late')) figures.set('flips.late', await benchStageChanges(lab));
    if (asks('drain.decide')) figures.set('drain.decide', await benchDecide(lab));
    if (asks('neighbour.p99', 'neighbour.refused', 'neighbour.pages'))
      for (const [name, figure] of await benchNeighbour(lab)) figures.set(name, figure);
    if (asks('page.overCap')) figures.set('page.overCap', await benchOverCap(lab));
    if (asks('redact.time', 'redact.left'))
      for (const [name, figure] of await benchRedact(lab)) figures.set(name, figure);
    if (asks('search.people')) figures.set('search.people', await benchSearch(lab));
    if (asks('pages.p95', 'pages.idle')) {
      const pages = await benchPages(lab);
      figures.set('pages.p95', pages.p95);
      figures.set('pages.idle', pages.idle);
    }
    if (drain && asks('drain.rate')) figures.set('drain.rate', drain.rate);
    if (mail && asks('mail.rate')) figures.set('mail.rate', mail.rate);
    if (drain && mail && asks('memory.worker'))
      figures.set('memory.worker', {
        value: Math.max(drain.memory.value, mail.peakMb),
        baseline: drain.memory.baseline,
      });
  } finally {
    await lab.close();
  }
  return {
    figures,
    postgres: lab.postgres,
    sizes: [
      ACCEPT_SIZES,
      DRAIN_SIZES,
      MAIL_SIZES,
      MAIL_DELAY_SIZES,
      BURST_SIZES,
      PIXEL_SIZES,
      IMPORT_SIZES,
      LIFETIME_SIZES,
      SCORE_SIZES,
      RANGE_SIZES,
      SEGMENT_COUNT_SIZES,
      SEGMENT_BUILD_SIZES,
      STAGE_CHANGE_SIZES,
      DECIDE_SIZES,
      NEIGHBOUR_SIZES,
      OVER_CAP_SIZES,
      REDACT_SIZES,
      SEARCH_SIZES,
      PAGES_SIZES,
    ].join('\n'),
    seconds: (performance.now() - started) / 1_000,
  };
}
