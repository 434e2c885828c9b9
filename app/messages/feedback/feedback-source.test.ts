import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { feedbackToken, shopOfFeedbackToken } from './feedback-source.ts';

test('a token names its shop and fits into an address', () => {
  for (let made = 0; made < 200; made += 1) {
    const shopId = randomUUID();
    const token = feedbackToken(shopId);
    expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(shopOfFeedbackToken(token)).toBe(shopId);
  }
});

test.each(['', 'short', '../../../../etc/passwd', `${'a'.repeat(22)}=`, 'é'.repeat(22)])(
  '%j names no shop',
  (token) => expect(shopOfFeedbackToken(token)).toBeNull(),
);
