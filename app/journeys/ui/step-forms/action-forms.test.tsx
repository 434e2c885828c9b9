import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { metafieldHandler } from '#app/journeys/steps/metafield.ts';
import { moveStageHandler } from '#app/journeys/steps/move-stage.ts';
import { salesTaskHandler } from '#app/journeys/steps/sales-task.ts';
import { staffEmailHandler } from '#app/journeys/steps/staff-email.ts';
import type { StepHandler } from '#app/journeys/steps/step-handler.ts';
import { supportTicketHandler } from '#app/journeys/steps/support-ticket.ts';
import { tagHandler } from '#app/journeys/steps/tag.ts';
import { webhookHandler } from '#app/journeys/steps/webhook.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import type { StepForm, StepFormContext } from '../step-form.ts';
import { metafieldForm } from './metafield-form.tsx';
import { moveStageForm } from './move-stage-form.tsx';
import { salesTaskForm } from './sales-task-form.tsx';
import { staffEmailForm } from './staff-email-form.tsx';
import { supportTicketForm } from './support-ticket-form.tsx';
import { tagForm } from './tag-form.tsx';
import { webhookForm } from './webhook-form.tsx';

const CONTEXT: StepFormContext = {
  choices: { journey: [], email: [], banner: [], offer: [] },
  staff: [
    { id: '5', name: 'Ann Fell' },
    { id: '6', name: 'Bob Fell' },
  ],
  predicateFields: () => null,
};

/** Draws the form of a new step and gives the step as it is after what was typed. */
function draw<S>(Form: StepForm<S>, handler: StepHandler<S>): () => S {
  let current = handler.blank('a', 'b');
  function Held() {
    const [step, setStep] = useState(current);
    return (
      <Form
        step={step}
        context={CONTEXT}
        onChange={(next) => {
          current = next;
          setStep(next);
        }}
      />
    );
  }
  drawPart(<Held />);
  return () => current;
}

function field(name: string | RegExp): HTMLElement {
  return screen.getByRole('textbox', { name });
}

test('a tag is typed, and one that would be two says so beside it', async () => {
  const step = draw(tagForm, tagHandler);
  await userEvent.type(field('Customer tag'), 'vip,');
  expect(screen.getByText(/would make two tags/)).toBeDefined();
  await userEvent.type(field('Customer tag'), '{Backspace}');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Change' }), 'remove');
  expect(step()).toMatchObject({ tag: 'vip', change: 'remove' });
  expect(screen.queryByText(/would make two tags/)).toBeNull();
});

test('the value of a metafield is checked by its type, and takes a variable from the list', async () => {
  const step = draw(metafieldForm, metafieldHandler);
  await userEvent.type(field('Key'), 'score');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'number_integer');
  await userEvent.type(field('Value'), 'x');
  expect(screen.getByText('Enter a value of the type “Integer”.')).toBeDefined();
  await userEvent.clear(field('Value'));
  const variables = screen.getByRole('combobox', { name: 'Variable for the value' });
  await userEvent.selectOptions(variables, 'score');
  expect(step()).toMatchObject({ key: 'score', type: 'number_integer', value: '{{score}}' });
  expect(metafieldHandler.problems?.(step())).toEqual([]);
});

test('staff are chosen, other addresses are typed, and a wrong one is named', async () => {
  const step = draw(staffEmailForm, staffEmailHandler);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Bob Fell' }));
  await userEvent.type(field(/^Other email addresses/), 'Sales@fern.example, desk');
  expect(screen.getByText('Correct the email address “desk”.')).toBeDefined();
  await userEvent.type(field(/^Other email addresses/), '@fern.example');
  expect(step().to).toEqual([
    { staffId: '6' },
    { address: 'sales@fern.example' },
    { address: 'desk@fern.example' },
  ]);
});

test('the address of a webhook is checked while it is typed', async () => {
  const step = draw(webhookForm, webhookHandler);
  await userEvent.type(field('Address'), 'http://fern.example/in');
  expect(screen.getByText('Use an address that begins with https://.')).toBeDefined();
  await userEvent.clear(field('Address'));
  await userEvent.type(field('Address'), 'https://fern.example/in');
  expect(step().url).toBe('https://fern.example/in');
  expect(webhookHandler.problems?.(step())).toEqual([]);
});

test('a ticket asks for an address only when it goes by webhook', async () => {
  const step = draw(supportTicketForm, supportTicketHandler);
  expect(screen.queryByRole('textbox', { name: 'Address' })).toBeNull();
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Open the ticket' }),
    'webhook',
  );
  await userEvent.type(field('Address'), 'https://desk.fern.example/');
  expect(step()).toMatchObject({ by: 'webhook', url: 'https://desk.fern.example/' });
});

test('a task gets an owner and a number of days, or no date', async () => {
  const step = draw(salesTaskForm, salesTaskHandler);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Owner' }), '5');
  const days = screen.getByRole('spinbutton', { name: /^Due after/ });
  await userEvent.clear(days);
  expect(step()).toMatchObject({ owner: '5', dueDays: null });
  await userEvent.type(days, '900');
  expect(step().dueDays).toBe(365);
});

test('a text with a name that is no variable says so beside it', async () => {
  draw(salesTaskForm, salesTaskHandler);
  await userEvent.type(field('Task'), ' {{{{phone}}');
  expect(screen.getByText(/^Take {{phone}} out of the title/)).toBeDefined();
});

test('a stage is chosen from the stages of a lead', async () => {
  const step = draw(moveStageForm, moveStageHandler);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Stage' }), 'Qualified');
  expect(step().stage).toBe('qualified');
});
