import { expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { beat, register, releaseSilent, ReleasedError } from './heartbeat.server.ts';

const db = await testDatabase();

test('a process that was silent for long takes others for dead that were too, and never itself', async () => {
  const [own, other] = [await register(db.pool, 'test'), await register(db.pool, 'test')];
  // As after a sleep of the machine: no process could show a sign of life.
  await db.owner.query("update heartbeat set beat_at = '-infinity'");
  await expect.poll(() => releaseSilent(db.pool, own)).toEqual([other.fence]);
  await beat(db.pool, own, []);
  await expect(beat(db.pool, other, [])).rejects.toThrow(ReleasedError);
});
