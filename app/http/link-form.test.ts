import { describe, expect, test } from 'vitest';
import { READER_PAUSE_MS, USUAL_PREFERENCES } from '#app/consent/reader-preferences.ts';
import { afterForm, readLinkForm } from './link-form.ts';

const NOW = 1_795_000_000_000;

describe('what is posted to an unsubscribe link', () => {
  test.each([
    ['List-Unsubscribe=One-Click', 'one-click'],
    ['', 'one-click'],
    ['from=elsewhere', 'one-click'],
    ['topic=news&often=week', 'one-click'],
    ['%', 'one-click'],
    ['from=page', 'page'],
    ['from=subscribe', 'subscribe'],
    ['from=banners', 'banners'],
    ['from=preferences', 'preferences'],
  ])('%j is %s', (body, name) => {
    expect(readLinkForm(body).name).toBe(name);
  });

  test('what is ticked is wanted, and nothing else', () => {
    const body = 'from=preferences&topic=news&topic=carts&often=week&pause=on&email=on&topic=x';
    expect(readLinkForm(body)).toEqual({
      name: 'preferences',
      chosen: {
        declinedTopics: ['reviews', 'advice'],
        frequency: 'week',
        isPaused: true,
        wantsEmail: true,
        wantsBanners: false,
      },
    });
  });

  test('an unknown frequency is as often as the store sends', () => {
    const form = readLinkForm('from=preferences&often=hourly');
    expect(form).toMatchObject({ chosen: { frequency: 'all' } });
  });
});

describe('a pause', () => {
  const form = {
    declinedTopics: [],
    frequency: 'all' as const,
    isPaused: true,
    wantsEmail: true,
    wantsBanners: true,
  };
  test.each([
    ['begins', null, true, NOW + READER_PAUSE_MS],
    ['goes on to its own end', NOW + 5, true, NOW + 5],
    ['that is over begins again', NOW, true, NOW + READER_PAUSE_MS],
    ['ends when it is not ticked', NOW + 5, false, null],
    ['is none when it never was ticked', null, false, null],
  ])('%s', (_what, pausedUntil, isPaused, until) => {
    const known = { ...USUAL_PREFERENCES, pausedUntil };
    expect(afterForm(known, { ...form, isPaused }, NOW).pausedUntil).toBe(until);
  });
});
