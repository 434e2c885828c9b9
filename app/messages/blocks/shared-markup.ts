/** MJML and text of blocks that show what is loaded for each reader, and of emails that campaigns are written in. */

/** The things a mail is about, each with its picture if any has one, name, quantity and price. */
export const ITEMS_MARKUP = `
  <mj-table font-size="15px" line-height="21px" cellpadding="8">
    {% assign pictures = items | map: 'image' | compact %}
    {% for item in items %}
    <tr>
      {% if pictures.size > 0 %}<td width="72" style="vertical-align:top">{% if item.image %}<img src="{{ item.image }}" width="64" alt="" style="display:block;border-radius:6px" />{% endif %}</td>{% endif %}
      <td style="vertical-align:top">{% if item.url %}<a href="{{ item.url }}" style="color:#1f2933;font-weight:600;text-decoration:none">{{ item.title }}</a>{% else %}<strong>{{ item.title }}</strong>{% endif %}{% if item.variant %}<br />{{ item.variant }}{% endif %}<br />{{ item.quantity }}{% if item.price %} × {{ item.price }}{% endif %}</td>
      <td align="right" style="vertical-align:top;white-space:nowrap">{{ item.total }}</td>
    </tr>
    {% endfor %}
    {% if total %}<tr>{% if pictures.size > 0 %}<td></td>{% endif %}<td style="border-top:1px solid #d8dee4"><strong>{{ words.total }}</strong></td><td align="right" style="border-top:1px solid #d8dee4;white-space:nowrap"><strong>{{ total }}</strong></td></tr>{% endif %}
  </mj-table>
`;

export const ITEMS_TEXT = `{% for item in items %}- {{ item.title }}{% if item.variant %} ({{ item.variant }}){% endif %}, {{ item.quantity }}{% if item.price %} x {{ item.price }}{% endif %}
{% endfor %}{% if total %}{{ words.total }}: {{ total }}{% endif %}`;

/** One product, large, with its price of now; nothing at all when there is none. */
export const PRODUCT_MARKUP = `
  <mj-table font-size="16px" line-height="24px" padding="8px 24px" align="center">
    {% if item.image %}<tr><td align="center"><a href="{{ action }}"><img src="{{ item.image }}" width="320" alt="" style="display:block;max-width:320px;height:auto;border-radius:6px" /></a></td></tr>{% endif %}
    <tr><td align="center" style="padding-top:8px"><a href="{{ action }}" style="color:#1f2933;font-weight:600;text-decoration:none">{{ item.title }}</a>{% if item.variant %}<br />{{ item.variant }}{% endif %}<br />{{ item.price }}</td></tr>
  </mj-table>
`;

export const PRODUCT_TEXT =
  '{% for item in items limit: 1 %}{{ item.title }}{% if item.variant %} ({{ item.variant }}){% endif %}, {{ item.price }}{% endfor %}';

/** What else the reader may like, side by side; nothing at all when there is too little. */
export const RECOMMENDED_MARKUP = `
  <mj-divider border-width="1px" border-color="#d8dee4" padding="8px 24px 16px" />
  <mj-text padding="8px 24px" font-size="18px" font-weight="700">{{ recommended.heading }}</mj-text>
  <mj-table font-size="15px" line-height="21px" padding="8px 16px" table-layout="fixed">
    {% assign width = 100 | divided_by: recommended.products.size | floor %}
    <tr>
      {% for product in recommended.products %}
      <td width="{{ width }}%" style="padding:0 8px;vertical-align:top">{% if product.image %}<a href="{{ product.url }}"><img src="{{ product.image }}" width="160" alt="" style="display:block;width:100%;max-width:160px;height:auto;border-radius:6px;margin-bottom:8px" /></a>{% endif %}<a href="{{ product.url }}" style="color:#1f2933;font-weight:600;text-decoration:none">{{ product.title }}</a>{% if product.price %}<br />{{ product.price }}{% endif %}</td>
      {% endfor %}
    </tr>
  </mj-table>
`;

export const RECOMMENDED_TEXT = `{% if recommended %}

{{ recommended.heading }}:{% for product in recommended.products %}
- {{ product.title }}{% if product.price %}, {{ product.price }}{% endif %}: {{ product.url }}{% endfor %}{% endif %}`;

/** What the journey offered: what it is, the code large enough to type, and the way to use it. */
export const COUPON_MARKUP = `
  <mj-text padding="8px 24px" align="center" font-size="20px" font-weight="700">{{ coupon.words }}</mj-text>
  <mj-raw>{% if coupon.code %}</mj-raw>
  <mj-text padding="8px 24px" align="center" font-size="22px" font-weight="700" letter-spacing="2px">{{ coupon.code }}</mj-text>
  <mj-raw>{% endif %}</mj-raw>
  <mj-button href="{{ coupon.url }}">{% if coupon.code %}{{ words.useCode }}{% else %}{{ words.findOutMore }}{% endif %}</mj-button>
  <mj-text padding="8px 24px" align="center" font-size="13px" line-height="20px" color="#52606d">{{ words.validUntil }} {{ coupon.until }}{% if coupon.code %}, {{ words.once }}{% endif %}.</mj-text>
`;

export const COUPON_TEXT = `{% if coupon %}{{ coupon.words }}{% if coupon.code %}: {{ coupon.code }}{% endif %}
{{ coupon.url }}
{{ words.validUntil }} {{ coupon.until }}{% if coupon.code %}, {{ words.once }}{% endif %}.{% endif %}`;

/** Running text in paragraphs. */
export function paragraphs(...texts: string[]): string {
  const lines = texts.map((text) => `<mj-text padding="8px 24px">${text}</mj-text>`);
  return `<mj-section padding="8px 0"><mj-column>${lines.join('')}</mj-column></mj-section>`;
}

/** The one thing the reader is asked to do. */
export function button(label: string): string {
  return `<mj-section padding="8px 0"><mj-column><mj-button href="{{ action }}">${label}</mj-button></mj-column></mj-section>`;
}
