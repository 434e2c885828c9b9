import { saveDataIssues } from '#app/events/store/save-data-issues.server.ts';
import type { Projection } from './projection.server.ts';

/** Values that could not be read, by where they stood. */
export const dataIssuesProjection: Projection = {
  name: 'data issues',
  apply: async ({ client, shopId, batch }) => {
    await saveDataIssues(client, shopId, batch.dataIssues);
    return [];
  },
};
