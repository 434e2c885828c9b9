import { expect, test } from 'vitest';
import { coffee, journey, regulars } from '#tests/fixtures/file-definitions.ts';
import type { FileDefinition } from './file-definition.ts';
import { staffOfDefinitions, withoutForeignStaff } from './foreign-staff.ts';
import { planImport, type KnownCatalog } from './plan-import.ts';
import type { CurrentDefinition, TransferState } from './transfer-state.ts';

const NO_CATALOG: KnownCatalog = { products: new Set(), collections: new Set() };

function stateOf(...current: CurrentDefinition[]): TransferState {
  return {
    current: new Map(current.map((one) => [`${one.kind}:${one.key}`, one])),
    names: new Map(),
    shopifySegments: new Set(),
  };
}

function segmentOf(key: string, predicate: object): FileDefinition {
  return { kind: 'segment', key, content: { name: key, purpose: '', stage: null, predicate } };
}

const interested = segmentOf('interested', {
  interest: 'viewed',
  is: 'within',
  days: 30,
  products: ['gid://shopify/Product/1'],
  collections: [],
});

test('a segment that names what this store does not have cannot be imported, nor what builds on it', () => {
  const above = segmentOf('above', { segment: 'interested', is: 'in' });
  const plans = planImport([interested, above, coffee], stateOf(), NO_CATALOG);
  expect(plans).toMatchObject([
    { modes: [], isChosen: false, missing: ['Product gid://shopify/Product/1'] },
    { modes: [], isChosen: false, cautions: ['It uses “interested”, which cannot be imported.'] },
    { modes: ['as_it_is'], isChosen: true, missing: [], cautions: [] },
  ]);
  const catalog = { ...NO_CATALOG, products: new Set(['gid://shopify/Product/1']) };
  expect(planImport([interested, above], stateOf(), catalog)).toMatchObject([
    { isChosen: true },
    { isChosen: true },
  ]);
});

test('what has drafts is imported with what it lacks, to be chosen afterwards', () => {
  expect(planImport([journey, regulars, coffee], stateOf(), NO_CATALOG)).toMatchObject([
    { modes: ['as_it_is'], isChosen: true, missing: ['Banner “coffee”'] },
    { isChosen: true },
    { isChosen: true },
  ]);
});

test('what waits in the gallery and was never in use takes a draft; what was archived does not', () => {
  const waiting: CurrentDefinition = {
    kind: 'journey',
    key: journey.key,
    name: 'Welcome',
    live: { ...(journey.content as object), name: 'Welcome' },
    draft: null,
    revision: 0,
    version: 1,
    isArchived: true,
    isUnused: true,
    isShipped: true,
  };
  expect(planImport([journey], stateOf(waiting), NO_CATALOG)).toMatchObject([
    { modes: ['as_it_is', 'copy'], cautions: [], isChosen: true },
  ]);
  expect(planImport([journey], stateOf({ ...waiting, isUnused: false }), NO_CATALOG)).toMatchObject(
    [{ modes: ['copy'], isChosen: false }],
  );
});

test('members of staff of another store are taken out and named, those of this one stay', () => {
  const task = (id: string, owner: string) => ({
    ...{ id, kind: 'sales_task', title: `Call ${id}`, note: '', owner, dueDays: 1, next: 'end' },
  });
  const mail = {
    id: 'mail',
    kind: 'staff_email',
    to: [{ staffId: '11' }, { staffId: '22' }, { address: 'ann@store.example' }],
    subject: 'Look',
    text: '',
    next: 'end',
  };
  const steps = [task('a', '11'), task('b', '22'), task('c', ''), mail];
  const content = { ...(journey.content as object), steps };
  const definitions: FileDefinition[] = [{ ...journey, content }, coffee];
  expect(staffOfDefinitions(definitions)).toEqual(['11', '22']);
  const local = withoutForeignStaff(definitions, new Set(['11']));
  expect(local.definitions).toMatchObject([
    {
      content: {
        steps: [
          { owner: '11' },
          { owner: '' },
          { owner: '' },
          { to: [{ staffId: '11' }, { address: 'ann@store.example' }] },
        ],
      },
    },
    coffee,
  ]);
  const plans = planImport(local.definitions, stateOf(), NO_CATALOG, local.removed);
  expect(plans.map(({ staff }) => staff)).toEqual([
    ['the owner of the task “Call b”', 'who gets the email to staff “Look”'],
    [],
  ]);
});
