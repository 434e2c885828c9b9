import { screen } from '@testing-library/react';
import { lazy } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { ChartFrame } from './chart-frame.tsx';

test('no server draws a chart, but its room is there, so that nothing jumps', () => {
  const html = renderToString(
    <ChartFrame height={180} width={60}>
      <p>The chart</p>
    </ChartFrame>,
  );
  expect(html).toContain('min-height:180px');
  expect(html).toContain('min-width:60px');
  expect(html).not.toContain('The chart');
});

test('the chart comes when its library has, and the page is there before it', async () => {
  let arrive: () => void = () => undefined;
  const library = new Promise<void>((resolve) => (arrive = resolve));
  const Chart = lazy(async () => {
    await library;
    return { default: () => <p>The chart</p> };
  });
  drawPart(
    <>
      <p>The words</p>
      <ChartFrame height={180}>
        <Chart />
      </ChartFrame>
    </>,
  );
  expect(screen.getByText('The words')).toBeDefined();
  expect(screen.queryByText('The chart')).toBeNull();
  arrive();
  expect(await screen.findByText('The chart')).toBeDefined();
});

test('screen readers read the words or the table beside it, not the chart', () => {
  drawPart(
    <ChartFrame height={180}>
      <button>A bar</button>
    </ChartFrame>,
  );
  expect(screen.queryByRole('button')).toBeNull();
});
