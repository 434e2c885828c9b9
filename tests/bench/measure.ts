import { ACCEPT_SIZES, benchAccept } from './accept.ts';
import type { BenchName, Figure } from './benches.ts';
import { benchBurst, BURST_SIZES } from './burst.ts';
import { benchCanvas, CANVAS_SIZES } from './canvas.ts';
import { benchDrain, benchScale, DRAIN_SIZES } from './drain.ts';
import { benchDecide, DECIDE_SIZES } from './decide-share.ts';
import { benchStageChanges, STAGE_CHANGE_SIZES } from './stage-changes.ts';
import { benchImport, IMPORT_SIZES } from './import.ts';
import { benchDecisions, DECISION_SIZES } from './decisions.ts';
import {
  benchJourneyBurst,
  benchJourneyDue,
  benchJourneySteps,
  JOURNEY_SIZES,
} from './journeys.ts';
import { openLab, type Lab } from './lab.ts';
import { benchLifetime, LIFETIME_SIZES } from './lifetime.ts';
import { benchMail, MAIL_SIZES } from './mail.ts';
import { benchMailDelay, MAIL_DELAY_SIZES } from './mail-delay.ts';
import { benchNeighbour, NEIGHBOUR_SIZES } from './neighbour.ts';
import { benchOverCap, OVER_CAP_SIZES } from './over-cap.ts';
import { benchPages, PAGES_SIZES } from './pages.ts';
import { benchPixel, PIXEL_SIZES } from './pixel.ts';
import { benchPreview, PREVIEW_SIZES } from './preview.ts';
import { benchRedact, REDACT_SIZES } from './redact.ts';
import { benchRender, RENDER_SIZES } from './render.ts';
import { benchReplay, REPLAY_SIZES } from './replay.ts';
import type { Results } from './report.ts';
import { benchRanges, benchScore, RANGE_SIZES, SCORE_SIZES } from './scores.ts';
import { benchSearch, SEARCH_SIZES } from './search.ts';
import { benchSegmentBuild, SEGMENT_BUILD_SIZES } from './segment-build.ts';
import { benchSegmentCount, SEGMENT_COUNT_SIZES } from './segment-count.ts';

type Figures = ReadonlyMap<BenchName, Figure>;

/** What gives figures together. */
type BenchRun = {
  names: readonly BenchName[];
  run(lab: Lab, asks: (name: BenchName) => boolean): Promise<Figures>;
};

function one(name: BenchName, run: (lab: Lab) => Figure | Promise<Figure>): BenchRun {
  return { names: [name], run: async (lab) => new Map([[name, await run(lab)]]) };
}

/** In the order in which they run. */
const RUNS: readonly BenchRun[] = [
  {
    names: ['accept.rate', 'accept.p99', 'accept.max', 'memory.web'],
    run: (lab) => benchAccept(lab),
  },
  { names: ['drain.rate', 'mail.rate', 'memory.worker'], run: benchWorker },
  one('mail.p50', benchMailDelay),
  {
    names: ['burst.unaccounted', 'burst.max'],
    async run(lab) {
      const { unaccounted, max } = await benchBurst(lab);
      return new Map([
        ['burst.unaccounted', unaccounted],
        ['burst.max', max],
      ]);
    },
  },
  one('pixel.rate', benchPixel),
  one('import.rate', benchImport),
  one('clv.fit100k', (lab) => benchLifetime((line) => lab.say(line))),
  one('score.auc', (lab) => benchScore((line) => lab.say(line))),
  {
    names: ['predict.range', 'predict.spend'],
    async run(lab) {
      const { orders, spend } = await benchRanges((line) => lab.say(line));
      return new Map([
        ['predict.range', orders],
        ['predict.spend', spend],
      ]);
    },
  },
  one('drain.scale', benchScale),
  one('segment.count100k', (lab) => benchSegmentCount(lab, 100_000)),
  one('segment.count1m', (lab) => benchSegmentCount(lab, 1_000_000)),
  one('segment.build1m', benchSegmentBuild),
  one('flips.late', benchStageChanges),
  one('journey.replay1m', (lab) => benchReplay(lab, 1_000_000)),
  one('drain.decide', benchDecide),
  {
    names: ['neighbour.p99', 'neighbour.refused', 'neighbour.pages'],
    run: (lab) => benchNeighbour(lab),
  },
  one('page.overCap', benchOverCap),
  { names: ['redact.time', 'redact.left'], run: (lab) => benchRedact(lab) },
  one('search.people', benchSearch),
  one('search.decisions', benchDecisions),
  one('journey.steps', benchJourneySteps),
  one('journey.unaccounted', benchJourneyBurst),
  {
    names: ['journey.due', 'journey.waiting'],
    async run(lab) {
      const { due, waiting } = await benchJourneyDue(lab);
      return new Map([
        ['journey.due', due],
        ['journey.waiting', waiting],
      ]);
    },
  },
  one('render.p95', benchRender),
  one('preview.p95', benchPreview),
  one('canvas.interact', benchCanvas),
  {
    names: ['pages.p95', 'pages.idle'],
    async run(lab) {
      const { p95, idle } = await benchPages(lab);
      return new Map([
        ['pages.p95', p95],
        ['pages.idle', idle],
      ]);
    },
  },
];

/** The worker's most memory is of both of its benches, so it asks for both. */
async function benchWorker(lab: Lab, asks: (name: BenchName) => boolean): Promise<Figures> {
  const figures = new Map<BenchName, Figure>();
  const ofBoth = asks('memory.worker');
  const drain = ofBoth || asks('drain.rate') ? await benchDrain(lab) : undefined;
  const mail = ofBoth || asks('mail.rate') ? await benchMail(lab) : undefined;
  if (drain) figures.set('drain.rate', drain.rate);
  if (mail) figures.set('mail.rate', mail.rate);
  if (drain && mail)
    figures.set('memory.worker', {
      value: Math.max(drain.memory.value, mail.peakMb),
      baseline: drain.memory.baseline,
    });
  return figures;
}

/**
 * Runs benches one after the other on one database server. Progress goes to `say`. One that fails is said so at the end;
 * the figures of the others stay.
 */
export async function measure(
  names: readonly BenchName[],
  say: (line: string) => void,
): Promise<Results> {
  const lab = await openLab(say);
  const started = performance.now();
  const figures = new Map<BenchName, Figure>();
  const failures: string[] = [];
  const asks = (name: BenchName) => names.includes(name);
  try {
    for (const bench of RUNS) {
      const given = bench.names.filter(asks);
      if (given.length === 0) continue;
      try {
        for (const [name, figure] of await bench.run(lab, asks))
          if (asks(name)) figures.set(name, figure);
      } catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        failures.push(`${given.join(', ')}: ${text}`);
      }
    }
  } finally {
    await lab.close();
  }
  return {
    figures,
    failures,
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
      REPLAY_SIZES,
      SEGMENT_BUILD_SIZES,
      STAGE_CHANGE_SIZES,
      DECIDE_SIZES,
      NEIGHBOUR_SIZES,
      OVER_CAP_SIZES,
      REDACT_SIZES,
      SEARCH_SIZES,
      DECISION_SIZES,
      JOURNEY_SIZES,
      RENDER_SIZES,
      PREVIEW_SIZES,
      CANVAS_SIZES,
      PAGES_SIZES,
    ].join('\n'),
    seconds: (performance.now() - started) / 1_000,
  };
}
