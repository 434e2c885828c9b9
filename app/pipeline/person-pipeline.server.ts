import { staffNames } from '#app/access/store/list-staff.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { PersonPipeline } from './person-pipeline.ts';
import { leadOf } from './store/leads.server.ts';
import { tasksOfPerson } from './store/sales-tasks.server.ts';

/** The tasks and the lead of a person. */
export async function loadPersonPipeline(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonPipeline> {
  return {
    tasks: await tasksOfPerson(client, shopId, profileId),
    lead: await leadOf(client, shopId, profileId),
    staff: await staffNames(client, shopId),
  };
}
