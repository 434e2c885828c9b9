/** Orders that came from a journey's mails and banners, net of refunds, in the smallest unit of the shop's currency. */
export type Recovered = { orders: number; minor: number };
