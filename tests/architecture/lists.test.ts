import { expect, test } from 'vitest';
import { sourceFiles, textOf } from './source-files.ts';

/** The tables of lists: what they need to know only `useListParams` gives. */
const LIST_TABLES = ['app/ui/sorted-table.tsx'];

/**
 * The tables whose rows are no list, because there are never more than these: they need no search, no order and
 * no pages. Everything else is a `SortedTable`.
 */
const FIGURES: Readonly<Record<string, string>> = {
  'app/audit/ui/change-modal.tsx': 'the fields of one entry, before and after',
  'app/campaigns/ui/campaign-preview-card.tsx': 'what can become of an email, and why',
  'app/insights/ui/home-cards.tsx':
    'what can become of a mail, and the journeys that the app knows',
  'app/journeys/ui/calendar-day-card.tsx': 'the messages of a day, the most first',
  'app/journeys/ui/coverage-card.tsx': 'the thirteen stages of the coverage map',
  'app/journeys/ui/opportunities-card.tsx': 'at most thirty journeys, the most revenue first',
  'app/journeys/ui/replay-comparison-card.tsx': 'figures of two replays',
  'app/journeys/ui/replay-list-card.tsx': 'the twenty replays that are kept of a journey',
  'app/journeys/ui/replay-reasons-cards.tsx':
    'the steps of one journey, and reasons that the app knows',
  'app/scoring/ui/learned-evidence-cards.tsx': 'the rules of one model',
  'app/scoring/ui/model-preview-card.tsx': 'four bands and four grades of each',
  'app/problems/ui/lateness-card.tsx': 'the kinds of effects that the app knows',
  'app/problems/ui/problem-panels.tsx': 'all unknown topics in one count',
  'app/messages/sending-domain/ui/dmarc-reports-card.tsx':
    'at most fifty servers, those of most emails first',
  'app/people/ui/quality-cards.tsx': 'five shares and seven counts',
  'app/segments/ui/segment-comparison.tsx': 'figures of the segments that the list above it shows',
  'app/ui/stacked-table.tsx': 'draws the tables of this list',
  'app/ui/table-below.tsx': 'what one chart shows',
};

/** Tables of Polaris, and of ours, that know no search and no pages. */
const PLAIN_TABLE = /<(?:IndexTable|DataTable|ResourceList|StackedTable|table)(?=[\s>])/;

/** The files that draw a table outside the shared one. */
function plainTables(files: Readonly<Record<string, string>>): string[] {
  return Object.keys(files)
    .filter((file) => PLAIN_TABLE.test(files[file] ?? '') && !LIST_TABLES.includes(file))
    .sort();
}

function pageFiles(): Record<string, string> {
  const files = sourceFiles().filter((file) => /^app\/.*(?<!\.test)\.tsx$/.test(file));
  return Object.fromEntries(files.map((file) => [file, textOf(file)]));
}

test('a table is a list with the shared hook, or its rows are named as figures', () => {
  expect(plainTables(pageFiles())).toEqual(Object.keys(FIGURES).sort());
});

test('a table of growing rows without the hook is reported', () => {
  const drawn = (text: string) => plainTables({ 'app/routes/app.orders.tsx': text });
  expect(drawn('<IndexTable headings={HEADINGS}>')).toHaveLength(1);
  expect(drawn('<StackedTable\n  name={NAME}')).toHaveLength(1);
  expect(drawn('<IndexTable.Row key={id}>')).toEqual([]);
  expect(drawn('<SortedTable list={list}>')).toEqual([]);
});
