import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Says whether one network address may send another application to a shop, and counts it. */
export type AddressLimit = { allows(shopId: string, address: string): Promise<boolean> };

const MOST = 5;
const WINDOW_SECONDS = 3600;

/** At most five applications an hour from one address to one shop, counted in this process. */
export function createAddressLimit(): AddressLimit {
  const limiter = new RateLimiterMemory({ points: MOST, duration: WINDOW_SECONDS });
  return {
    async allows(shopId, address) {
      try {
        await limiter.consume(`${shopId}:${address}`);
        return true;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return false;
        throw refusal;
      }
    },
  };
}
