import { describe, expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { emailName } from '#app/messages/email-name.ts';
import { journeyName, stepWords } from './run-words.ts';

describe('where a person is in a journey, in words', () => {
  test.each([
    ['abandoned-basket', 'wait-1', 'Waiting, then the email “First cart reminder”'],
    ['abandoned-basket', 'banner', 'A banner is ready for the next visit'],
    [
      'post-purchase',
      'until-sent',
      'Waiting until the order is sent or the order is delivered, then another wait and the email “Care after delivery”',
    ],
  ])('%s at %s', (journey, step, words) => {
    expect(stepWords(journey, step)).toBe(words);
  });

  test('every step of every journey has words', () => {
    for (const { key, steps } of journeys) {
      for (const { id } of steps) expect(stepWords(key, id)).not.toContain('no longer has');
    }
  });

  test('a step, a journey or a mail that is gone never breaks a page', () => {
    expect(stepWords('abandoned-basket', 'gone')).toBe('At a step that the journey no longer has');
    expect(stepWords('gone', 'gone')).toBe('At a step that the journey no longer has');
    expect(journeyName('gone')).toBe('gone');
    expect(emailName('gone')).toBe('gone');
  });
});
