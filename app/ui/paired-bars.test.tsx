import { waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { beforeEach, expect, test } from 'vitest';
import { drawPart, makeRoomForCharts } from '#tests/setup/draw-part.tsx';
import { PairedBars } from './paired-bars.tsx';

const CHART = {
  rows: [{ group: 'May', first: 12, second: 8 }],
  names: { first: 'Expected', second: 'Ordered' },
  height: 180,
};

beforeEach(() => {
  makeRoomForCharts(600, 180);
});

test('the frame is as high as the chart before the chart is there', () => {
  expect(renderToString(<PairedBars {...CHART} />)).toContain('min-height:180px');
});

test('the chart comes with the library for charts', async () => {
  const { container } = drawPart(<PairedBars {...CHART} />);
  expect(container.querySelector('.recharts-bar')).toBeNull();
  await waitFor(() => expect(container.querySelector('.recharts-bar')).not.toBeNull());
});
