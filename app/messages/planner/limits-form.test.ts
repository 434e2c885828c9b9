import { expect, test } from 'vitest';
import { z } from 'zod';
import { limitsForm, LIMITS_FIELDS, limitsOfForm, limitsProblems } from './limits-form.ts';
import { MessageLimits, USUAL_LIMITS } from './message-limits.ts';

const Form = z.object(LIMITS_FIELDS);

test('limits that are read from their own form are the same limits, with and without caps', () => {
  const some = MessageLimits.parse({
    caps: { email: { day: null, week: 7 }, sms: { day: 4, week: null } },
    gapHours: 0,
    quietZone: 'shop',
    followsEngagement: false,
    pausesForTicket: false,
    pausesForDeal: false,
  });
  for (const limits of [USUAL_LIMITS, some])
    expect(limitsOfForm(Form.parse(limitsForm(limits)))).toEqual(limits);
});

test.each([
  ['emailPerDay', '0'],
  ['emailPerDay', '51'],
  ['bannerPerWeek', '2.5'],
  ['smsPerDay', 'some'],
  ['gapHours', ''],
  ['gapHours', '73'],
  ['quietZone', 'mine'],
])('%s cannot be %j', (field, value) => {
  const read = Form.safeParse({ ...limitsForm(USUAL_LIMITS), [field]: value });
  expect(read.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('a week allows at least as many as a day', () => {
  const form = { ...limitsForm(USUAL_LIMITS), emailPerDay: '5', emailPerWeek: '4' };
  expect(limitsProblems(Form.parse(form)).map(({ field }) => field)).toEqual(['emailPerWeek']);
  expect(limitsProblems(Form.parse({ ...form, emailPerDay: '' }))).toEqual([]);
});

test('what a shop never set is as usual', () => {
  expect(MessageLimits.parse({ caps: { email: { day: 1 } } })).toEqual({
    ...USUAL_LIMITS,
    caps: { ...USUAL_LIMITS.caps, email: { ...USUAL_LIMITS.caps.email, day: 1 } },
  });
});
