import { expect, test } from 'vitest';
import { mailSettings } from './mail-settings.ts';
import { readSettingsForm, settingsForm, type SettingsForm } from './settings-form.ts';

const FALLBACK = { name: 'Fern & Fell', address: 'hello@fern.example' };

function filledIn(over: Partial<SettingsForm> = {}): SettingsForm {
  return {
    ...settingsForm(mailSettings({}), FALLBACK),
    postalAddress: '1 Fell Lane, Kendal LA9 4AA',
    ...over,
  };
}

test('settings that are read from their own form are the same settings', () => {
  const settings = mailSettings({
    sender: { name: 'Fern', address: 'mail@fern.example', replyTo: 'ask@fern.example' },
    postalAddress: '1 Fell Lane, Kendal LA9 4AA',
    quietHours: null,
    testOrders: 'left_out',
  });
  expect(readSettingsForm(settingsForm(settings, FALLBACK))).toEqual({ outcome: 'read', settings });
});

test('what is typed is trimmed and addresses are lower-cased', () => {
  const parsed = readSettingsForm(
    filledIn({ senderName: ' Fern ', senderAddress: ' Hello@Fern.Example ' }),
  );
  expect(parsed).toMatchObject({
    outcome: 'read',
    settings: { sender: { name: 'Fern', address: 'hello@fern.example', replyTo: null } },
  });
});

test('addresses with umlaut domains are kept in ASCII, and can be read again', () => {
  const parsed = readSettingsForm(
    filledIn({ senderAddress: 'hallo@müller.example', replyTo: 'shop@пример.рф' }),
  );
  const sender = {
    address: 'hallo@xn--mller-kva.example',
    replyTo: 'shop@xn--e1afmkfd.xn--p1ai',
  };
  expect(parsed).toMatchObject({ outcome: 'read', settings: { sender } });
  expect(mailSettings('settings' in parsed ? parsed.settings : null)).toMatchObject({ sender });
});

test.each<[keyof SettingsForm, string]>([
  ['senderName', '  '],
  ['senderName', 'Fern\r\nBcc: all@example.com'],
  ['senderName', 'PayPal security@paypal.com'],
  ['senderName', 'paypal.com'],
  ['senderAddress', 'fern.example'],
  ['replyTo', 'nobody'],
  ['postalAddress', 'Kendal'],
  ['quietFrom', '25:00'],
  ['quietTo', '8 am'],
])('%s cannot be %j, and the page says so beside the field', (field, value) => {
  const parsed = readSettingsForm(filledIn({ [field]: value }));
  expect(parsed.outcome === 'refused' && Object.keys(parsed.errors)).toEqual([field]);
});

test('quiet hours need a length, unless they are off', () => {
  const same = { quietFrom: '21:00', quietTo: '21:00' };
  expect(readSettingsForm(filledIn(same))).toHaveProperty('errors.quietTo');
  expect(readSettingsForm(filledIn({ ...same, quiet: 'off' }))).toMatchObject({
    settings: { quietHours: null },
  });
});

test('something that is no form is refused', () => {
  expect(readSettingsForm('example string').outcome).toBe('refused');
});
