import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { ReentryPolicy } from '#app/journeys/reentry-policy.ts';
import {
  TRIGGER_KINDS,
  triggerHandlerNamed,
  type Trigger,
} from '#app/journeys/triggers/registry.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { ReentryFields } from './reentry-fields.tsx';
import type { TriggerFormContext } from './trigger-form.ts';
import { TriggerFields } from './trigger-fields.tsx';

const context: TriggerFormContext = {
  segments: [{ key: 'vip', name: 'VIP' }],
  currency: 'GBP',
  pickField: ({ what, selected }) => <p key={what}>{`${what}: ${selected.join(', ')}`}</p>,
};

/** The fields of a trigger that is changed by them. */
function draw(first: Trigger) {
  const onChange = vi.fn<(trigger: Trigger) => void>();
  function Fields() {
    const [trigger, setTrigger] = useState(first);
    const change = (next: Trigger) => {
      onChange(next);
      setTrigger(next);
    };
    return <TriggerFields trigger={trigger} context={context} onChange={change} />;
  }
  drawPart(<Fields />);
  return { last: () => onChange.mock.lastCall?.[0] };
}

describe.each(TRIGGER_KINDS)('a trigger of kind %s', (kind) => {
  test('can be chosen and has a form', async () => {
    const { last } = draw(
      kind === 'manual' ? { on: 'application', status: 'received' } : { on: 'manual' },
    );
    const field = screen.getByLabelText('What starts the journey');
    await userEvent.selectOptions(field, kind);
    expect(last()).toEqual(triggerHandlerNamed(kind).blank);
  });
});

test('of events only what they can be about is asked, and what is not asked any more leaves the trigger', async () => {
  const { last } = draw({ events: ['page.viewed'], subject: 'person' });
  expect(screen.queryByText(/^products/)).toBeNull();
  const page = screen.getByLabelText('Page address contains');
  await userEvent.type(page, 'a');
  expect(last()).toEqual({ events: ['page.viewed'], subject: 'person', where: { page: 'a' } });
  await userEvent.clear(page);
  expect(last()).toEqual({ events: ['page.viewed'], subject: 'person' });
});

test('a journey about orders asks for the amount in the currency of the shop', async () => {
  const { last } = draw({ events: ['order.placed'], subject: 'order' });
  await userEvent.type(screen.getByLabelText('Comes to at least'), '5');
  expect(last()).toMatchObject({ where: { atLeast: { minor: 500, currency: 'GBP' } } });
});

test('who may enter again is chosen among what the trigger can be counted by', async () => {
  const onChange = vi.fn<(reentry: ReentryPolicy) => void>();
  drawPart(<ReentryFields journey={{ trigger: { on: 'manual' } }} onChange={onChange} />);
  const field = screen.getByLabelText('Who may enter again');
  await userEvent.selectOptions(field, 'after');
  expect(onChange).toHaveBeenCalledWith({ per: 'person', again: 'after', days: 30, since: 'end' });
  expect(screen.queryByRole('option', { name: 'One run for each cart' })).toBeNull();
});
