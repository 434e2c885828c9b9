import { describe, expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { seedContext } from './seed-context.ts';
import { SEED_SHOPPER, walkJourney } from './walk-journey.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const contextAt = seedContext({ model: retailModel, offers: new Map(), timeZone: 'UTC' }, NOW);

function journeyOf(steps: Step[]): Journey {
  return {
    key: 'walked',
    name: 'Walked',
    purpose: '',
    version: 1,
    trigger: { events: ['page.viewed'], subject: 'person' },
    entry: { all: [] },
    exitReasons: ['ordered'],
    restartsWhileWaitingAt: null,
    first: steps[0]?.id ?? '',
    steps,
  };
}

const END: Step = { id: 'end', kind: 'exit', reason: 'finished' };
function email(id: string, template: string): Step {
  return { id, kind: 'email', template, class: 'marketing', next: 'end' };
}

describe('a walk of the seed shopper', () => {
  test('comes to every step, also to paths that its own answers do not lead to', () => {
    const journey = journeyOf([
      { id: 'wait', kind: 'wait', ms: HOUR, next: 'ask' },
      {
        id: 'ask',
        kind: 'branch',
        when: { field: 'orders', is: 'at_least', value: 1 },
        yes: 'buyers',
        no: 'others',
      },
      email('buyers', 'for-buyers'),
      email('others', 'for-others'),
      END,
    ]);
    const { steps, effects, problem } = walkJourney(journey, contextAt, NOW);
    expect(problem).toBeNull();
    expect(steps.sort()).toEqual(['ask', 'buyers', 'end', 'others', 'wait']);
    expect(effects.map(({ kind, profileId }) => [kind, profileId])).toEqual([
      ['email', SEED_SHOPPER],
      ['email', SEED_SHOPPER],
    ]);
  });

  test('a journey that goes round for ever is walked once', () => {
    const round = journeyOf([
      { id: 'wait', kind: 'wait', ms: DAY, next: 'mail' },
      { ...email('mail', 'weekly'), next: 'wait' } as Step,
    ]);
    const { steps, problem } = walkJourney(round, contextAt, NOW);
    expect({ steps: steps.sort(), problem }).toEqual({ steps: ['mail', 'wait'], problem: null });
  });

  test('a step that leads nowhere, or in a circle without a wait, is the problem', () => {
    const nowhere = journeyOf([{ id: 'wait', kind: 'wait', ms: HOUR, next: 'gone' }]);
    expect(walkJourney(nowhere, contextAt, NOW).problem?.message).toContain('has no step gone');
    const circle = journeyOf([
      { ...email('one', 'a'), next: 'two' } as Step,
      { ...email('two', 'b'), next: 'one' } as Step,
    ]);
    expect(walkJourney(circle, contextAt, NOW).problem?.message).toContain('goes in a circle');
  });

  test.each(journeyGallery.map(({ key, versions }) => [key, versions.at(-1)] as const))(
    'the journey %s of the gallery is walked to its end',
    (key, version) => {
      if (!version) throw new Error(`${key} has no version.`);
      const journey = { key, version: 1, ...version.content };
      const { steps, problem } = walkJourney(journey, contextAt, NOW);
      expect(problem).toBeNull();
      expect(steps.sort()).toEqual(journey.steps.map(({ id }) => id).sort());
    },
  );
});
