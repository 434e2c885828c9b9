import { createRateLimit } from '#app/platform/rate-limit.server.ts';
import { isFreeMail } from '#app/lib/free-mail.ts';
import { HOUR, SECOND } from '#app/lib/duration.ts';

/** Says whether another application may be sent to a shop, and counts it. */
export type AddressLimit = {
  /**
   * @param address the applicant's network address
   * @param emailDomain of the address that the application names
   */
  allows(shopId: string, address: string, emailDomain: string): Promise<boolean>;
};

/** A trade fair or an office shares one address, so that the applicants of one company are counted apart. */
const PER_COMPANY = 5;
/** At a public mail service such as gmail.com, many of them seem to be of one domain. */
const PER_PUBLIC_SERVICE = 20;
const PER_ADDRESS = 50;

/**
 * At most five applications an hour from one network address for one email domain, twenty for one public mail
 * service, and fifty from one address, to one shop, counted in this process.
 */
export function createAddressLimit(): AddressLimit {
  const perCompany = createRateLimit(PER_COMPANY, HOUR / SECOND);
  const perService = createRateLimit(PER_PUBLIC_SERVICE, HOUR / SECOND);
  const perAddress = createRateLimit(PER_ADDRESS, HOUR / SECOND);
  return {
    async allows(shopId, address, emailDomain) {
      if ((await perAddress.take(`${shopId}:${address}`)) > 0) return false;
      const limit = isFreeMail(emailDomain) ? perService : perCompany;
      return (await limit.take(`${shopId}:${address}:${emailDomain}`)) === 0;
    },
  };
}
