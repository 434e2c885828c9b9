import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { MovePage } from '#app/journeys/moves/move-page.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { MovePeopleCard } from './move-people-card.tsx';

const PAGE: Omit<MovePage, 'isPaused'> = {
  journey: { key: 'win-back', name: 'Win back', version: 3 },
  versions: [
    {
      version: 2,
      rows: [
        {
          stepId: 'wait',
          people: 12,
          step: 'Wait 1 day',
          landing: { kind: 'stays', stepId: 'wait' },
          landingStep: 'Wait 2 days',
        },
        {
          stepId: 'gone',
          people: 1,
          step: 'Wait 7 days',
          landing: { kind: 'exits' },
          landingStep: null,
        },
      ],
    },
  ],
  choices: [{ id: 'last', step: 'Wait 3 days' }],
  move: null,
};

function draw(page: Omit<MovePage, 'isPaused'>) {
  const [onMove, onCancel] = [vi.fn(), vi.fn()];
  drawPart(<MovePeopleCard page={page} isBusy={false} onMove={onMove} onCancel={onCancel} />);
  return { onMove, onCancel };
}

test('for each step it says how many people are there and where they land, and moves them as it was chosen', async () => {
  const { onMove } = draw(PAGE);
  expect(screen.getByText('Wait 1 day: 12 people')).toBeDefined();
  expect(screen.getByText(/Stay at “Wait 2 days”/)).toBeDefined();
  const field = screen.getByLabelText('Where people at “Wait 7 days” go on');
  await userEvent.selectOptions(field, 'last');
  await userEvent.click(screen.getByRole('button', { name: 'Move 13 people' }));
  expect(onMove).toHaveBeenCalledWith({ gone: 'last' });
});

test('without a choice those whose step is gone leave', async () => {
  const { onMove } = draw(PAGE);
  await userEvent.click(screen.getByRole('button', { name: 'Move 13 people' }));
  expect(onMove).toHaveBeenCalledWith({});
});

test('a move under way shows how far it is and can be cancelled', async () => {
  const move = {
    id: 'm',
    journeyKey: 'win-back',
    version: 3,
    mapping: {},
    state: 'running' as const,
    total: 13,
    moved: 4,
    exited: 1,
    startedBy: 'ann',
    startedAt: 0,
    finishedAt: null,
  };
  const { onCancel } = draw({ ...PAGE, move });
  expect(screen.getByText('5 of 13 people moved to version 3')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onCancel).toHaveBeenCalledOnce();
});

test('when all are on the newest version there is nothing to move', () => {
  draw({ ...PAGE, versions: [] });
  expect(screen.getByText('Everyone in the journey is on version 3.')).toBeDefined();
});
