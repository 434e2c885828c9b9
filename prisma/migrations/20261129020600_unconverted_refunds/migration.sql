-- What was paid back of an order as its refunds say it, where one of them says it only in the shopper's currency:
-- {"known": minor units in the order's currency, "unconverted": {currency: minor units}}. Null: all is in
-- "refunded_minor", which holds the sum in the order's currency in any case.
alter table purchase add column refunds json;
