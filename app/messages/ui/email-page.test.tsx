import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import type { ShownEmail } from '#app/messages/page/shown-email.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { EmailPage } from './email-page.tsx';

let bridge = standInAppBridge();
beforeEach(() => {
  bridge = standInAppBridge();
});

const email: ShownEmail = {
  key: 'welcome',
  languages: ['en'],
  state: 'live',
  content: { name: 'Welcome', subject: 'Hi', preview: '', body: '<mj-text />', text: 'Hi' },
  subject: 'Welcome to Fern',
  preheader: 'Who we are',
  revision: 0,
  liveVersion: 2,
};
const RENDERED: EmailPreview = {
  outcome: 'rendered',
  subject: 'Welcome to Fern',
  html: '<p>Seen</p>',
  text: 'Read aloud',
  bytes: 12_360,
  mailbox: { sender: 'Fern', subject: 'Welcome to Fern', preheader: 'Who we are' },
  notes: null,
};

function draw(change: Partial<ShownEmail> = {}, preview: EmailPreview = RENDERED, mayEdit = true) {
  const sent: FormData[] = [];
  const page = (
    <EmailPage
      live={{ tables: ['definition'], version: 1 }}
      email={{ ...email, ...change }}
      usedBy={['Welcome journey']}
      mayEdit={mayEdit}
      viewer={{ mayReadPeople: true, mayTest: mayEdit, ownAddress: null }}
    />
  );
  drawRoutes([
    {
      path: '/',
      element: page,
      action: async ({ request }) => {
        sent.push(await request.formData());
        return { outcome: 'used', by: ['Welcome journey'] };
      },
    },
    { path: '/app/emails/welcome/preview', loader: () => preview },
  ]);
  return sent;
}

test('an email is shown as it is read on a desk, on a phone and as plain text, with its size', async () => {
  draw();
  const desk = await screen.findByTitle<HTMLIFrameElement>('Preview, desktop');
  expect([desk.getAttribute('srcdoc'), desk.getAttribute('sandbox')]).toEqual(['<p>Seen</p>', '']);
  screen.getByText(/^With a sample .* 12\.4 kB; /);
  await userEvent.click(screen.getByRole('button', { name: 'Phone' }));
  expect(screen.getByTitle('Preview, phone').style.maxWidth).toBe('375px');
  await userEvent.click(screen.getByRole('button', { name: 'Plain text' }));
  screen.getByText('Read aloud');
});

test('why an email cannot be rendered is said', async () => {
  draw({}, { outcome: 'not_rendered', problem: 'Line 3: not closed.' });
  await screen.findByText('Line 3: not closed.');
});

test('what is sent names the version that was seen, and a refusal says what to do', async () => {
  const sent = draw({ revision: 4 });
  await userEvent.click(screen.getAllByRole('button', { name: 'Archive' })[0] ?? document.body);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(Object.fromEntries(sent[0] ?? [])).toEqual({
    intent: 'archive',
    kind: 'email',
    key: 'welcome',
    revision: '4',
    base: '2',
  });
  await waitFor(() =>
    expect(bridge.toast.show).toHaveBeenCalledWith('Not archived. Used by Welcome journey', {
      isError: true,
    }),
  );
});

test('who may not edit is offered nothing to do', () => {
  draw({ revision: 4 }, RENDERED, false);
  for (const name of ['Publish', 'Archive', 'Discard draft'])
    expect(screen.queryAllByRole('button', { name })).toEqual([]);
});
