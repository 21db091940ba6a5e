import type { Rule } from '../rule';

export const list: Rule = {
  tags: ['ul', 'ol'],
  open(conversion, { name, attributes }) {
    conversion.table?.beginBlock(false);
    const start = Number.parseInt(attributes['start'] ?? '1', 10);
    conversion.writer.openList(name === 'ol', Number.isFinite(start) && start >= 0 ? start : 1);
  },
  close({ writer }) {
    writer.close('list');
  },
};

export const listItem: Rule = {
  tags: ['li'],
  open(conversion) {
    conversion.table?.beginBlock(false);
    conversion.writer.openItem();
  },
  close({ writer }) {
    writer.close('item');
  },
};
