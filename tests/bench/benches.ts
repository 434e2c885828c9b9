/** One figure of ours and the same figure of the simplest program that could do the job. */
export type Figure = { value: number; baseline: number };

type Bench = {
  name: string;
  unit: string;
  /** What is wanted of it, and whether a figure is that. */
  goal: string;
  reached(figure: Figure): boolean;
};

/** Every bench, in the order of the table. */
export const BENCHES = [
  {
    name: 'accept.rate',
    unit: 'requests/s',
    goal: 'ratio >= 0.6',
    reached: ({ value, baseline }) => value >= 0.6 * baseline,
  },
  { name: 'accept.p99', unit: 'ms', goal: '<= 250 ms', reached: ({ value }) => value <= 250 },
  { name: 'accept.max', unit: 'ms', goal: '< 4,500 ms', reached: ({ value }) => value < 4_500 },
  {
    name: 'drain.rate',
    unit: 'deliveries/s',
    goal: 'ratio >= 0.7',
    reached: ({ value, baseline }) => value >= 0.7 * baseline,
  },
  {
    name: 'drain.scale',
    unit: 'times as long',
    goal: '<= 1.2',
    reached: ({ value }) => value <= 1.2,
  },
  { name: 'mail.rate', unit: 'mails/s', goal: '>= 300/s', reached: ({ value }) => value >= 300 },
  { name: 'mail.p50', unit: 'ms', goal: '<= 60 ms', reached: ({ value }) => value <= 60 },
  { name: 'burst.unaccounted', unit: 'deliveries', goal: '0', reached: ({ value }) => value === 0 },
  { name: 'burst.max', unit: 'ms', goal: '< 4,500 ms', reached: ({ value }) => value < 4_500 },
  {
    name: 'pixel.rate',
    unit: 'events/s',
    goal: '>= 3,000/s',
    reached: ({ value }) => value >= 3_000,
  },
  { name: 'memory.worker', unit: 'MB', goal: '<= 300 MB', reached: ({ value }) => value <= 300 },
  { name: 'memory.web', unit: 'MB', goal: '<= 300 MB', reached: ({ value }) => value <= 300 },
  {
    name: 'import.rate',
    unit: 'orders/s',
    goal: '>= 3,000/s',
    reached: ({ value }) => value >= 3_000,
  },
  { name: 'clv.fit100k', unit: 's', goal: '<= 20 s', reached: ({ value }) => value <= 20 },
  {
    name: 'score.auc',
    unit: 'of 100',
    goal: 'ratio >= 1',
    reached: ({ value, baseline }) => value >= baseline,
  },
  {
    name: 'predict.range',
    unit: '% inside',
    goal: '75 to 85 %',
    reached: ({ value }) => value >= 75 && value <= 85,
  },
  {
    name: 'predict.spend',
    unit: '% inside',
    goal: '75 to 85 %',
    reached: ({ value }) => value >= 75 && value <= 85,
  },
  {
    name: 'segment.count100k',
    unit: 'ms',
    goal: '<= 300 ms',
    reached: ({ value }) => value <= 300,
  },
  {
    name: 'segment.count1m',
    unit: 'ms',
    goal: '<= 2,000 ms',
    reached: ({ value }) => value <= 2_000,
  },
  { name: 'segment.build1m', unit: 's', goal: '<= 30 s', reached: ({ value }) => value <= 30 },
  { name: 'flips.late', unit: 'ms', goal: '<= 1,000 ms', reached: ({ value }) => value <= 1_000 },
  { name: 'neighbour.p99', unit: 'ms', goal: '<= 250 ms', reached: ({ value }) => value <= 250 },
  { name: 'neighbour.refused', unit: 'requests', goal: '0', reached: ({ value }) => value === 0 },
  {
    name: 'neighbour.pages',
    unit: 'ms',
    goal: '<= 1,000 ms',
    reached: ({ value }) => value <= 1_000,
  },
  { name: 'page.overCap', unit: 'ms', goal: '<= 50 ms', reached: ({ value }) => value <= 50 },
  { name: 'redact.time', unit: 's', goal: '<= 60 s', reached: ({ value }) => value <= 60 },
  { name: 'redact.left', unit: 'finds', goal: '0', reached: ({ value }) => value === 0 },
  { name: 'search.people', unit: 'ms', goal: '<= 300 ms', reached: ({ value }) => value <= 300 },
  {
    name: 'search.decisions',
    unit: 'ms',
    goal: '<= 300 ms',
    reached: ({ value }) => value <= 300,
  },
  {
    name: 'journey.steps',
    unit: 'steps/s',
    goal: '>= 3,000/s',
    reached: ({ value }) => value >= 3_000,
  },
  { name: 'journey.due', unit: 'ms', goal: '<= 10 ms', reached: ({ value }) => value <= 10 },
  {
    name: 'journey.waiting',
    unit: 'times as long',
    goal: '<= 1.1',
    reached: ({ value }) => value <= 1.1,
  },
  {
    name: 'journey.unaccounted',
    unit: 'entries',
    goal: '0',
    reached: ({ value }) => value === 0,
  },
  { name: 'pages.p95', unit: 'ms', goal: '<= 300 ms', reached: ({ value }) => value <= 300 },
  { name: 'pages.idle', unit: 'ms/s', goal: '<= 1 ms/s', reached: ({ value }) => value <= 1 },
  { name: 'journey.replay1m', unit: 's', goal: '<= 10 s', reached: ({ value }) => value <= 10 },
  { name: 'render.p95', unit: 'ms', goal: '<= 10 ms', reached: ({ value }) => value <= 10 },
  { name: 'preview.p95', unit: 'ms', goal: '<= 150 ms', reached: ({ value }) => value <= 150 },
  { name: 'canvas.interact', unit: 'ms', goal: '<= 50 ms', reached: ({ value }) => value <= 50 },
  { name: 'drain.decide', unit: '%', goal: '<= 30 %', reached: ({ value }) => value <= 30 },
] as const satisfies readonly Bench[];

export type BenchName = (typeof BENCHES)[number]['name'];

/** The benches that a word names: one by its name, or all whose names begin with it and a dot. */
export function benchesNamed(word: string): BenchName[] {
  return BENCHES.map(({ name }) => name).filter(
    (name) => name === word || name.startsWith(`${word}.`),
  );
}

/** Ours divided by the baseline; 1 when both are nothing, null when only the baseline is. */
export function ratioOf({ value, baseline }: Figure): number | null {
  if (baseline === 0) return value === 0 ? 1 : null;
  return rounded(value / baseline, 2);
}

/** A number for people: whole when it is large. */
export function rounded(value: number, digits = value >= 100 ? 0 : 1): number {
  return Number(value.toFixed(digits));
}
