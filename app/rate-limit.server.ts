import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Says whether somebody may do something once more, and counts it, in this process. */
export type RateLimit = {
  /** @returns 0 when allowed, else the whole seconds to wait */
  take(who: string): Promise<number>;
};

/** So many times in a window of so many seconds, for each of whoever asks. */
export function createRateLimit(times: number, windowSeconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: times, duration: windowSeconds });
  return {
    async take(who) {
      try {
        await limiter.consume(who);
        return 0;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
      }
    },
  };
}
