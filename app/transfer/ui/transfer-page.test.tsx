import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { writeDefinitionFile } from '#app/transfer/definition-file.ts';
import type { FileDefinition } from '#app/transfer/file-definition.ts';
import { planImport } from '#app/transfer/plan-import.ts';
import { readFiles } from '#app/transfer/read-files.ts';
import { coffee, regulars } from '#tests/fixtures/file-definitions.ts';
import { abandonedCheckoutFlow } from '#tests/fixtures/klaviyo-flows.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { DefinitionImportCard } from './definition-import-card.tsx';

const banner: FileDefinition = {
  kind: 'banner',
  key: 'coffee',
  content: { name: 'Coffee', heading: 'New roast', text: '', actionLabel: 'Taste it' },
};
const archived = {
  kind: 'banner' as const,
  key: 'tea',
  name: 'Tea',
  live: { name: 'Tea', heading: 'New tea', text: '', actionLabel: 'Taste it' },
  draft: null,
  revision: 0,
  version: 1,
  isArchived: true,
  isUnused: false,
  isShipped: false,
};
const tea: FileDefinition = {
  kind: 'banner',
  key: 'tea',
  content: { name: 'Tea', heading: 'Newer tea', text: '', actionLabel: 'Taste it' },
};

/** What a field of a form says; a file is none of ours. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const FORM_FIELDS = ['name', 'text'] as const;

/** The card beside an action that reads files as the server does, against a store with one archived banner. */
function draw() {
  const sent: Record<string, string>[] = [];
  const state = {
    current: new Map([['banner:tea', archived]]),
    names: new Map(),
    shopifySegments: new Set<string>(),
  };
  async function action({ request }: { request: Request }) {
    const form = await request.formData();
    sent.push(Object.fromEntries([...form].map(([name, value]) => [name, textOf(value)])));
    const [names, texts] = FORM_FIELDS.map((name) => form.getAll(name).map(textOf));
    const files = (names ?? []).map((name, index) => ({ name, text: texts?.[index] ?? '' }));
    const { definitions, problems, notes } = readFiles(files, new Map());
    if (form.get('intent') === 'import')
      return {
        outcome: 'imported',
        imported: definitions.map(({ kind, key }) => ({ kind, key, name: key })),
        notes,
      };
    const catalog = { products: new Set<string>(), collections: new Set<string>() };
    const planned = planImport(definitions, state, catalog);
    return {
      outcome: 'planned',
      plan: { definitions: planned, problems, notes, digest: 'digest' },
    };
  }
  drawRoutes([{ path: '/', element: <DefinitionImportCard />, action }]);
  return sent;
}

function fileOf(text: string, name = 'a.json'): File {
  return new File([text], name, { type: 'application/json' });
}

/** Without the click that opens the window of the system. */
function choose(...files: File[]): void {
  const [input] = document.querySelectorAll<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('There is no field for files.');
  fireEvent.change(input, { target: { files } });
}

beforeEach(() => {
  standInAppBridge();
});

test('a file shows what is different, and only what is chosen is imported', async () => {
  const sent = draw();
  choose(fileOf(writeDefinitionFile([banner, tea], 'other.example', 0)));
  const coffeeBox = await screen.findByRole('checkbox', { name: 'Banner “Coffee”' });
  expect(coffeeBox).toMatchObject({ checked: true });
  expect(screen.getByText('New')).toBeDefined();
  const teaBox = screen.getByRole('checkbox', { name: 'Banner “Tea”' });
  expect(teaBox).toMatchObject({ checked: false });
  expect(screen.getByText(/is archived here. Restore it, or import a copy/)).toBeDefined();
  await userEvent.click(teaBox);
  await userEvent.click(coffeeBox);
  await userEvent.click(screen.getByRole('button', { name: 'Show what is different in Tea' }));
  expect(screen.getByText('Heading: New tea → Newer tea')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Import 1' }));
  expect(await screen.findByText(/^Imported:/)).toBeDefined();
  expect(sent.at(-1)).toMatchObject({
    intent: 'import',
    digest: 'digest',
    choices: JSON.stringify([{ id: 'banner:tea', mode: 'copy' }]),
  });
});

test('a file that cannot be used says why, and one that no form may hold is not sent', async () => {
  const sent = draw();
  choose(fileOf('{"format":', 'cut.json'), fileOf('a\u0000b', 'bytes.json'));
  expect(await screen.findByText(/cut.json: The file is no JSON/)).toBeDefined();
  expect(screen.getByText(/bytes.json: The file holds characters/)).toBeDefined();
  expect(screen.getByText('The files hold nothing that can be imported.')).toBeDefined();
  expect(sent).toHaveLength(1);
  const button = await screen.findByRole('button', { name: 'Import' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
});

test('a flow of Klaviyo lists what has no counterpart, and can be called off', async () => {
  draw();
  choose(fileOf(JSON.stringify(abandonedCheckoutFlow), 'flow.json'));
  expect(
    await screen.findByRole('checkbox', { name: 'Journey “Abandoned Checkout”' }),
  ).toBeDefined();
  expect(screen.getByText('What is not the same as in Klaviyo')).toBeDefined();
  expect(screen.getByText(/Trigger “WmChck”/)).toBeDefined();
  await screen.findByRole('button', { name: 'Import 4' });
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByText('What would be imported')).toBeNull();
});

test('what has no counterpart is still named after the import', async () => {
  draw();
  choose(fileOf(JSON.stringify(abandonedCheckoutFlow), 'flow.json'));
  await userEvent.click(await screen.findByRole('button', { name: 'Import 4' }));
  expect(await screen.findByText(/^Imported:/)).toBeDefined();
  expect(screen.getByText('What is not the same as in Klaviyo')).toBeDefined();
  expect(screen.getByText(/Trigger “WmChck”/)).toBeDefined();
});

test('a plan says of its own kinds whether they are drafts or in use at once', async () => {
  draw();
  choose(fileOf(writeDefinitionFile([banner], 'other.example', 0)));
  expect(
    await screen.findByText('Drafts, not live before you publish them: banners.'),
  ).toBeDefined();
  // While files are read no others are taken.
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
  choose(fileOf(writeDefinitionFile([banner, coffee], 'other.example', 0)));
  expect(
    await screen.findByText(/Without drafts, in use as soon as you import: segments\.$/),
  ).toBeDefined();
});

test('a segment of what this store does not have cannot be chosen, and says why', async () => {
  draw();
  choose(fileOf(writeDefinitionFile([regulars], 'other.example', 0)));
  const box = await screen.findByRole('checkbox', { name: 'Segment “Regulars”' });
  expect(box).toMatchObject({ checked: false, disabled: true });
  expect(screen.getByText(/Segment “coffee_people”. It has no draft/)).toBeDefined();
});

test('files that are too large together are not read', async () => {
  const sent = draw();
  choose(fileOf('x'.repeat(900_001)));
  expect(await screen.findByText(/at most 900 kB together/)).toBeDefined();
  expect(sent).toEqual([]);
});
