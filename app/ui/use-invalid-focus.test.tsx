import { TextField } from '@shopify/polaris';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { useInvalidFocus } from './use-invalid-focus.ts';

type Refusal = { errors: { name?: string; address?: string } };

function Form({ refusal }: { refusal: Refusal | null }) {
  useInvalidFocus(refusal);
  const { errors = {} } = refusal ?? {};
  const field = { autoComplete: 'off', value: '', onChange: () => undefined };
  return (
    <>
      <button>Save</button>
      <TextField {...field} label="Sender name" error={errors.name} />
      <TextField {...field} label="Sender email address" error={errors.address} />
    </>
  );
}

const ADDRESS = 'Enter an email address such as hello@example.com.';

async function pressSave(): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
}

test('a form that was refused has the focus in its first invalid field, which says what is wrong', async () => {
  const { redraw } = drawPart(<Form refusal={null} />);
  await pressSave();
  redraw(<Form refusal={{ errors: { address: ADDRESS } }} />);
  const field = screen.getByRole('textbox', { name: 'Sender email address' });
  expect(document.activeElement).toBe(field);
  const described = field.getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toBe(ADDRESS);
});

test('of several invalid fields the first has the focus, again each time that the form is refused', async () => {
  const errors = { name: 'Enter the name.', address: ADDRESS };
  const { redraw } = drawPart(<Form refusal={{ errors }} />);
  await pressSave();
  redraw(<Form refusal={{ errors }} />);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Sender name' }));
});

test('the focus stays where it is while the same refusal is shown, and when there is none', async () => {
  const refusal = { errors: { address: ADDRESS } };
  const { redraw } = drawPart(<Form refusal={refusal} />);
  await pressSave();
  redraw(<Form refusal={refusal} />);
  redraw(<Form refusal={null} />);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Save' }));
});
