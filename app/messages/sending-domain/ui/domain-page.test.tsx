import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Permission } from '#app/access/permissions.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { MOST_PACKED_BYTES } from '../reports/dmarc-report.ts';
import { SendingDomainPage, type SendingDomainPageProps } from './domain-page.tsx';

let bridge = standInAppBridge();
beforeEach(() => {
  bridge = standInAppBridge();
});

const NOW = Date.UTC(2026, 11, 1, 12);
const NO_CHECK = { found: [], problems: [], notes: [], record: null };
const PAGE: SendingDomainPageProps = {
  from: 'mail@operator.example',
  domain: {
    kind: 'checked',
    name: 'fern.example',
    state: 'unproven',
    checkedAt: NOW - 5 * 60_000,
    checks: [
      {
        ...NO_CHECK,
        kind: 'spf',
        label: 'SPF',
        why: 'It lists the servers.',
        isRequired: true,
        state: 'missing',
        record: { type: 'TXT', name: 'fern.example', value: 'v=spf1 include:op.example ~all' },
      },
      {
        ...NO_CHECK,
        kind: 'dmarc',
        label: 'DMARC',
        why: 'It keeps others out.',
        isRequired: true,
        state: 'wrong',
        found: ['v=DMARC1'],
        problems: ['It says no policy.'],
      },
      {
        ...NO_CHECK,
        kind: 'bimi',
        label: 'BIMI',
        why: 'It shows a logo.',
        isRequired: false,
        state: 'missing',
      },
    ],
  },
  reports: null,
  rules: [
    {
      asks: 'SPF lists the servers that send',
      state: 'not_met',
      because: 'The record is missing.',
      isRequired: true,
      providers: ['Gmail', 'Yahoo'],
    },
  ],
  sources: [{ label: 'Gmail', source: 'https://support.google.com/a', since: '2024-02-01' }],
  comparedOn: '2026-12-01',
  now: NOW,
  timeZone: 'UTC',
};

function draw(
  change: Partial<SendingDomainPageProps> = {},
  {
    permissions = ['settings.edit'],
    outcome = 'checked',
  }: { permissions?: Permission[]; outcome?: string } = {},
) {
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
          element: <SendingDomainPage {...PAGE} {...change} />,
          action: async ({ request }) => {
            sent.push(Object.fromEntries(await request.formData()));
            return { outcome };
          },
        },
      ],
    },
  ]);
  return sent;
}

test('it is said what is missing, what is wrong and what is not used', async () => {
  draw();
  await screen.findByText('Missing');
  screen.getByText('Wrong');
  screen.getByText('Not used');
  screen.getByText('It says no policy.');
  screen.getByText('v=DMARC1');
  screen.getByText('5 minutes ago');
  expect(screen.getByLabelText<HTMLInputElement>('Value').value).toBe(
    'v=spf1 include:op.example ~all',
  );
  screen.getByText('Required by Gmail and Yahoo');
});

test('a record is copied, and where a browser refuses that it is said', async () => {
  draw();
  const user = userEvent.setup();
  const copy = await screen.findByRole('button', { name: 'Copy the value of SPF' });
  await user.click(copy);
  await waitFor(() => expect(bridge.toast.show.mock.lastCall?.[0]).toBe('Copied'));
  expect(await navigator.clipboard.readText()).toBe('v=spf1 include:op.example ~all');
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
  await user.click(copy);
  await waitFor(() => expect(bridge.toast.show.mock.lastCall?.[0]).toMatch(/Select the text/));
});

test('a check is asked for, and one that comes too soon is said', async () => {
  const sent = draw({}, { outcome: 'too_soon' });
  await userEvent.click(await screen.findByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(sent).toEqual([{ intent: 'check' }]));
  await waitFor(() => expect(bridge.toast.show.mock.calls[0]?.[0]).toMatch(/a moment ago/));
});

test.each([
  [{ kind: 'no_sender' } as const, /Save a sender email address/],
  [{ kind: 'never' } as const, /Anyone can get an address/],
  [{ kind: 'not_offered' } as const, /operator of the app/],
  [{ kind: 'unchecked', name: 'fern.example', state: 'unproven' } as const, /Not checked yet/],
])('a domain of %j says what to do', async (domain, text) => {
  draw({ domain });
  await screen.findByText(text);
});

test('staff without the right see it and start no check', async () => {
  draw({}, { permissions: ['settings.read'] });
  const button = await screen.findByRole('button', { name: 'Check again' });
  expect(button.closest('fieldset')?.disabled).toBe(true);
});

const SUMMARY = {
  reports: 2,
  begin: NOW - 2 * 86_400_000,
  end: NOW,
  sources: [{ ip: '192.0.2.1', count: 1_204, passed: 1_200, dkim: 1_200, spf: 0, stopped: 4 }],
};

test('reports say which servers send in the name of the domain, over which days', async () => {
  draw({ reports: SUMMARY });
  await screen.findByText(
    '2 reports, 29 Nov 2026 to 1 Dec 2026, emails of the servers that sent most:',
  );
  screen.getByText('192.0.2.1');
  screen.getByText('1,200 of 1,204 (more than 99 %)');
});

test('a report is sent as base64, and one that is none is said', async () => {
  const sent = draw({}, { outcome: 'unreadable' });
  await screen.findByText('No reports yet.');
  choose(new File(['<feedback/>'], 'report.xml', { type: 'text/xml' }));
  await waitFor(() => expect(sent).toEqual([{ intent: 'report', file: btoa('<feedback/>') }]));
  await waitFor(() => expect(bridge.toast.show.mock.calls[0]?.[0]).toMatch(/no DMARC report/));
});

test('a file that is too large is not sent', async () => {
  const sent = draw();
  await screen.findByText('No reports yet.');
  choose(
    new File([new Uint8Array(MOST_PACKED_BYTES + 1)], 'report.zip', { type: 'application/zip' }),
  );
  await waitFor(() => expect(bridge.toast.show.mock.calls[0]?.[0]).toMatch(/too large/));
  expect(sent).toEqual([]);
});

/** Without the click that opens the window of the system. */
function choose(file: File): void {
  const [input] = document.querySelectorAll<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('There is no field for files.');
  fireEvent.change(input, { target: { files: [file] } });
}
