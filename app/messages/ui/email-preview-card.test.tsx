import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { EmailPreview } from '#app/messages/page/email-preview.ts';
import type { EmailTestOutcome, SentEmailTest } from '#app/messages/page/email-test-outcome.ts';
import type { FoundPerson } from '#app/messages/page/found-person.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { EmailPreviewCard } from './email-preview-card.tsx';

let bridge = standInAppBridge();
beforeEach(() => {
  bridge = standInAppBridge();
});

const ADA: FoundPerson = { id: 'ada', name: 'Ada Moss', email: 'ada@example.com' };

function previewOf(person: string): EmailPreview {
  const subject = 'Six new teas, and one that we have had for a long time already';
  return {
    outcome: 'rendered',
    subject,
    html: `<style>@media (prefers-color-scheme: dark){p{color:white}}</style><p>${person === 'ada' ? 'Hello Ada' : 'Hello'}</p>`,
    text: 'Hello',
    bytes: 12_360,
    mailbox: { sender: 'Fern & Fell', subject, preheader: 'From the hills' },
    notes: person === 'ada' ? ['This person has no cart. A sample is shown.'] : null,
  };
}

const answers: { asked: EmailTestOutcome; tests: SentEmailTest[] } = {
  asked: { outcome: 'asked', addresses: 1 },
  tests: [{ address: 'ann@shop.example', state: 'sent', words: null }],
};

/** @param found null where the search fails */
function draw(found: FoundPerson[] | null = [ADA], mayReadPeople = true) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, { body }: { body?: URLSearchParams } = {}) => {
    asked.push(body ? `${url} ${body.get('to') ?? ''} as ${body.get('person') ?? ''}` : url);
    if (url.includes('/send-test'))
      return Promise.resolve(Response.json(body ? answers.asked : { tests: answers.tests }));
    return Promise.resolve(
      found === null ? new Response('', { status: 503 }) : Response.json({ people: found }),
    );
  });
  drawRoutes([
    {
      path: '/',
      element: (
        <EmailPreviewCard
          emailKey="welcome"
          languages={['en']}
          version="1-0"
          viewer={{ mayReadPeople, mayTest: true, ownAddress: 'ann@shop.example' }}
        />
      ),
    },
    {
      path: '/app/emails/welcome/preview',
      loader: ({ request }) => previewOf(new URL(request.url).searchParams.get('person') ?? ''),
    },
  ]);
  return asked;
}

test('an email is looked at as a person who is found by name, and what they lack is said', async () => {
  const asked = draw();
  const picker = await screen.findByRole('combobox', { name: 'Preview as' });
  expect(picker).toHaveProperty('value', 'Sample');
  await screen.findByText(/^With a sample/);
  await userEvent.click(picker);
  await userEvent.type(picker, 'ada');
  await userEvent.click(await screen.findByRole('option', { name: 'Ada Moss (ada@example.com)' }));
  await screen.findByText('This person has no cart. A sample is shown.');
  screen.getByText(/^As this person would get it now\./);
  expect(asked.at(-1)).toBe('/app/people/find?search=ada');
  expect(picker).toHaveProperty('value', 'Ada Moss (ada@example.com)');
});

test.each<[string, FoundPerson[] | null, string | RegExp]>([
  ['that nobody is found', [], 'No one found.'],
  ['that the search failed', null, 'People could not be loaded. Type again.'],
])('it is said %s', async (_what, found, words) => {
  draw(found);
  await userEvent.type(await screen.findByRole('combobox', { name: 'Preview as' }), 'zed');
  await screen.findByText(words);
});

test('who may not see people chooses none', async () => {
  draw([ADA], false);
  await screen.findByText(/^With a sample/);
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('the mailbox line is cut as a phone cuts it, with the length of both', async () => {
  draw();
  await screen.findByText('Fern & Fell');
  screen.getByText('Six new teas, and one that we have had f…');
  screen.getByText('From the hills');
  screen.getByText('Subject: 62 characters, a phone shows about 40. Preheader: 14 characters.');
});

test('the dark view shows the dark rules, and says that clients differ', async () => {
  draw();
  const frame = await screen.findByTitle('Preview, desktop');
  expect(frame.getAttribute('srcdoc')).toContain('@media not all{');
  await userEvent.click(screen.getByRole('button', { name: 'Dark' }));
  expect(screen.getByTitle('Preview, dark').getAttribute('srcdoc')).toContain('@media all{');
  screen.getByText(/Gmail, invert colors on their own/);
});

test('a test goes to the own address unless another is typed, and what came of it is said', async () => {
  const asked = draw();
  await userEvent.click(await screen.findByRole('button', { name: 'Send test email' }));
  expect(await screen.findByLabelText('To')).toHaveProperty('value', 'ann@shop.example');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() =>
    expect(bridge.toast.show).toHaveBeenCalledWith('Test email sent to ann@shop.example', {
      isError: false,
    }),
  );
  expect(asked).toContain('/app/emails/welcome/send-test ann@shop.example as ');
  expect(screen.queryByLabelText('To')).toBeNull();
});

test('what is wrong with the addresses is said beside them', async () => {
  answers.asked = { outcome: 'invalid', message: 'Enter an email address.' };
  draw();
  await userEvent.click(await screen.findByRole('button', { name: 'Send test email' }));
  await userEvent.clear(await screen.findByLabelText('To'));
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('Enter an email address.');
});
