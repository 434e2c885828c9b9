import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { DurationField } from './duration-field.tsx';

/** The field in a form that keeps what it is given. */
function Form({ ms, onGiven }: { ms: number; onGiven: (ms: number) => void }) {
  const [length, setLength] = useState(ms);
  return (
    <>
      <DurationField
        label="Wait for"
        ms={length}
        onChange={(next) => {
          onGiven(next);
          setLength(next);
        }}
      />
      <button onClick={() => setLength(2 * HOUR)}>Undo</button>
    </>
  );
}

function draw(ms: number) {
  const given = vi.fn<(ms: number) => void>();
  drawPart(<Form ms={ms} onGiven={given} />);
  return given;
}

/** What the field shows. */
function shown(): [string, string | undefined] {
  const unit = screen.getByLabelText<HTMLSelectElement>('Wait for: unit');
  return [number().value, unit.selectedOptions[0]?.text];
}

function number(): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>('Wait for');
}

test('a length is shown in the largest unit that it is whole in', () => {
  draw(36 * HOUR);
  expect(shown()).toEqual(['36', 'hours']);
});

test('each length that can be used is given, others stay as typed with what to do', async () => {
  const given = draw(DAY);
  await userEvent.clear(number());
  expect(screen.getByText('Enter a number above 0.')).toBeTruthy();
  await userEvent.type(number(), '500');
  expect(screen.getByText('Enter at most 366 days.')).toBeTruthy();
  expect(given.mock.calls).toEqual([[5 * DAY], [50 * DAY]]);
});

test('a length that is changed by an undo is shown', async () => {
  draw(DAY);
  await userEvent.clear(number());
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(shown()).toEqual(['2', 'hours']);
});
