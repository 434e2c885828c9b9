/** Pieces of MJML that several mails share. */

/** The things a mail is about, each with its picture if any has one, name, quantity and price. */
export const ITEMS = `
<mj-section padding="8px 0"><mj-column>
  <mj-table font-size="15px" line-height="21px" cellpadding="8">
    {% assign pictures = items | map: 'image' | compact %}
    {% for item in items %}
    <tr>
      {% if pictures.size > 0 %}<td width="72" style="vertical-align:top">{% if item.image %}<img src="{{ item.image }}" width="64" alt="" style="display:block;border-radius:6px" />{% endif %}</td>{% endif %}
      <td style="vertical-align:top">{% if item.url %}<a href="{{ item.url }}" style="color:#1f2933;font-weight:600;text-decoration:none">{{ item.title }}</a>{% else %}<strong>{{ item.title }}</strong>{% endif %}{% if item.variant %}<br />{{ item.variant }}{% endif %}<br />{{ item.quantity }} × {{ item.price }}</td>
      <td align="right" style="vertical-align:top;white-space:nowrap">{{ item.total }}</td>
    </tr>
    {% endfor %}
    {% if total %}<tr>{% if pictures.size > 0 %}<td></td>{% endif %}<td style="border-top:1px solid #d8dee4"><strong>Total</strong></td><td align="right" style="border-top:1px solid #d8dee4;white-space:nowrap"><strong>{{ total }}</strong></td></tr>{% endif %}
  </mj-table>
</mj-column></mj-section>`;

export const ITEMS_TEXT = `{% for item in items %}- {{ item.title }}{% if item.variant %} ({{ item.variant }}){% endif %}, {{ item.quantity }} x {{ item.price }}
{% endfor %}`;

/** Running text in paragraphs. */
export function paragraphs(...texts: string[]): string {
  const lines = texts.map((text) => `<mj-text padding="8px 24px">${text}</mj-text>`);
  return `<mj-section padding="8px 0"><mj-column>${lines.join('')}</mj-column></mj-section>`;
}

/** The one thing the reader is asked to do. */
export function button(label: string): string {
  return `<mj-section padding="8px 0"><mj-column><mj-button href="{{ action }}">${label}</mj-button></mj-column></mj-section>`;
}
