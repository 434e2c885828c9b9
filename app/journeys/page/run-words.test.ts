import { describe, expect, test } from 'vitest';
import { definitionName } from '#app/definitions/definition-kind.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { journeyName, stepWords } from './run-words.ts';

const words = { names: galleryNames, versions: journeys };

function newest(key: string): number {
  return journeys.find((journey) => journey.key === key)?.version ?? 0;
}

describe('where a person is in a journey, in words', () => {
  test.each([
    ['abandoned-basket', 'wait-1', 'Waiting, then the email “First cart reminder”'],
    ['abandoned-basket', 'banner', 'A banner is ready for the next visit'],
    [
      'post-purchase',
      'until-sent',
      'Waiting until the order is sent or the order is delivered, then another wait and the email “Care after delivery”',
    ],
  ])('%s at %s', (journey, step, expected) => {
    expect(stepWords(words, journey, step, newest(journey))).toBe(expected);
  });

  test('every step of every journey has words', () => {
    for (const { key, steps } of journeys) {
      for (const { id } of steps)
        expect(stepWords(words, key, id, newest(key))).not.toContain('no longer has');
    }
  });

  test('a step, a journey or a mail that is gone never breaks a page', () => {
    expect(stepWords(words, 'abandoned-basket', 'gone', 2)).toBe(
      'At a step that the journey no longer has',
    );
    expect(stepWords(words, 'gone', 'gone', 1)).toBe('At a step that the journey no longer has');
    expect(journeyName(words, 'gone')).toBe('gone');
    expect(definitionName(galleryNames, 'email', 'gone')).toBe('gone');
  });
});
