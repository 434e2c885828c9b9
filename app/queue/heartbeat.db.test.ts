import { expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import {
  renewHeartbeat,
  registerHeartbeat,
  expireLeases,
  LeaseExpiredError,
} from './heartbeat.server.ts';

const db = await testDatabase();

test('a process that was suspended for long expires the leases of others that were too, and never its own', async () => {
  const [own, other] = [
    await registerHeartbeat(db.pool, 'test'),
    await registerHeartbeat(db.pool, 'test'),
  ];
  // As after a sleep of the machine: no process could renew its heartbeat.
  await db.owner.query("update heartbeat set beat_at = '-infinity'");
  await expect.poll(() => expireLeases(db.pool, own)).toEqual([other.fence]);
  await renewHeartbeat(db.pool, own, []);
  await expect(renewHeartbeat(db.pool, other, [])).rejects.toThrow(LeaseExpiredError);
});
