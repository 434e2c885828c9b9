import { AppProvider } from '@shopify/polaris';
import english from '@shopify/polaris/locales/en.json' with { type: 'json' };
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { CompanyRefusal } from '#app/applications/review-page.ts';
import { RefusedCompany } from './refused-company.tsx';

const OTHER_BUTTONS = ['Edit details…', 'Approve with a tag only', 'Decline…'];

function page(refusal: CompanyRefusal): string {
  const nothing = () => undefined;
  const buttons = { onEdit: nothing, onRetry: nothing, onTag: nothing, onDecline: nothing };
  const card = createElement(RefusedCompany, { refusal, isBusy: false, ...buttons });
  return renderToStaticMarkup(createElement(AppProvider, { i18n: english }, card));
}

test('a company that Shopify refused is shown with its words, and every way on', () => {
  const html = page({ text: 'Name is too long.', isAnswered: true });
  for (const words of ['Name is too long.', 'Try again', ...OTHER_BUTTONS])
    expect(html).toContain(words);
});

test('a company of which Shopify said nothing is not shown as refused, and can only be tried again', () => {
  const html = page({ text: 'Shopify gave no usable answer', isAnswered: false });
  expect(html).toContain('Shopify gave no usable answer. Try again');
  for (const words of ['Shopify says', ...OTHER_BUTTONS]) expect(html).not.toContain(words);
});
