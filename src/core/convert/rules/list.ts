import type { Rule } from '../rule';

export const list: Rule = {
  tags: ['ul', 'ol'],
  open(conversion, { name, attributes }) {
    conversion.table?.beginBlock(false);
    const start = Number.parseInt(attributes['start'] ?? '1', 10);
    // from where a list counts down is known only if it says so
    const step = attributes['start'] !== undefined && attributes['reversed'] !== undefined ? -1 : 1;
    conversion.writer.openList(name === 'ol', Number.isFinite(start) && start >= 0 ? start : 1, step);
  },
  close({ writer }) {
    writer.close('list');
  },
};

export const listItem: Rule = {
  tags: ['li'],
  open(conversion, { attributes }) {
    conversion.table?.beginBlock(false);
    const number = Number.parseInt(attributes['value'] ?? '', 10);
    conversion.writer.openItem(number >= 0 ? number : undefined);
  },
  close({ writer }) {
    writer.close('item');
  },
};
