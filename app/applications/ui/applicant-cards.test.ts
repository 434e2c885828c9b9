import { AppProvider } from '@shopify/polaris';
import english from '@shopify/polaris/locales/en.json' with { type: 'json' };
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { HOSTILE_TEXTS } from '#tests/fixtures/applications.ts';
import { DuplicatesCard, FormCard } from './applicant-cards.tsx';

const NOW = Date.UTC(2026, 10, 21);
const TIME = { now: NOW, timeZone: 'Europe/London', currency: 'GBP' };

function page(text: string): string {
  const application = {
    id: '1',
    state: 'submitted' as const,
    company: text,
    contactName: text,
    email: 'ana@fern.example',
    phone: text,
    country: text,
    taxId: text,
    website: 'https://fern.example/',
    channels: [],
    volume: '5k-25k' as const,
    message: text,
    submittedAt: NOW,
    decidedAt: null,
    decidedBy: null,
    declineReason: null,
    declineNote: null,
    companyGid: null,
    verifiedAt: null,
  };
  const twin = { kind: 'account' as const, id: '2', company: text, why: 'same domain' };
  return renderToStaticMarkup(
    createElement(
      AppProvider,
      { i18n: english },
      createElement(FormCard, { application, taxId: 'unconfirmed', ...TIME }),
      createElement(DuplicatesCard, { duplicates: [twin] }),
    ),
  );
}

/** The names of all elements and attributes, and every address; texts cannot hide in them. */
function skeleton(markup: string): string[] {
  const withoutValues = markup.replaceAll(/="[^"]*"/g, '');
  const addresses = markup.match(/(?:href|src)="[^"]*"/g) ?? [];
  return [...(withoutValues.match(/<[^>]*>/g) ?? []), ...addresses];
}

test('200 hostile texts of applicants are shown as text and change nothing of the page', () => {
  const harmless = skeleton(page('Fern'));
  expect(HOSTILE_TEXTS).toHaveLength(200);
  for (const text of HOSTILE_TEXTS) expect(skeleton(page(text))).toEqual(harmless);
});
