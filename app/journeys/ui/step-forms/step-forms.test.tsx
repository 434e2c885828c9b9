import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { emailHandler } from '#app/journeys/steps/email.ts';
import { goalHandler } from '#app/journeys/steps/goal.ts';
import { holdoutHandler } from '#app/journeys/steps/holdout.ts';
import { multiBranchHandler } from '#app/journeys/steps/multi-branch.ts';
import { splitHandler } from '#app/journeys/steps/split.ts';
import { waitForHandler } from '#app/journeys/steps/wait-for.ts';
import { waitUntilHandler } from '#app/journeys/steps/wait-until.ts';
import { HOUR } from '#app/lib/duration.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import type { StepForm, StepFormContext } from '../step-form.ts';
import { emailForm } from './email-form.tsx';
import { goalForm } from './goal-form.tsx';
import { holdoutForm } from './holdout-form.tsx';
import { multiBranchForm } from './multi-branch-form.tsx';
import { splitForm } from './split-form.tsx';
import { waitForForm } from './wait-for-form.tsx';
import { waitUntilForm } from './wait-until-form.tsx';

const context: StepFormContext = {
  choices: { journey: [], email: [], banner: [], offer: [] },
  staff: [],
  predicateFields: (props) => (
    <button onClick={() => props.onChange({ field: 'orders', is: 'at_least', value: 1 })}>
      Buyers only
    </button>
  ),
};

/** Draws the form of a step. @returns reads the step as the form has changed it */
function drawForm<S>(form: StepForm<S>, first: S): () => S {
  let current = first;
  function Fields() {
    const [step, setStep] = useState(first);
    current = step;
    return form({ step, context, onChange: setStep });
  }
  drawPart(<Fields />);
  return () => current;
}

test('the shares of a split are typed, and say while typing when they do not add up', async () => {
  const step = drawForm(splitForm, splitHandler.blank('split', 'end'));
  const [share] = screen.getAllByRole('textbox', { name: /^Share/ });
  if (!share) throw new Error('There is no share.');
  await userEvent.clear(share);
  await userEvent.type(share, '120');
  expect(step().variants.map(({ percent }) => percent)).toEqual([120, 50]);
  screen.getByText('The variants add up to 170 %. Make them add up to 100 %.');
  await userEvent.clear(share);
  await userEvent.type(share, '30');
  await userEvent.click(screen.getByRole('button', { name: 'Add variant' }));
  expect(step().variants).toEqual([
    { label: 'A', percent: 30, next: 'end' },
    { label: 'B', percent: 50, next: 'end' },
    { label: '', percent: 20, next: 'end' },
  ]);
  expect(screen.queryByText(/add up/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Remove B' }));
  expect(step().variants.map(({ label }) => label)).toEqual(['A', '']);
});

test('a share that holds out all people is refused beside its field', async () => {
  const step = drawForm(holdoutForm, holdoutHandler.blank('hold', 'end'));
  await userEvent.type(screen.getByRole('textbox', { name: /^Hold out/ }), '0');
  expect(step().percent).toBe(100);
  screen.getByText('Hold out from 1 to 99 % of people.');
});

test('a goal has a name and may end the journey', async () => {
  const step = drawForm(goalForm, goalHandler.blank('goal', 'end'));
  screen.getByText('Name the goal.');
  await userEvent.type(screen.getByRole('textbox', { name: 'Goal' }), 'Came back');
  await userEvent.click(screen.getByRole('radio', { name: 'End the journey' }));
  expect(step()).toMatchObject({ name: 'Came back', then: 'end' });
  expect(screen.queryByText('Name the goal.')).toBeNull();
});

test('paths have names and conditions, in the order in which they are asked', async () => {
  const step = drawForm(multiBranchForm, multiBranchHandler.blank('ask', 'end'));
  expect(screen.getAllByText('Choose the condition of this path.')).toHaveLength(2);
  const [, name] = screen.getAllByRole('textbox', { name: 'Path' });
  const [, buyers] = screen.getAllByRole('button', { name: 'Buyers only' });
  if (!name || !buyers) throw new Error('There is no second path.');
  await userEvent.type(name, 'Buyers');
  await userEvent.click(buyers);
  await userEvent.click(screen.getByRole('button', { name: 'Ask Buyers earlier' }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove Path 2' }));
  expect(step().paths).toEqual([
    { label: 'Buyers', when: { field: 'orders', is: 'at_least', value: 1 }, next: 'end' },
  ]);
});

test('a wait is until a time of day, a date or a day of the month, by the clocks of the person or the store', async () => {
  const step = drawForm(waitUntilForm, waitUntilHandler.blank('wait', 'end'));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Friday' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Monday' }));
  expect(step().until).toEqual({ by: 'time_of_day', time: '09:00', weekdays: [1, 5] });
  const kind = screen.getByRole('combobox', { name: 'Wait until' });
  await userEvent.selectOptions(kind, 'date');
  screen.getByText('Choose the date.');
  await userEvent.selectOptions(kind, 'day_of_month');
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Day' }),
    'The last day of the month',
  );
  await userEvent.click(screen.getByRole('radio', { name: "The store's" }));
  expect(step()).toMatchObject({
    until: { by: 'day_of_month', day: 31, time: '09:00', beforeWeekend: true },
    zone: 'shop',
  });
});

test('how long an email stays relevant is as usual, or typed within bounds', async () => {
  const step = drawForm(emailForm, emailHandler.blank('mail', 'end'));
  expect(step()).not.toHaveProperty('relevantForMs');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Stays relevant as long as usual' }));
  const field = screen.getByRole('textbox', { name: /^Stays relevant for/ });
  await userEvent.clear(field);
  await userEvent.type(field, '31');
  screen.getByText('Enter at most 30 days.');
  expect(step().relevantForMs).toBe(72 * HOUR);
  await userEvent.clear(field);
  await userEvent.type(field, '2');
  expect(step().relevantForMs).toBe(48 * HOUR);
  await userEvent.click(screen.getByRole('radio', { name: 'About the order' }));
  expect(screen.queryByRole('textbox', { name: /^Stays relevant for/ })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: 'Marketing' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Stays relevant as long as usual' }));
  expect(step()).not.toHaveProperty('relevantForMs');
});

test('a wait for a click can be kept to the emails of the journey, and a wait for an order cannot', async () => {
  const step = drawForm(waitForForm, waitForHandler.blank('wait', 'end'));
  expect(screen.queryByRole('checkbox', { name: /Only emails of this journey/ })).toBeNull();
  await userEvent.click(screen.getByRole('checkbox', { name: 'A link in an email is clicked' }));
  const own = screen.getByRole('checkbox', { name: /Only emails of this journey/ });
  await userEvent.click(own);
  expect(step()).toMatchObject({ events: ['mail.clicked'], ownEmails: true });
  await userEvent.click(own);
  expect(step()).not.toHaveProperty('ownEmails');
});
