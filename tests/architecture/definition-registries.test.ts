import { afterAll, expect, test } from 'vitest';
import { plantedApp } from './planted-app.ts';

const { plant, plantLines, printed, close } = await plantedApp();
afterAll(close);

test('a journey of the gallery is its file and a line: shops get it archived, the gallery shows it, and it fills its gap', async () => {
  await plant(
    'app/journeys/gallery/anniversary.ts',
    `import { DAY } from '#app/lib/duration.ts';
     import { isRetail } from './gallery-conditions.ts';
     import type { GalleryJourney } from './gallery-journey.ts';
     import { endStep, newsStep, pauseStep } from './gallery-steps.ts';
     export const anniversaryJourney: GalleryJourney = {
       journey: {
         key: 'anniversary', name: 'Anniversary', purpose: 'Thanks a year after an order.', version: 1,
         trigger: { events: ['order.placed'], subject: 'person' },
         entry: { all: [isRetail] }, exitReasons: ['person_deleted'], restartsWhileWaitingAt: null, first: 'wait',
         steps: [pauseStep('wait', 365 * DAY, 'mail'), newsStep('mail', 'loyalty-thanks', 'end'), endStep()],
       },
       card: {
         does: 'Thanks a year later.', when: 'A year after an order.', forWhom: 'Subscribers.', stage: 'vip',
         themes: ['help'], aim: 'teach', nextStep: 'Look at what is new',
       },
     };`,
    'app/journeys/gallery/registry.ts',
    [
      [
        "import { backInStockJourney } from './back-in-stock.ts';",
        "import { anniversaryJourney } from './anniversary.ts';\nimport { backInStockJourney } from './back-in-stock.ts';",
      ],
      ['  loyaltyJourney,', '  loyaltyJourney,\n  anniversaryJourney,'],
    ],
  );
  const seen = await printed(`
    import { DEFINITION_KINDS } from '#app/definitions/definition-kind.ts';
    import { galleryKindOf } from '#app/gallery/registry.ts';
    import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
    import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
    import { coverageMap } from '#app/journeys/page/coverage-map.ts';
    import { galleryCards } from '#app/journeys/page/gallery-cards.ts';
    const { record, items } = galleryKindOf('journey');
    const item = items.find(({ key }) => key === 'anniversary');
    const content = record.schema.parse(item.versions[0].content);
    const names = new Map(DEFINITION_KINDS.map((kind) => [kind, new Map(galleryKindOf(kind).items.map(
      ({ key, versions }) => [key, { name: versions.at(-1).content.name, isArchived: false }]))]));
    const card = galleryCards(galleryJourneys, []).find(({ key }) => key === 'anniversary');
    const map = coverageMap({ journeys: [], emails: new Map(), sizes: new Map(), gallery: galleryJourneys });
    const { gap } = map.rows.find(({ stage }) => stage === 'vip');
    console.log(JSON.stringify({
      isCopiedArchived: item.isCopiedArchived, problems: journeyProblems(content, names),
      card: [card.name, card.state, card.emails, card.aim, card.themes.join()],
      fillsGap: gap.fills.some(({ key }) => key === 'anniversary'),
    }));`);
  expect(seen).toEqual({
    isCopiedArchived: true,
    problems: [],
    card: ['Anniversary', 'archived', 1, 'Teaches', 'Help'],
    fillsGap: true,
  });
});

// How a shop's own are loaded, written and linked is beside this: `loadTransferState`, `writeImported` and the import card.
test('a kind of what files hold is its file, a line and its names: it is read, refused, put in order, compared and listed', async () => {
  await plant(
    'app/transfer/kinds/closed-days.ts',
    `import { z } from 'zod';
     import { differenceBetween } from '#app/definitions/definition-difference.ts';
     import { firstContentProblem } from '#app/transfer/content-problem.ts';
     import type { TransferKindRecord } from '#app/transfer/transfer-kind.ts';
     const ClosedDays = z.strictObject({ name: z.string(), days: z.array(z.iso.date()), offer: z.string() });
     export type ClosedDays = z.infer<typeof ClosedDays>;
     const partsOf = ({ name, days }: ClosedDays) => [
       { id: '', name: 'Closed days', fields: [{ name: 'Days', value: days.join(', ') }], whole: days.join() },
     ];
     export const closedDaysTransfer: TransferKindRecord<ClosedDays> = {
       isKey: (key) => /^[a-z]+$/.test(key),
       read(content) {
         const read = ClosedDays.safeParse(content);
         return read.success
           ? { outcome: 'read', content: read.data }
           : { outcome: 'refused', reason: firstContentProblem(read.error) };
       },
       nameOf: ({ name }) => name,
       withName: (content, name) => ({ ...content, name }),
       references: ({ offer }) => [{ kind: 'offer', key: offer }],
       withReferences: (content, keyOf) => ({ ...content, offer: keyOf({ kind: 'offer', key: content.offer }) }),
       changes: (before, after) => differenceBetween(before ? partsOf(before) : [], partsOf(after)),
       hasDraft: false,
     };`,
    'app/transfer/registry.ts',
    [
      [
        "import { definitionTransfer } from './kinds/definition.ts';",
        "import { closedDaysTransfer, type ClosedDays } from './kinds/closed-days.ts';\nimport { definitionTransfer } from './kinds/definition.ts';",
      ],
      ['  segment: SegmentContent;', '  segment: SegmentContent;\n  closed_days: ClosedDays;'],
      [
        '  segment: segmentTransfer,',
        '  segment: segmentTransfer,\n  closed_days: closedDaysTransfer,',
      ],
    ],
  );
  await plantLines('app/transfer/file-definition.ts', [
    ["'segment', 'score_model']", "'segment', 'score_model', 'closed_days']"],
    ["  segment: 'Segment',", "  segment: 'Segment',\n  closed_days: 'Closed days',"],
    ["  segment: 'Segments',", "  segment: 'Segments',\n  closed_days: 'Closed days',"],
  ]);
  const seen = await printed(`
    import { writeDefinitionFile } from '#app/transfer/definition-file.ts';
    import { ExportQuery, exportRows } from '#app/transfer/exportable.ts';
    import { importOrder } from '#app/transfer/import-order.ts';
    import { planImport } from '#app/transfer/plan-import.ts';
    import { readFiles } from '#app/transfer/read-files.ts';
    const days = { name: 'Bank holidays', days: ['2026-12-25'], offer: 'sorry' };
    const definitions = [
      { kind: 'closed_days', key: 'holidays', content: days },
      { kind: 'closed_days', key: 'broken', content: { ...days, days: ['soon'] } },
    ];
    const text = writeDefinitionFile(definitions, 'fern.example', 0);
    const read = readFiles([{ name: 'days.json', text }], new Map());
    const offer = { kind: 'offer', key: 'sorry', content: { who: { all: [] }, benefit: { kind: 'none' } } };
    const ordered = importOrder([...read.definitions, offer]);
    const current = {
      kind: 'closed_days', key: 'holidays', name: days.name, live: { ...days, days: [] }, draft: null, revision: 0,
      version: 1, isArchived: false, isUnused: false, isShipped: false,
    };
    const state = { current: new Map([['closed_days:holidays', current]]), names: new Map(), shopifySegments: new Set() };
    const [planned] = planImport(read.definitions, state, { products: new Set(), collections: new Set() });
    console.log(JSON.stringify({
      problems: read.problems.map(({ what, reason }) => [what, reason]), order: ordered.map(({ kind }) => kind),
      plan: [planned.state, planned.missing, planned.changes[0].fields[0]],
      row: exportRows([current])[0].label, chosen: ExportQuery.parse({ kinds: 'closed_days' }).kinds,
    }));`);
  expect(seen).toEqual({
    problems: [['Closed days “broken”', 'days.0: Invalid ISO date']],
    order: ['offer', 'closed_days'],
    plan: ['changed', ['Offer “sorry”'], { name: 'Days', before: '', after: '2026-12-25' }],
    row: 'Closed days',
    chosen: ['closed_days'],
  });
});
