import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { EmptyState } from './empty-state.tsx';

test('what has nothing to show yet says what will be shown, and where to begin', () => {
  drawPart(
    <EmptyState
      heading="No segments yet"
      action={{ content: 'Create segment', url: '/app/segments/new' }}
    >
      Segments group people by what they do.
    </EmptyState>,
  );
  expect(screen.getByRole('heading', { level: 2, name: 'No segments yet' })).toBeDefined();
  expect(screen.getByText('Segments group people by what they do.')).toBeDefined();
  const link = screen.getByRole('link', { name: 'Create segment' });
  expect(link.getAttribute('href')).toBe('/app/segments/new');
});

test('where nothing can be done there is nothing to press', () => {
  drawPart(<EmptyState heading="No issues found">Nothing failed.</EmptyState>);
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});
