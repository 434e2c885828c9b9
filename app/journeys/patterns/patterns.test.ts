import { describe, expect, test } from 'vitest';
import { contentOf, type JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
import { pasteSteps } from '#app/journeys/editor/copy-steps.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { StepSchema } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import {
  cartEvent,
  eventAt,
  STORY_START,
  type JourneyStory,
} from '#tests/fixtures/journey-story.ts';
import { storyOf, triedJourney } from '#tests/fixtures/tried-journey.ts';
import { STEP_PATTERN_NAMES, stepPatterns, type StepPatternName } from './registry.ts';

const MAIL: Step = {
  id: 'mail',
  kind: 'email',
  template: 'basket-reminder-1',
  class: 'marketing',
  next: 'end',
};
const END: Step = { id: 'end', kind: 'exit', reason: 'finished' };

/** A journey of one email with a pattern after it, as the menu of steps adds it. */
function journeyWith(name: StepPatternName): JourneyContent {
  let count = 0;
  const idFor = () => `added-${String((count += 1))}`;
  const at = { from: 'mail', key: 'next' };
  const content = contentOf(triedJourney([MAIL, END]));
  return pasteSteps(content, stepPatterns[name].steps, idFor, at).content;
}

/** The same with what a merchant has to choose. */
function chosen(name: StepPatternName): JourneyContent {
  const content = journeyWith(name);
  const steps = content.steps.map((step) => {
    if (step.kind === 'banner') return { ...step, template: 'basket-banner' };
    return step.kind === 'webhook' ? { ...step, url: 'https://sms.fern.example/send' } : step;
  });
  return { ...content, steps };
}

function storyWith(name: StepPatternName): JourneyStory {
  const story = storyOf({ key: 'tried', version: 1, ...chosen(name) });
  return story.receive(cartEvent(STORY_START));
}

/** The same once the email has left, at once. */
function sent(name: StepPatternName): JourneyStory {
  return send(storyWith(name), STORY_START);
}

function emailKey(story: JourneyStory): string {
  const found = story.effects.find(({ kind }) => kind === 'email');
  if (!found) throw new Error('No email was planned.');
  return found.key;
}

/** Lets the email leave, as delivery reports it. */
function send(story: JourneyStory, at: number): JourneyStory {
  const effectKey = emailKey(story);
  return story.receive(
    eventAt(at, { kind: 'mail.sent', effectKey, template: 'basket-reminder-1' }),
  );
}

function click(story: JourneyStory, at: number, effectKey = emailKey(story)): JourneyStory {
  return story.receive(
    eventAt(at, { kind: 'mail.clicked', effectKey, url: 'https://fern.example/' }),
  );
}

function subscribeToTexts(story: JourneyStory, at: number): JourneyStory {
  const address = '+447700900001';
  const event = eventAt(at, {
    kind: 'consent.changed',
    channel: 'sms',
    address,
    state: 'subscribed',
    evidence: 'act',
    source: 'shopify',
    wording: null,
    page: null,
  });
  return story.receive({ ...event, traits: { phone: address } });
}

const LATER = STORY_START + HOUR;

describe.each(STEP_PATTERN_NAMES)('the pattern %s', (name) => {
  test('has steps that can be read, and can be published once everything is chosen', () => {
    for (const step of stepPatterns[name].steps) expect(StepSchema.parse(step)).toEqual(step);
    expect(journeyProblems(chosen(name), galleryNames)).toEqual([]);
  });

  test('names what is to be chosen, and nothing else', () => {
    const messages = journeyProblems(journeyWith(name), galleryNames).map(({ message }) => message);
    expect(messages).toContain('Choose the banner.');
    expect(
      messages.filter((message) => !/^(Choose the banner|Enter the address)/.test(message)),
    ).toEqual([]);
  });

  test('shows a banner to who did not click within two days', () => {
    const story = sent(name).passTo(STORY_START + 2 * DAY);
    expect(story.done).toEqual(['basket-reminder-1@0', 'basket-banner@48']);
  });

  test('counts the days from when an email that was put off left', () => {
    const story = send(storyWith(name), STORY_START + 2 * DAY).passTo(STORY_START + 3 * DAY);
    expect(story.done).toEqual(['basket-reminder-1@0']);
    expect(story.passTo(STORY_START + 4 * DAY).done).toContain('basket-banner@96');
  });

  test('does nothing more where the email was not sent', () => {
    const story = storyWith(name).passThrough(STORY_START + 30 * DAY);
    expect(story.done).toEqual(['basket-reminder-1@0']);
    expect(story.run('tried')).toMatchObject({ state: 'completed', endReason: 'finished' });
  });

  test('warns where no email stands right before it', () => {
    const { steps, ...rest } = chosen(name);
    const wait: Step = { id: 'pause', kind: 'wait', ms: DAY, next: 'added-1' };
    const late = steps.map((step) => (step.kind === 'email' ? { ...step, next: 'pause' } : step));
    expect(journeyProblems({ ...rest, steps: [...late, wait] }, galleryNames)).toMatchObject([
      { stepId: 'added-1', severity: 'warning' },
    ]);
  });

  test('does nothing more to who clicked a link of the email', () => {
    const story = click(sent(name), LATER).passTo(STORY_START + 20 * DAY);
    expect(story.done).toEqual(['basket-reminder-1@0']);
    expect(story.run('tried')).toMatchObject({ state: 'completed', endReason: 'finished' });
  });

  test('goes on when a link of another email was clicked', () => {
    const story = click(sent(name), LATER, 'another-run:mail:0').passTo(STORY_START + 2 * DAY);
    expect(story.done).toEqual(['basket-reminder-1@0', 'basket-banner@48']);
  });
});

test('who agreed to text messages and ignored the banner too is handed to the provider of those', () => {
  const story = subscribeToTexts(sent('escalate_to_text'), LATER)
    .passTo(STORY_START + 2 * DAY)
    .passTo(STORY_START + 9 * DAY);
  expect(story.done).toContain('send@216');
});

test('who agreed to no text messages gets none', () => {
  const story = sent('escalate_to_text')
    .passTo(STORY_START + 2 * DAY)
    .passTo(STORY_START + 9 * DAY);
  expect(story.done).toEqual(['basket-reminder-1@0', 'basket-banner@48']);
  expect(story.run('tried').endReason).toBe('finished');
});

test('who clicked the banner gets no text message', () => {
  const story = subscribeToTexts(sent('escalate_to_text'), LATER).passTo(STORY_START + 2 * DAY);
  story.receive(eventAt(STORY_START + 3 * DAY, { kind: 'banner.clicked', bannerId: 'b' }));
  story.passTo(STORY_START + 9 * DAY);
  expect(story.done).toEqual(['basket-reminder-1@0', 'basket-banner@48']);
});
