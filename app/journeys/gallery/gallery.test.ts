import { expect, test } from 'vitest';
import { isPublishable } from '#app/definitions/definition-kind.ts';
import { COVERAGE_STAGES } from '#app/journeys/coverage/coverage-stage.ts';
import { contentOf, JourneyContentSchema } from '#app/journeys/definitions/journey-content.ts';
import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
import { earlierJourneys, journeys } from '#app/journeys/gallery.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { emailTraits } from '#app/messages/templates/email-content.ts';
import { templates } from '#app/messages/templates.ts';
import { READY_SEGMENTS } from '#app/segments/ready/ready-segments.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { galleryJourneys } from './registry.ts';

const emails = new Map(templates.map(({ key, ...content }) => [key, content]));
const known = {
  emails: new Map([...emails].map(([key, content]) => [key, emailTraits(content)])),
  segments: new Map(READY_SEGMENTS.map(({ key, predicate }) => [key, predicate])),
};

function emailsOf({ steps }: Journey): string[] {
  return steps.flatMap((step) => (step.kind === 'email' ? [step.template] : []));
}

test('every version of every journey of the gallery can be read and published', () => {
  for (const journey of [...galleryJourneys.map((one) => one.journey), ...earlierJourneys]) {
    const content = contentOf(journey);
    expect(JourneyContentSchema.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
    const problems = journeyProblems(content, galleryNames, { ...known, journeyKey: journey.key });
    expect(isPublishable(problems), JSON.stringify(problems)).toBe(true);
  }
});

test('the only warnings are of offers that the merchant is to choose', () => {
  const warnings = galleryJourneys.flatMap(({ journey }) =>
    journeyProblems(contentOf(journey), galleryNames, known).map(({ message }) => message),
  );
  for (const message of warnings) expect(message).toContain('No offer is chosen');
});

test('every email of the gallery says what it is for and names one next step', () => {
  const silent = galleryJourneys.flatMap(({ journey }) =>
    emailsOf(journey).filter((key) => {
      const email = emails.get(key);
      return email?.purpose === undefined || email.nextStep === undefined;
    }),
  );
  expect(silent).toEqual([]);
  for (const email of emails.values()) expect(emailTraits(email).buttons).toBeLessThan(2);
});

test('the card of a journey names what its emails are for', () => {
  for (const { journey, card } of galleryJourneys) {
    const purposes = emailsOf(journey).map((key) => emails.get(key)?.purpose);
    for (const theme of card.themes) expect(purposes, journey.key).toContain(theme);
    expect(COVERAGE_STAGES).toContain(card.stage);
  }
});

test('a discount comes last, and only where an offer was made', () => {
  for (const { journey } of galleryJourneys)
    for (const step of journey.steps) {
      if (step.kind !== 'email' || !emails.get(step.template)?.body.includes('coupon')) continue;
      const before = journey.steps.filter((one) => one.kind === 'offer' && one.next === step.id);
      expect(before, `${journey.key} ${step.id}`).toHaveLength(1);
      expect(journey.steps.findIndex(({ id }) => id === step.id)).toBeGreaterThan(2);
    }
});

test('a new shop begins with the cart and the order, and has the others in its gallery', () => {
  expect(journeys.map(({ key }) => key)).toEqual(['abandoned-basket', 'post-purchase']);
  const keys = galleryJourneys.map(({ journey }) => journey.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThanOrEqual(20);
});
