import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { cartEvent, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { withoutRepeats } from './daily-decision.ts';
import type { Step } from './steps/registry.ts';

const bought: Predicate = { field: 'orders', is: 'at_least', value: 1 };
const cartToday: Predicate = { signal: 'cart_changed', is: 'at_least', times: 1, days: 1 };
const orderBefore = orderEvents(STORY_START - DAY, 'other');

/** What is known before the cart, the predicate, and whether it is true when the cart comes. */
const cases: [string, DomainEvent[], Predicate, boolean][] = [
  ['no condition', [], { all: [] }, true],
  ['one of no conditions', [], { any: [] }, false],
  ['an order that is known', orderBefore, bought, true],
  ['an order that never was', [], bought, false],
  ['the opposite of an order that is known', orderBefore, { not: bought }, false],
  ['the opposite of one that never was', [], { not: bought }, true],
  ['all of two, of which one is true', [], { all: [cartToday, bought] }, false],
  ['one of two, of which one is true', [], { any: [bought, cartToday] }, true],
  ['the cart that begins it', [], cartToday, true],
];

const end: Step = { id: 'end', kind: 'exit', reason: 'over' };

function branchAt(when: Predicate): Step[] {
  return [
    { id: 'asked', kind: 'branch', when, yes: 'yes', no: 'no' },
    { id: 'yes', kind: 'exit', reason: 'said_yes' },
    { id: 'no', kind: 'exit', reason: 'said_no' },
  ];
}

describe('a branch', () => {
  test.each(cases)(
    'on %s takes the right edge and records the decision',
    (_, before, when, answer) => {
      const story = storyOf(triedJourney(branchAt(when)));
      for (const event of before) story.receive(event);
      story.receive(cartEvent(STORY_START));
      const said = answer ? 'yes' : 'no';
      expect(story.run('tried')).toMatchObject({ state: 'completed', endReason: `said_${said}` });
      expect(story.decisions).toMatchObject([
        { outcome: said, reason: 'asked', rule: 'tried@1' },
        { outcome: 'ended', reason: `said_${said}`, rule: 'tried@1' },
      ]);
    },
  );

  test('keeps with the decision what it read and why, so that the answer can be explained', () => {
    const frequent: Predicate = { field: 'orders', is: 'at_least', value: 2 };
    const story = storyOf(triedJourney(branchAt({ all: [cartToday, frequent] })));
    for (const event of orderBefore) story.receive(event);
    story.receive(cartEvent(STORY_START));
    expect(story.decisions[0]?.facts).toEqual({
      'cart_changed in 1 day': 1,
      orders: 1,
      why: 'orders at least 2',
    });
  });

  const wait: Step = { id: 'wait', kind: 'wait', ms: 0, next: 'asked' };
  const after = (ms: number) => storyOf(triedJourney([{ ...wait, ms }, ...branchAt(cartToday)]));

  test.each([
    ['yes', 23 * HOUR],
    ['no', 25 * HOUR],
  ])('answers %s for the moment it was due, however late the clock is read', (said, ms) => {
    for (const late of [0, 30 * DAY]) {
      const story = after(ms).receive(cartEvent(STORY_START));
      story.passTo(STORY_START + ms + late);
      expect(story.run('tried').endReason).toBe(`said_${said}`);
    }
  });
});

describe('the entry', () => {
  test.each(cases)('with %s lets in only when the predicate holds', (_, before, entry, answer) => {
    const story = storyOf(triedJourney([end], { entry }));
    for (const event of before) story.receive(event);
    story.receive(cartEvent(STORY_START));
    expect([...story.runs.values()].map(({ endReason }) => endReason)).toEqual(
      answer ? ['over'] : [],
    );
  });

  test('that has conditions keeps what it read, also of a person who does not enter and has no run', () => {
    const story = storyOf(triedJourney([end], { entry: bought }));
    story.receive(cartEvent(STORY_START));
    for (const event of orderEvents(STORY_START + HOUR, 'other')) story.receive(event);
    story.receive(cartEvent(STORY_START + DAY, { token: 'c2' }));
    const rule = 'tried@1';
    expect(story.decisions).toMatchObject([
      { outcome: 'not_entered', reason: 'entry_not_met', rule, facts: { orders: 0 }, runId: null },
      { outcome: 'entered', reason: 'entry_met', rule, facts: { orders: 1 } },
      { outcome: 'ended', reason: 'over', rule },
    ]);
    expect(story.runs.size).toBe(1);
  });

  test('that refuses one person several times a day is one decision a day', () => {
    const story = storyOf(triedJourney([end], { entry: bought }));
    const hours = [0, 1, 2, 24];
    for (const hour of hours)
      story.receive(cartEvent(STORY_START + hour * HOUR, { token: `c${String(hour)}` }));
    expect(story.decisions).toHaveLength(hours.length);
    expect(withoutRepeats(story.decisions).map(({ at }) => at)).toEqual([
      STORY_START,
      STORY_START + DAY,
    ]);
  });

  test('without conditions is no decision', () => {
    const story = storyOf(triedJourney([end])).receive(cartEvent(STORY_START));
    expect(story.decisions.map(({ outcome }) => outcome)).toEqual(['ended']);
  });

  test('is not evaluated again once a run is active', () => {
    const steps: Step[] = [{ id: 'wait', kind: 'wait', ms: DAY, next: 'end' }, end];
    const story = storyOf(triedJourney(steps, { entry: { not: bought } }));
    story.receive(cartEvent(STORY_START));
    for (const event of orderEvents(STORY_START + HOUR, 'other')) story.receive(event);
    expect(story.passTo(STORY_START + 2 * DAY).run('tried').endReason).toBe('over');
  });

  test('keeps out a person for whom an exit reason holds already', () => {
    const story = storyOf(triedJourney([end], { exitReasons: ['basket_emptied', 'ordered'] }));
    for (const event of orderEvents(STORY_START + HOUR)) story.receive(event);
    story.receive(cartEvent(STORY_START), STORY_START + HOUR);
    expect(story.runs.size).toBe(0);
  });
});
