import { describe, expect, test } from 'vitest';
import { invitationUrl, reachingWords } from './trader-view.ts';

describe('the list of those who buy like traders', () => {
  test('says why a person is listed', () => {
    expect(reachingWords({ reaching: { reaching: 5, of: 7 } })).toBe('5 of the newest 7 orders');
    expect(reachingWords({ reaching: null })).toBe('');
  });

  test.each([
    ['ann+trade@example.com', true, 'mailto:ann%2Btrade@example.com?subject='],
    ['ann@example.com', false, null],
    [null, true, null],
  ])('invites by email only those who agreed to it: %s, %s', (email, subscribed, begins) => {
    const url = invitationUrl({ email, subscribed }, 'Fern & Fell');
    if (begins === null) expect(url).toBeNull();
    else expect(url?.startsWith(begins)).toBe(true);
  });

  test('writes the shop’s name into the subject as an address needs it', () => {
    const url = new URL(
      invitationUrl({ email: 'a@b.example', subscribed: true }, 'Fern & Fell') ?? '',
    );
    expect(url.searchParams.get('subject')).toBe('A trade account at Fern & Fell');
    expect(url.searchParams.get('body')).toContain('trade account');
  });
});
