import { expect, test } from 'vitest';
import { emailDomain, isFreeMail, websiteDomain } from './free-mail.ts';

test.each(['gmail.com', 'fastmail.com', 'tuta.com'])('%s is open to the public', (domain) => {
  expect(isFreeMail(domain)).toBe(true);
});

test('the domain of an address is what stands after the last @, in small letters', () => {
  expect(emailDomain('"a@b"@Fern.Example')).toBe('fern.example');
  expect(isFreeMail('fern.example')).toBe(false);
});

test('a website has the domain of its host, and none when it is no address', () => {
  expect(websiteDomain('https://www.fern.example/about')).toBe('fern.example');
  expect(websiteDomain('fern')).toBeNull();
  expect(websiteDomain(null)).toBeNull();
});

test('companies whose pages stand under one registrable domain have not the same domain', () => {
  const sites = ['https://fern.jimdosite.com', 'https://moss.jimdosite.com'].map(websiteDomain);
  expect(new Set(sites).size).toBe(2);
  // A department is not its company either: who owns the one need not own the other.
  expect(websiteDomain('https://botany.fern.ac.uk')).not.toBe('fern.ac.uk');
});
