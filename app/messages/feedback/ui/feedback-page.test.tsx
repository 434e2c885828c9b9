import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { Permission } from '#app/access/permissions.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { FeedbackPage, type FeedbackPageProps } from './feedback-page.tsx';

let bridge = standInAppBridge();
beforeEach(() => {
  bridge = standInAppBridge();
});

const NOW = Date.UTC(2026, 10, 30, 12);
const PAGE: FeedbackPageProps = {
  sources: [
    {
      provider: 'ses',
      hint: 'back',
      changedBy: 'staff:1',
      changedAt: NOW - 1,
      receivedAt: null,
    },
  ],
  blocked: {
    rows: [
      {
        address: 'ada@people.example',
        reason: 'hard_bounce',
        since: NOW - 1,
        source: 'ses',
        words: '550 5.1.1 No such user',
      },
      {
        address: 'eve@people.example',
        reason: 'complaint',
        since: NOW,
        source: 'smtp',
        words: null,
      },
    ],
    hasMore: false,
  },
  history: [
    {
      id: '2',
      address: 'ada@people.example',
      change: 'suppressed',
      reason: 'hard_bounce',
      at: NOW - 1,
      source: 'ses',
      words: '550 5.1.1 No such user',
      actor: null,
    },
    {
      id: '1',
      address: 'ada@people.example',
      change: 'lifted',
      reason: 'soft_bounce',
      at: NOW - 2,
      source: null,
      words: 'She has a new mailbox.',
      actor: 'staff:1',
    },
  ],
  view: { search: '', sort: 'since', direction: 'descending', page: 1 },
  address: 'https://app.example/feedback/token',
  staffId: 'staff:1',
  now: NOW,
  timeZone: 'UTC',
};

const ALL: Permission[] = ['people.read', 'keys.edit', 'suppressions.lift'];

function draw(change: Partial<FeedbackPageProps> = {}, permissions = ALL, answer: unknown = {}) {
  const sent: Record<string, FormDataEntryValue>[] = [];
  drawRoutes([
    {
      id: 'routes/app',
      path: '/',
      loader: () => ({ permissions }),
      HydrateFallback: () => null,
      children: [
        {
          index: true,
          element: <FeedbackPage {...PAGE} {...change} />,
          action: async ({ request }) => {
            sent.push(Object.fromEntries(await request.formData()));
            return answer;
          },
        },
      ],
    },
  ]);
  return sent;
}

test('the list says why an address is blocked, in the words of the server', async () => {
  draw();
  await screen.findByText('ada@people.example');
  screen.getByText('Amazon SES: 550 5.1.1 No such user');
  screen.getByText('Marked as spam');
  screen.getByText(/ARN of the SNS topic ending in back, set by you\. Nothing received yet\./i);
});

test('what happened before to an address is opened beside it, and not shown where it was blocked once', async () => {
  draw();
  const button = await screen.findByRole('button', { name: 'History of ada@people.example' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  screen.getByText(/You allowed email again: She has a new mailbox\./);
  expect(screen.queryByRole('button', { name: 'History of eve@people.example' })).toBeNull();
});

test('an empty list says so, and so does a page without providers', async () => {
  draw({ blocked: { rows: [], hasMore: false }, sources: [] });
  await screen.findByText('No blocked addresses.');
  screen.getByText('No provider connected yet.');
});

test('the address to paste follows the provider, and its secret is sent', async () => {
  const sent = draw({}, ALL, { outcome: 'connected', secret: null });
  await userEvent.selectOptions(await screen.findByLabelText('Provider'), 'resend');
  const address = screen.getByLabelText<HTMLInputElement>('Address to paste at the provider');
  expect(address.value).toBe('https://app.example/feedback/token/resend');
  await userEvent.type(screen.getByLabelText('Signing secret'), 'whsec_abc');
  await userEvent.click(screen.getByRole('button', { name: 'Save secret' }));
  await waitFor(() =>
    expect(sent).toEqual([{ intent: 'connect', provider: 'resend', secret: 'whsec_abc' }]),
  );
  await waitFor(() => expect(bridge.toast.show.mock.calls[0]?.[0]).toBe('Provider connected'));
});

test('a secret that the app made is shown once', async () => {
  draw({}, ALL, { outcome: 'connected', secret: 'made-by-the-app' });
  await userEvent.selectOptions(await screen.findByLabelText('Provider'), 'postmark');
  await userEvent.click(screen.getByRole('button', { name: 'Create secret' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Secret')).value).toBe('made-by-the-app');
});

test('email is allowed again with a reason, and a refusal is said', async () => {
  const sent = draw({}, ALL, { outcome: 'needs_opt_in' });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Allow email to eve@people.example' }),
  );
  const dialog = await screen.findByRole('dialog');
  within(dialog).getByText(/only after the owner of the address has opted in again/);
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'She asked us to.');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Allow email' }));
  await waitFor(() =>
    expect(sent).toEqual([
      { intent: 'lift', address: 'eve@people.example', reason: 'She asked us to.' },
    ]),
  );
  await waitFor(() => expect(bridge.toast.show.mock.calls[0]?.[0]).toMatch(/new opt-in/));
});

test('staff without the right see the list and change nothing', async () => {
  draw({}, ['people.read']);
  await screen.findByText('ada@people.example');
  for (const name of ['Allow email to ada@people.example', 'Disconnect Amazon SES', 'Save secret'])
    expect(screen.getByRole('button', { name }).closest('fieldset')?.disabled).toBe(true);
});
