import type { ApplicationMailContext, LoadedApplication } from './application.ts';
import type { ContextLoader } from './context-loader.server.ts';
import { selectApplicationsOfMails } from './store/applications-of-mails.server.ts';

const NONE: LoadedApplication = {
  email: null,
  contactName: null,
  company: null,
  isVerified: false,
};

/** Loads the wholesale applications that mails are about. */
export const loadApplications: ContextLoader<ApplicationMailContext, LoadedApplication> = async (
  client,
  shopId,
  mails,
) => {
  const ids = mails.map(({ current }) => current.applicationId);
  const found = await selectApplicationsOfMails(client, shopId, ids);
  const byId = new Map(found.map(({ id, ...application }) => [id, application]));
  return new Map(mails.map(({ key, current }) => [key, byId.get(current.applicationId) ?? NONE]));
};
