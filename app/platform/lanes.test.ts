import { expect, test } from 'vitest';
import { createLanes, LaneFullError } from './lanes.ts';

/** Lets everything that can go on do so. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test('so many of a key work at once, the next in the order in which they came', async () => {
  const lanes = createLanes(2, 10);
  const began: number[] = [];
  const leave: (() => void)[] = [];
  for (let n = 0; n < 4; n += 1)
    void lanes.enter('shop').then((end) => {
      began.push(n);
      leave[n] = end;
    });
  await settled();
  expect(began).toEqual([0, 1]);
  leave[1]?.();
  // To leave twice is to leave once.
  leave[1]?.();
  await settled();
  expect(began).toEqual([0, 1, 2]);
  leave[0]?.();
  await settled();
  expect(began).toEqual([0, 1, 2, 3]);
});

test('one key does not wait for another', async () => {
  const lanes = createLanes(1, 0);
  await lanes.enter('busy');
  await expect(lanes.enter('other')).resolves.toBeTypeOf('function');
});

test('whoever would wait behind too many is refused at once', async () => {
  const lanes = createLanes(1, 1);
  await lanes.enter('shop');
  void lanes.enter('shop');
  await expect(lanes.enter('shop')).rejects.toThrow(LaneFullError);
});

test('whoever gives up while waiting holds up nobody', async () => {
  const lanes = createLanes(1, 2);
  const end = await lanes.enter('shop');
  const gone = new AbortController();
  const given = lanes.enter('shop', gone.signal);
  const next = lanes.enter('shop');
  gone.abort(new Error('gone'));
  await expect(given).rejects.toThrow('gone');
  end();
  await expect(next).resolves.toBeTypeOf('function');
});
