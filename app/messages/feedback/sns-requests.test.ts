import { expect, test } from 'vitest';
import { createSnsRequests } from './sns-requests.server.ts';

const URL_OF = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-abcdef12.pem';

function requestsOf(answer: () => Response) {
  const asked: { url: string; redirect: RequestInit['redirect'] }[] = [];
  const sns = createSnsRequests((url, { redirect }) => {
    asked.push({ url, redirect });
    return Promise.resolve(answer());
  });
  return { asked, sns };
}

test('a certificate is fetched once, without following a redirect', async () => {
  const { asked, sns } = requestsOf(() => new Response('PEM'));
  expect([await sns.certificateOf(URL_OF), await sns.certificateOf(URL_OF)]).toEqual([
    'PEM',
    'PEM',
  ]);
  expect(asked).toEqual([{ url: URL_OF, redirect: 'error' }]);
});

test.each<[string, () => Response]>([
  ['an error', () => new Response('no', { status: 500 })],
  ['more than a certificate', () => new Response('x'.repeat(20_000))],
  [
    'no answer',
    () => {
      throw new Error('down');
    },
  ],
])('%s gives none, and is asked again', async (_, answer) => {
  const { asked, sns } = requestsOf(answer);
  expect([await sns.certificateOf(URL_OF), await sns.certificateOf(URL_OF)]).toEqual([null, null]);
  expect(asked).toHaveLength(2);
  expect(await sns.confirm(URL_OF)).toBe(false);
});

test('a subscription is confirmed when SNS takes it', async () => {
  expect(await requestsOf(() => new Response('<ok/>')).sns.confirm(URL_OF)).toBe(true);
});
