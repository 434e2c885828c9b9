import { expect, test } from 'vitest';
import { COVERAGE_STAGES } from '#app/journeys/coverage/coverage-stage.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import type { GalleryJourney } from '#app/journeys/gallery/gallery-journey.ts';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { coverageMap, type CoverageInput } from './coverage-map.ts';
import type { JourneyState } from './shown-journey.ts';

const winBack: GalleryJourney = {
  journey: {
    ...abandonedCart,
    key: 'win-back',
    name: 'Win back',
    trigger: { segment: 'lapsed', kind: 'entered' },
  },
  card: {
    does: 'Reminds people who bought long ago.',
    when: 'When a customer has lapsed.',
    forWhom: 'Subscribers.',
    stage: 'lapsed',
    themes: ['proof'],
    aim: 'sell',
    nextStep: 'Look at what is new',
  },
};

function mapOf(journeys: [Journey, JourneyState][], changed: Partial<CoverageInput> = {}) {
  return coverageMap({
    journeys: journeys.map(([journey, state]) => ({ journey, state })),
    emails: new Map(),
    sizes: new Map(),
    gallery: [winBack],
    ...changed,
  });
}

function rowOf(map: ReturnType<typeof mapOf>, stage: string) {
  const found = map.rows.find((row) => row.stage === stage);
  if (!found) throw new Error(`There is no stage ${stage}.`);
  return found;
}

test('a shop without journeys has a gap at every stage, filled by what the gallery has for it', () => {
  const map = mapOf([]);
  expect(map.rows.map(({ stage }) => stage)).toEqual(COVERAGE_STAGES);
  expect(map.rows.every(({ gap }) => gap !== null)).toBe(true);
  expect(rowOf(map, 'lapsed').gap).toEqual({
    words: 'Nothing wins lapsed customers back',
    fills: [
      {
        key: 'win-back',
        name: 'Win back',
        does: 'Reminds people who bought long ago.',
        nextStep: 'Look at what is new',
      },
    ],
  });
  expect(rowOf(map, 'vip').gap?.fills).toEqual([]);
});

test('a live journey closes the gaps of its stages and shows what it says to people', () => {
  const emails = new Map([
    ['basket-reminder-1', { purpose: 'help' as const, nextStep: 'Go back to the cart' }],
    ['basket-reminder-2', { purpose: 'offer' as const }],
  ]);
  const map = mapOf([[{ ...abandonedCart, key: 'ours' }, 'live']], { emails });
  for (const stage of ['cart', 'checkout']) {
    const { journeys, gap } = rowOf(map, stage);
    expect(gap).toBeNull();
    expect(journeys).toMatchObject([
      { key: 'ours', state: 'live', themes: ['help', 'offer'], nextStep: 'Go back to the cart' },
    ]);
  }
});

test.each(['paused', 'draft'] as const)(
  'a journey that is %s leaves the gap open and is not offered again',
  (state) => {
    const { journeys, gap } = rowOf(mapOf([[winBack.journey, state]]), 'lapsed');
    expect(journeys).toMatchObject([{ key: 'win-back', state }]);
    expect(gap?.fills).toEqual([]);
  },
);

test('an archived journey covers nothing, and the gallery offers it again', () => {
  const map = mapOf([[winBack.journey, 'archived']]);
  expect(rowOf(map, 'lapsed')).toMatchObject({
    journeys: [],
    gap: { fills: [{ key: 'win-back' }] },
  });
  expect(map.others).toEqual([]);
});

test('a journey of the gallery that the shop lets start in another way is placed by that', () => {
  const changed: Journey = { ...winBack.journey, trigger: { segment: 'loyal', kind: 'entered' } };
  const map = mapOf([[changed, 'live']]);
  expect(rowOf(map, 'vip').gap).toBeNull();
  // It is not offered again where it was: adding it is not possible.
  expect(rowOf(map, 'lapsed').gap?.fills).toEqual([]);
});

test('a journey that names no stage is shown beside the map', () => {
  const byHand: Journey = { ...abandonedCart, key: 'by-hand', trigger: { on: 'manual' } };
  expect(mapOf([[byHand, 'live']]).others).toMatchObject([{ key: 'by-hand' }]);
});

test('how many people are at a stage is the size of its segment, and unknown without one', () => {
  const map = mapOf([], { sizes: new Map([['lapsed', 40]]) });
  expect(rowOf(map, 'lapsed').people).toBe(40);
  expect(rowOf(map, 'vip').people).toBe(0);
  expect(rowOf(map, 'after_order').people).toBeNull();
});

test('the gallery has a journey for every stage but visitors, who have no address to write to', () => {
  const map = mapOf(
    galleryJourneys.map(({ journey }) => [journey, 'live']),
    { gallery: galleryJourneys },
  );
  expect(map.rows.filter(({ gap }) => gap !== null).map(({ stage }) => stage)).toEqual([
    'first_visit',
  ]);
});
