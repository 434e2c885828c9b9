import { beforeEach, expect, test } from 'vitest';
import { drawPart, makeRoomForCharts } from '#tests/setup/draw-part.tsx';
import { PairedBarChart } from './paired-bar-chart.tsx';

beforeEach(() => {
  makeRoomForCharts(600, 200);
});

const ROWS = [
  { group: 'May', first: 12, second: 8 },
  { group: 'June', first: 20, second: 22 },
];

function draw(more: { unit?: string } = {}) {
  const names = { first: 'Expected', second: 'Ordered' };
  return drawPart(<PairedBarChart {...more} rows={ROWS} names={names} height={200} />).container;
}

test('each group has two bars, and the legend names what the two are', () => {
  const container = draw();
  expect(container.querySelectorAll('.recharts-bar')).toHaveLength(2);
  expect(container.querySelectorAll('.recharts-bar-rectangle')).toHaveLength(2 * ROWS.length);
  for (const word of ['Expected', 'Ordered', 'May', 'June'])
    expect(container.textContent).toContain(word);
});

test('the axis counts in the unit that is given', () => {
  const ticks = draw({ unit: ' %' }).querySelectorAll('.recharts-yAxis-tick-labels text');
  expect(ticks.length).toBeGreaterThan(1);
  for (const { textContent } of ticks) expect(textContent).toContain('%');
});

test('nothing in it can be reached by the keyboard: the table beside it says the same', () => {
  expect(draw().querySelector('[tabindex="0"]')).toBeNull();
});
