import { describe, expect, test } from 'vitest';
import { applicationContext, type LoadedApplication } from './application.ts';
import { bindContext } from './mail-context.ts';
import { personContext } from './person.ts';
import { mailContexts, readMailContext } from './registry.ts';

const APPLICATION = {
  subject: 'application',
  applicationId: '7f1c1c5e-0000-4000-8000-000000000001',
};

describe('what a mail is about', () => {
  test.each([
    { subject: 'basket', kind: 'checkout', token: 't', cartToken: null },
    { subject: 'order', orderId: '1', parcels: ['p'] },
    { subject: 'person' },
    APPLICATION,
  ])('is read as it is stored: $subject', (context) => {
    expect(readMailContext(context)).toEqual({ subject: context.subject, context });
  });

  test.each([
    null,
    'order',
    {},
    { subject: 'order' },
    { subject: 'order', orderId: '' },
    { subject: 'application', applicationId: 'no id' },
    { subject: 'toString' },
    { subject: 'pigeon' },
  ])('cannot be read: %j', (stored) => {
    expect(readMailContext(stored)).toBeNull();
  });
});

describe('a mail to an applicant', () => {
  const known: LoadedApplication = {
    email: 'ada@fern.example',
    contactName: 'Ada',
    company: 'Fern Ltd',
    isVerified: true,
  };
  const variables = (changed: Partial<LoadedApplication>) =>
    bindContext(applicationContext, { ...known, ...changed }).variables();

  test('shows what was typed once the address is proved to be the applicant’s', () => {
    expect(variables({})).toEqual({ contactName: 'Ada', company: 'Fern Ltd' });
    expect(variables({ isVerified: false })).toEqual({ contactName: null, company: null });
  });

  test('shows no name that holds an address', () => {
    expect(variables({ contactName: 'see evil.example/now' }).contactName).toBeNull();
  });

  test('goes to the address in the application', () => {
    expect(bindContext(applicationContext, known).address('transactional')).toBe(known.email);
  });
});

test('a mail about nothing but its reader is always wanted, shows no goods and leads to the shop', () => {
  const about = bindContext(personContext, null);
  const place = {
    storefrontUrl: 'https://fern.example',
    isOwnAddress: () => true,
    lines: [],
    products: new Map(),
  };
  expect(about.reasonUnwanted()).toBeNull();
  expect(about.nothingToShow(about.shownLines(() => false))).toBeNull();
  expect(about.money()).toBeNull();
  expect(about.actionUrl(place)).toBe('https://fern.example');
});

test('every variable has a name that a template can use and words for those who write one', () => {
  for (const { variables } of Object.values(mailContexts))
    for (const [name, { label }] of Object.entries(variables)) {
      expect(name).toMatch(/^[a-z][a-zA-Z]*$/);
      expect(label).toMatch(/^[A-Z]/);
    }
});
