import { expect, test } from 'vitest';
import { blankCampaign, type CampaignContent } from '#app/campaigns/campaign-content.ts';
import { campaignFormOf, readCampaignForm } from './campaign-form.ts';

const TODAY = '2026-11-20';
const BLANK = { ...blankCampaign('loyal'), name: 'Spring' };
const OWN = {
  ...BLANK.email,
  kind: 'own' as const,
  subject: 'News',
  text: 'Hello',
  page: '/collections/new',
};

test.each<[string, Partial<CampaignContent>]>([
  ['for at once', {}],
  ['written here', { email: { ...OWN, preview: '', heading: '', button: '' } }],
  ['with an email of the shop', { email: { kind: 'template', key: 'news' } }],
  ['at a time of the store', { timing: { kind: 'shop', day: TODAY, time: '10:30' } }],
  [
    'at a time of each person',
    { timing: { kind: 'person', day: TODAY, time: '10:30', late: 'at_once' } },
  ],
])('a campaign %s is the same after it was shown and read', (_what, changed) => {
  const content = { ...BLANK, ...changed };
  expect(readCampaignForm(campaignFormOf(content, TODAY))).toEqual({ content, errors: {} });
});

test.each([
  ['perMinute', '0'],
  ['perMinute', 'many'],
  ['perMinute', '10001'],
  ['relevantHours', '721'],
  ['name', ' '],
  ['page', 'https://evil.example'],
  ['page', '//evil.example'],
  ['page', '/\\evil.example'],
])('%s of %s cannot be saved, and says why', (field, value) => {
  const { content, errors } = readCampaignForm({ ...campaignFormOf(BLANK, TODAY), [field]: value });
  expect(content).toBeNull();
  expect(Object.keys(errors)).toEqual([field]);
});

test('a day and a time are asked for where they count', () => {
  const form = { ...campaignFormOf(BLANK, TODAY), day: '', time: '' };
  expect(readCampaignForm(form).errors).toEqual({});
  const { errors } = readCampaignForm({ ...form, timing: 'shop' });
  expect(Object.keys(errors)).toEqual(['day', 'time']);
});
