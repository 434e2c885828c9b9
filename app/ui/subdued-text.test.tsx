import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { SubduedText } from './subdued-text.tsx';

test('small words are a paragraph, or stand in a line', () => {
  drawPart(
    <>
      <SubduedText>What it means</SubduedText>
      <SubduedText as="span">for a value</SubduedText>
    </>,
  );
  expect(screen.getByText('What it means').tagName).toBe('P');
  expect(screen.getByText('for a value').tagName).toBe('SPAN');
});
