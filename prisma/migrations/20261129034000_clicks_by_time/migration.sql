-- What journeys recovered is found from the clicks of some weeks, of which there are few, and not from every order.
create index message_clicked on message (shop_id, clicked_at) where clicked_at is not null;
create index event_banner_clicked on event (shop_id, at) where kind = 'banner.clicked';
